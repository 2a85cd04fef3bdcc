"""The mutants of a module: cosmic-ray's operators, and those that it lacks."""

from __future__ import annotations

import ast
import pickle
import re
from abc import abstractmethod
from typing import TYPE_CHECKING, Final

from attrs import frozen
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.operators import (
    binary_operator_replacement,
    boolean_replacer,
    break_continue,
    comparison_operator_replacement,
    number_replacer,
    unary_operator_replacement,
    zero_iteration_for_loop,
)
from cosmic_ray.operators.operator import Operator
from parso.python.tree import Keyword, Name, String
from parso.tree import BaseNode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cosmic_ray.operators.operator import Example
    from parso.tree import NodeOrLeaf

_COMPARISONS: Final = (
    "Eq_NotEq NotEq_Eq Is_IsNot IsNot_Is Lt_LtE Lt_GtE LtE_Lt LtE_Gt Gt_GtE Gt_LtE GtE_Gt GtE_Lt"
)
_ARITHMETIC: Final = "Add_Sub Sub_Add Mul_Div Div_Mul FloorDiv_Mul Mod_Mul Pow_Mul BitOr_BitAnd"
_WORD: Final = re.compile(r"""(["'])[A-Za-z_-]+\1""")
_NEGATED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
_Position = tuple[tuple[int, int], tuple[int, int]]


class _ReplaceOneNode(Operator):
    """Base of an operator that makes one mutant of a node it applies to."""

    @abstractmethod
    def applies_to(self, node: NodeOrLeaf) -> bool:
        """Return whether there is something to mutate in a node."""

    @abstractmethod
    def replacement(self, node: NodeOrLeaf) -> NodeOrLeaf:
        """Return the mutated node."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[_Position]:
        if self.applies_to(node):
            yield node.start_pos, node.end_pos

    def mutate(self, node: NodeOrLeaf, index: int) -> NodeOrLeaf:
        del index
        return self.replacement(node)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return ()


class DropStatement(_ReplaceOneNode):
    """Drops a call, a raise, a del, or an assignment to an attribute or an item."""

    def applies_to(self, node: NodeOrLeaf) -> bool:
        if node.type != "simple_stmt" or not isinstance(node, BaseNode):
            return False
        statement = node.children[0]
        if statement.type in {"raise_stmt", "del_stmt"} or _is_call(statement):
            return True
        if statement.type != "expr_stmt" or not isinstance(statement, BaseNode):
            return False
        return statement.children[0].type in {"atom_expr", "power"} or (
            statement.children[1].type == "operator" and _code(statement.children[1]) != "="
        )

    def replacement(self, node: NodeOrLeaf) -> NodeOrLeaf:
        assert isinstance(node, BaseNode)
        prefix = node.get_first_leaf().prefix
        node.children[0] = Name("pass", node.start_pos, prefix=prefix)
        return node


class CatchNothing(_ReplaceOneNode):
    """Replaces what an except clause catches by nothing."""

    def applies_to(self, node: NodeOrLeaf) -> bool:
        return node.type == "except_clause"

    def replacement(self, node: NodeOrLeaf) -> NodeOrLeaf:
        assert isinstance(node, BaseNode)
        node.children[1] = Name("()", node.children[1].start_pos, prefix=" ")
        return node


class TurnMembership(_ReplaceOneNode):
    """Replaces `in` by `not in`, and the other way round."""

    def applies_to(self, node: NodeOrLeaf) -> bool:
        return node.type == "comparison" and self._operator(node) is not None

    def replacement(self, node: NodeOrLeaf) -> NodeOrLeaf:
        assert isinstance(node, BaseNode)
        at = self._operator(node)
        assert at is not None
        turned = {"in": "not in", "not in": "in"}[_code(node.children[at])]
        node.children[at] = Keyword(turned, node.children[at].start_pos, prefix=" ")
        return node

    @staticmethod
    def _operator(node: NodeOrLeaf) -> int | None:
        assert isinstance(node, BaseNode)
        texts = [" ".join(_code(child).split()) for child in node.children[1::2]]
        return next((1 + 2 * i for i, text in enumerate(texts) if text in {"in", "not in"}), None)


class ReplaceWord(_ReplaceOneNode):
    """Replaces a text of one word: a member's name, a status, a decision."""

    def applies_to(self, node: NodeOrLeaf) -> bool:
        return isinstance(node, String) and _WORD.fullmatch(node.value) is not None

    def replacement(self, node: NodeOrLeaf) -> NodeOrLeaf:
        assert isinstance(node, String)
        return String('"mutant"', node.start_pos, prefix=node.prefix)


class SwapMinAndMax(_ReplaceOneNode):
    """Replaces `min` by `max`, and the other way round."""

    def applies_to(self, node: NodeOrLeaf) -> bool:
        return isinstance(node, Name) and node.value in {"min", "max"}

    def replacement(self, node: NodeOrLeaf) -> NodeOrLeaf:
        assert isinstance(node, Name)
        swapped = "max" if node.value == "min" else "min"
        return Name(swapped, node.start_pos, prefix=node.prefix)


@frozen
class Mutant:
    """One small fault."""

    module: str
    """Path of the file, from the root of the repository."""
    function: str
    """Where it is: the qualified name, empty at the level of the module."""
    first_line: int
    last_line: int
    line: str
    """The statement as it is."""
    becomes: str
    """And as the mutant has it."""
    source: str
    """The whole text of the mutated module."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names it as long as the statement stays as it is."""
        return self.module, self.function, self.line, self.becomes


def mutants_of(path: Path, module: str) -> Iterator[Mutant]:
    """Make every mutant of a file; those that only change what is never evaluated are left out."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    seen = {_essence(source)}
    for mutated in _mutated(source):
        try:
            essence = _essence(mutated)
        except SyntaxError:  # dropping the minus of a default makes no program
            continue
        if essence not in seen:
            seen.add(essence)
            mutant = _describe(module, source, mutated, tree)
            if not _sure_to_die(mutant):
                yield mutant


def _mutated(source: str) -> Iterator[str]:
    parsed = get_ast(source)
    packed = pickle.dumps(parsed)  # a copy of it costs less than parsing again
    for operator in _operators():
        positions = sum(1 for node in ast_nodes(parsed) for _ in operator.mutation_positions(node))
        for occurrence in range(positions):
            copy = pickle.loads(packed)  # noqa: S301 - packed two lines above
            yield MutationVisitor(occurrence, operator).walk(copy).get_code()


def _sure_to_die(mutant: Mutant) -> bool:
    """Return whether it sets an attribute, whose absence fails at once and shows nothing."""
    in_constructor = mutant.function.endswith("__init__")
    return in_constructor and mutant.becomes == "pass" and mutant.line.startswith("self.")


def _operators() -> list[Operator]:
    modules = comparison_operator_replacement, binary_operator_replacement
    names = [
        *((modules[0], f"ReplaceComparisonOperator_{name}") for name in _COMPARISONS.split()),
        *((modules[1], f"ReplaceBinaryOperator_{name}") for name in _ARITHMETIC.split()),
        (unary_operator_replacement, "ReplaceUnaryOperator_Delete_Not"),
        (unary_operator_replacement, "ReplaceUnaryOperator_Delete_USub"),
    ]
    return [
        *(getattr(module, name)() for module, name in names),
        boolean_replacer.AddNot(),
        boolean_replacer.ReplaceTrueWithFalse(),
        boolean_replacer.ReplaceFalseWithTrue(),
        boolean_replacer.ReplaceAndWithOr(),
        boolean_replacer.ReplaceOrWithAnd(),
        break_continue.ReplaceBreakWithContinue(),
        break_continue.ReplaceContinueWithBreak(),
        number_replacer.NumberReplacer(),
        zero_iteration_for_loop.ZeroIterationForLoop(),
        CatchNothing(),
        DropStatement(),
        TurnMembership(),
        ReplaceWord(),
        SwapMinAndMax(),
    ]


class _Evaluated(ast.NodeTransformer):
    """Takes out what the interpreter never evaluates: annotations, and imports for types."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        if "TypeAlias" in ast.dump(node.annotation):
            return None
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST | None:
        return None if "TYPE_CHECKING" in ast.dump(node.test) else self.generic_visit(node)

    def visit_arguments(self, node: ast.arguments) -> ast.AST:
        """Return whether a parameter may be given by its name is a matter for the type checker."""
        node.args = [*node.posonlyargs, *node.args, *node.kwonlyargs]
        node.defaults += [one for one in node.kw_defaults if one is not None]
        node.posonlyargs, node.kwonlyargs, node.kw_defaults = [], [], []
        return self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """Return one way to write a negation, so that no mutant is made twice."""
        self.generic_visit(node)
        inner = node.operand
        if not isinstance(node.op, ast.Not):
            return node
        if isinstance(inner, ast.UnaryOp) and isinstance(inner.op, ast.Not):
            return inner.operand
        if isinstance(inner, ast.Compare) and type(inner.ops[0]) in _NEGATED:
            inner.ops[0] = _NEGATED[type(inner.ops[0])]()
            return inner
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id in {"cast", "TypeVar"}:
            node.args = node.args[1:]
        if isinstance(node.func, ast.Attribute) and node.func.attr == "getLogger":
            node.args = []
        return self.generic_visit(node)


def _essence(source: str) -> str:
    return ast.dump(_Evaluated().visit(ast.parse(source)))


def _describe(module: str, source: str, mutated: str, tree: ast.Module) -> Mutant:
    before, after = source.splitlines(), mutated.splitlines()
    start = next(i for i, (old, new) in enumerate(zip(before, after, strict=False)) if old != new)
    same_end = 0
    while before[-1 - same_end] == after[-1 - same_end] and same_end < len(before) - start - 1:
        same_end += 1
    stop = len(before) - same_end
    return Mutant(
        module=module,
        function=_function_at(tree, start + 1),
        first_line=start + 1,
        last_line=stop,
        line=_joined(before[start:stop]),
        becomes=_joined(after[start : len(after) - same_end]),
        source=mutated,
    )


def _joined(lines: Sequence[str]) -> str:
    return " ".join(" ".join(line.partition("  # ")[0] for line in lines).split())


def _function_at(tree: ast.AST, line: int) -> str:
    definitions = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return ".".join(
        node.name
        for node in ast.walk(tree)  # outer ones come first
        if isinstance(node, definitions) and node.lineno <= line <= (node.end_lineno or 0)
    )


def _is_call(node: NodeOrLeaf) -> bool:
    if node.type not in {"atom_expr", "power"} or not isinstance(node, BaseNode):
        return False
    return node.children[-1].type == "trailer" and _code(node.children[-1]).startswith("(")


def _code(node: NodeOrLeaf) -> str:
    return str(node.get_code(include_prefix=False))
