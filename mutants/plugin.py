"""A pytest plugin: runs the tests of an area once for each mutant, in forks of one session.

After the tests are collected, a first fork runs them all and notes which test reaches which line. Then
each mutant gets a fork of its own, where the mutated function takes the place of the function, and
only the tests that reach it run, the fastest first, until one fails. A mutant outside of functions
changes the import: it runs in a process of its own.
"""

from __future__ import annotations

import ast
import functools
import gc
import importlib.util
import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Final, TypeAlias

import pytest
from attrs import define, field, frozen
from coverage import Coverage
from hypothesis import Phase, settings

from mutants.mutations import mutants_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    from mutants.mutations import Mutant

_Functions: TypeAlias = dict[tuple[str, str, int], list[FunctionType]]
"""The functions that are alive, by file, qualified name and line."""

PLAN: Final = "MUTANTS_PLAN"
"""Names the variable that says what the session is to do."""
_JOBS: Final = 4  # a test that hangs needs no processor
_IMPORT_S: Final = 3.0
_LEAST_LIMIT_S: Final = 45.0  # on the wall, where other work may be in the way
_LEAST_CPU_LIMIT_S: Final = 10.0
_LIMIT_FACTOR: Final = 8.0
_POLL_S: Final = 0.01


@frozen
class Plan:
    """What a session is to do."""

    modules: Sequence[str]
    """Paths of the modules to mutate."""
    results: str
    """The file that gets one line per mutant."""
    whole: str | None = None
    """A file with the mutated source of the one module, to be imported in its place."""


@frozen
class _Way:
    """One way to run the tests on a mutant."""

    enter: Callable[[], None] | None
    """Puts the mutant into this process; None to import it in a process of its own."""
    tests: Sequence[pytest.Item]
    seconds: float
    """How long the tests take without it."""


@define
class _Fork:
    pid: int
    mutant: Mutant
    limit: float
    began: float = field(factory=time.monotonic)


class _MutatedLoader(SourceFileLoader):
    """Loads a module from another text than its file's."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        """Compile the text."""
        del fullname
        return compile(self._source, self.path, "exec", dont_inherit=True)


class _Finder:
    """Finds the mutated module before anybody else does."""

    def __init__(self, path: Path, source: str) -> None:
        self._name = module_name(path)
        self._path = str(path)
        self._source = source

    def find_spec(
        self, name: str, path: object, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for the one module."""
        del path, target
        if name != self._name:
            return None
        loader = _MutatedLoader(name, self._path, self._source)
        return importlib.util.spec_from_file_location(name, self._path, loader=loader)


def module_name(path: Path) -> str:
    """Return the name that a file below `src` is imported by."""
    return ".".join(path.with_suffix("").parts[path.parts.index("src") + 1 :])


class Session:
    """The hooks of one area's session."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._coverage: Coverage | None = None
        self._durations: dict[str, float] = {}
        self._in_fork = False
        self._fork_results: Path | None = None
        self._expected: dict[str, float] | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """Let property tests find, and neither keep nor simplify what they found."""
        quick = [Phase.explicit, Phase.generate]
        steady = settings.get_profile("steady")
        settings.register_profile("mutants", steady, database=None, phases=quick)
        settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Run the forks; in a fork, leave the loop to pytest."""
        if self._plan.whole is not None:
            return None
        for module in self._plan.modules:
            importlib.import_module(module_name(Path(module)))
        functions = _live_functions()
        gc.freeze()
        reached = self._measure(session)
        if reached is None:
            return None
        return None if self._run(session, functions, reached) else True

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None]:
        """Note what a test reaches, and how long it takes; on a mutant, end one that hangs."""
        began = time.monotonic()
        if self._coverage is not None:
            self._coverage.switch_context(item.nodeid)
        if self._expected is not None:
            _set_alarms(self._expected.get(item.nodeid, 0.0))
        yield
        self._durations[item.nodeid] = time.monotonic() - began

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """End a fork, and tell how its tests went."""
        if not self._in_fork:
            return
        if self._coverage is not None:
            self._coverage.stop()
            assert self._fork_results is not None
            found = {"lines": self._reached_lines(self._coverage), "durations": self._durations}
            self._fork_results.write_text(json.dumps(found), encoding="utf-8")
        os._exit(int(exitstatus))

    def _reached_lines(self, coverage: Coverage) -> dict[str, dict[int, list[str]]]:
        data = coverage.get_data()
        return {
            module: {
                line: [name for name in contexts if name]
                for line, contexts in data.contexts_by_lineno(str(Path(module).resolve())).items()
            }
            for module in self._plan.modules
        }

    def _measure(self, session: pytest.Session) -> _Reached | None:
        self._fork_results = Path(f"{self._plan.results}.lines")
        pid = self._fork()
        if pid == 0:
            files = [str(Path(module).resolve()) for module in self._plan.modules]
            self._coverage = Coverage(data_file=None, include=files, config_file=False)
            self._coverage.start()
            return None
        _, status = os.waitpid(pid, 0)
        if status != 0:
            pytest.exit("the tests fail without any mutant", returncode=3)
        return _Reached(json.loads(self._fork_results.read_text(encoding="utf-8")), session.items)

    def _fork(self) -> int:
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            self._in_fork = True
            os.setpgid(0, 0)
            if "MUTANTS_SHOW" not in os.environ:
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 1)
                os.dup2(nowhere, 2)
        return pid

    def _run(self, session: pytest.Session, functions: _Functions, reached: _Reached) -> bool:
        """Return whether this is a fork by now, which runs the tests that are left."""
        running: list[_Fork] = []
        for module in self._plan.modules:
            for mutant in mutants_of(Path(module), module):
                way = self._way(mutant, functions, reached)
                if len(running) >= _JOBS:
                    self._wait(running)
                pid = self._fork()
                if pid == 0:
                    most = int(_LEAST_CPU_LIMIT_S + _LIMIT_FACTOR * way.seconds)
                    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
                    if way.enter is None:
                        self._run_whole(mutant, reached.files(mutant))
                    else:
                        way.enter()
                    self._expected = reached.durations
                    session.items[:] = way.tests
                    return True
                running.append(_Fork(pid, mutant, _LEAST_LIMIT_S + _LIMIT_FACTOR * way.seconds))
        while running:
            self._wait(running)
        return False

    def _way(self, mutant: Mutant, functions: _Functions, reached: _Reached) -> _Way:
        swaps = _swaps(mutant, functions)
        if swaps is not None:
            # A line that is only reached while no test is known to run is tried with all of them.
            tests = reached.tests(mutant) or reached.module_tests(mutant.module)
            return _Way(functools.partial(_swap, swaps), tests, reached.seconds(tests))
        tests = reached.module_tests(mutant.module)
        seconds = reached.seconds(tests) + _IMPORT_S
        names = _assigned_names(mutant)
        enter = functools.partial(_rebind, mutant, names) if names else None
        return _Way(enter, tests, seconds)

    def _run_whole(self, mutant: Mutant, files: Sequence[str]) -> None:
        source = Path(f"{self._plan.results}.{os.getpid()}.py")
        source.write_text(mutant.source, encoding="utf-8")
        plan = {"modules": [mutant.module], "results": self._plan.results, "whole": str(source)}
        os.execve(  # noqa: S606 - this interpreter
            sys.executable, command(files), {**os.environ, PLAN: json.dumps(plan)}
        )

    def _wait(self, running: list[_Fork]) -> None:
        """Wait until a fork ends, or has taken too long."""
        while True:
            for fork in running:
                pid, status = os.waitpid(fork.pid, os.WNOHANG)
                took = time.monotonic() - fork.began
                late = pid == 0 and took > fork.limit
                if late:
                    os.killpg(fork.pid, signal.SIGKILL)
                    os.waitpid(fork.pid, 0)
                if pid or late:
                    running.remove(fork)
                    Path(f"{self._plan.results}.{fork.pid}.py").unlink(missing_ok=True)
                    outcome = "timeout" if late else "alive" if status == 0 else "killed"
                    self._record(fork.mutant, outcome, f"{took:.1f} s")
                    return
            time.sleep(_POLL_S)

    def _record(self, mutant: Mutant, outcome: str, detail: str) -> None:
        row = {
            "module": mutant.module,
            "function": mutant.function,
            "line": mutant.line,
            "becomes": mutant.becomes,
            "at": mutant.first_line,
            "outcome": outcome,
            "detail": detail,
        }
        with Path(self._plan.results).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


class _Reached:
    """Which tests reach which lines."""

    def __init__(
        self, measured: dict[str, dict[str, dict[str, list[str]]]], items: Sequence[pytest.Item]
    ) -> None:
        self._lines = measured["lines"]
        self.durations: dict[str, float] = measured["durations"]  # type: ignore[assignment]
        self._items = {item.nodeid: item for item in items}

    def tests(self, mutant: Mutant) -> list[pytest.Item]:
        """Return the tests that reach a mutant, the fastest first."""
        lines = self._lines[mutant.module]
        numbers = range(mutant.first_line, mutant.last_line + 1)
        return self._sorted({name for number in numbers for name in lines.get(str(number), ())})

    def module_tests(self, module: str) -> list[pytest.Item]:
        """Return the tests that reach any line of a module, the fastest first; all if none does."""
        names = {name for names in self._lines[module].values() for name in names}
        return self._sorted(names) or list(self._items.values())

    def files(self, mutant: Mutant) -> list[str]:
        """Return the files of the tests that reach any line of its module, the fastest first."""
        seconds: Counter[str] = Counter()
        for test in self.module_tests(mutant.module):
            seconds[test.nodeid.partition("::")[0]] += self.durations[test.nodeid]
        return sorted(seconds, key=seconds.__getitem__)

    def seconds(self, tests: Sequence[pytest.Item]) -> float:
        """Return how long tests take without a mutant."""
        return sum(self.durations[test.nodeid] for test in tests)

    def _sorted(self, names: set[str]) -> list[pytest.Item]:
        known = sorted(names & self._items.keys(), key=lambda name: self.durations[name])
        return [self._items[name] for name in known]


def _set_alarms(seconds: float) -> None:
    """Let the kernel end this process when a test takes far longer than so many seconds."""
    slack = _LIMIT_FACTOR * seconds
    signal.setitimer(signal.ITIMER_REAL, _LEAST_LIMIT_S + slack)
    signal.setitimer(signal.ITIMER_PROF, _LEAST_CPU_LIMIT_S + slack)  # of the processor's time


def _live_functions() -> _Functions:
    found: _Functions = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType):
            code = thing.__code__
            key = code.co_filename, code.co_qualname, code.co_firstlineno
            found.setdefault(key, []).append(thing)
    return found


def _swaps(mutant: Mutant, functions: _Functions) -> list[tuple[FunctionType, CodeType]] | None:
    """Return the functions of the mutant that differ, with their new code.

    None if the import differs.
    """
    path = str(Path(mutant.module).resolve())
    before = _compiled(path)
    after = compile(mutant.source, path, "exec", dont_inherit=True)
    swaps: list[tuple[FunctionType, CodeType]] = []
    for old, new in _different(before, after):
        live = functions.get((path, old.co_qualname, old.co_firstlineno), [])
        if not live or old.co_freevars != new.co_freevars or not old.co_flags & 0x2:
            return None  # 0x2: optimised, as functions are and bodies of classes are not
        swaps += [(function, new) for function in live]
    return swaps or None


@functools.cache
def _compiled(path: str) -> CodeType:
    return compile(Path(path).read_text(encoding="utf-8"), path, "exec", dont_inherit=True)


def _different(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the outermost functions that differ; what is itself no function differs as a whole."""
    if old.co_flags & 0x2:
        if _essence(old) != _essence(new):
            yield old, new
        return
    if _essence(old, deep=False) != _essence(new, deep=False):
        yield old, new
        return
    for one, other in zip(_nested(old), _nested(new), strict=True):
        yield from _different(one, other)


def _nested(code: CodeType) -> list[CodeType]:
    return [constant for constant in code.co_consts if isinstance(constant, CodeType)]


def _essence(code: CodeType, *, deep: bool = True) -> tuple[object, ...]:
    constants = [
        (_essence(one) if deep else code.co_name)
        if isinstance(one, CodeType)
        else (type(one), repr(one))
        for one in code.co_consts
    ]
    return (
        code.co_code,
        code.co_exceptiontable,
        constants,
        code.co_names,
        code.co_varnames,
        code.co_freevars,
        code.co_cellvars,
    )


def _swap(swaps: Sequence[tuple[FunctionType, CodeType]]) -> None:
    for function, code in swaps:
        function.__code__ = code


def _assigned_names(mutant: Mutant) -> list[str]:
    """Return the names that the mutated statement of a module assigns.

    None if it is something else.
    """
    for node in ast.parse(mutant.source).body:
        if node.lineno <= mutant.first_line <= (node.end_lineno or 0):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                return [node.target.id]
            if isinstance(node, ast.Assign):
                return [name.id for name in node.targets if isinstance(name, ast.Name)]
    return []


def _rebind(mutant: Mutant, names: Sequence[str]) -> None:
    """Assign the mutated values wherever the module's own were imported by their names."""
    name = module_name(Path(mutant.module))
    values: dict[str, object] = {"__name__": name, "__file__": mutant.module}
    exec(compile(mutant.source, mutant.module, "exec", dont_inherit=True), values)  # noqa: S102 - our own source
    for assigned in names:
        old = vars(sys.modules[name])[assigned]
        for module in list(sys.modules.values()):
            if getattr(module, "__dict__", {}).get(assigned, _NOTHING) is old:
                vars(module)[assigned] = values[assigned]


_NOTHING: Final = object()
_PYTEST: Final = [
    "-m", "pytest", "-q", "-x", "-s", "-n", "0", "-p", "no:cacheprovider", "-p", "mutants.plugin",
    "--hypothesis-seed=0", "-W", "ignore::coverage.exceptions.CoverageWarning",
]  # fmt: skip


def command(tests: Sequence[str]) -> list[str]:
    """Return the command line of a session."""
    return [sys.executable, *_PYTEST, *tests]


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Join a session that was started to run mutants."""
    if PLAN not in os.environ:
        return
    plan = Plan(**json.loads(os.environ[PLAN]))
    if plan.whole is not None:
        path = Path(plan.modules[0]).resolve()
        sys.meta_path.insert(0, _Finder(path, Path(plan.whole).read_text(encoding="utf-8")))
    pluginmanager.register(Session(plan))
