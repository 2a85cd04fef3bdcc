"""The examples in the docstrings of the operations: each is a call that its method takes."""

import ast
import inspect

import pytest

from spaceinvoices_async._generated.resources import SUMMARIES
from spaceinvoices_async.cli.operations.method import Method, methods_of

METHODS = [
    pytest.param(method, id=f"{tag}.{name}")
    for tag in SUMMARIES
    for name, method in methods_of(tag).items()
    if method.example is not None
]


@pytest.mark.parametrize("method", METHODS)
def test_the_example_of_an_operation_is_a_call_that_its_method_takes(method: Method) -> None:
    example = inspect.cleandoc(method.example or "")
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    tree = compile(example, "docstring", "exec", flags)
    assert isinstance(tree, ast.Module)
    (call,) = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("client.")
    )

    assert ast.unparse(call.func) == f"client.{method.tag}.{method.name}"
    names = {str(keyword.arg): keyword.value for keyword in call.keywords}
    inspect.signature(method.function).bind(None, *call.args, **names)
