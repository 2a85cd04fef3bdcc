"""A tiny LoopBack: does a row meet a `where`? With the misreadings of the real one, on purpose.

`total` is declared a number, `date` a date, `name` a text; every other path is undeclared.
"""

import re

DECLARED = {"name": str, "total": float, "date": str}
# The framework looks for operators in this order, takes the first and drops the others.
OPERATORS = (
    "eq",
    "gt",
    "gte",
    "lt",
    "lte",
    "between",
    "inq",
    "nin",
    "neq",
    "regexp",
    "like",
    "nlike",
)
ABSENT = object()


def matches(where, row, *, mongodb):
    return all(_clause(name, test, row, mongodb=mongodb) for name, test in where.items())


def _clause(name, test, row, *, mongodb):
    if name in ("and", "or"):
        if mongodb and not test:
            raise ValueError(f"${name} needs a nonempty array")
        combine = all if name == "and" else any
        return combine(matches(part, row, mongodb=mongodb) for part in test)
    if name in ("not", "nor") or name.startswith("$"):
        raise ValueError(f"unknown operator {name}")
    return _test(name, test, _value(row, name), mongodb=mongodb)


def _value(row, path):
    for segment in path.split("."):
        if not isinstance(row, dict) or segment not in row:
            return ABSENT
        row = row[segment]
    return row


def _test(name, test, value, *, mongodb):
    if test is None:
        return value is None or (value is ABSENT and not mongodb)
    if not isinstance(test, dict):
        return _same(test, value)
    known = [operator for operator in OPERATORS if operator in test]
    if not known or (name not in DECLARED and known[0] == "eq"):
        return False
    return _operate(name, known[0], test, value, mongodb=mongodb)


def _operate(name, operator, test, value, *, mongodb):
    operand = test[operator]
    if operator in ("eq", "neq"):
        return _same(operand, value) == (operator == "eq")
    if operator in ("inq", "nin"):
        return any(_same(one, value) for one in operand) == (operator == "inq")
    if operator == "between":
        return _orders("gte", value, operand[0]) and _orders("lte", value, operand[1])
    if operator == "regexp":
        return _regexp(name, operand, value)
    if operator in ("like", "nlike"):
        found = _like(operand, test.get("options"), value, mongodb=mongodb)
        return found == (operator == "like")
    return _orders(operator, value, operand)


def _same(one, other):
    if one is None or other is None or other is ABSENT:
        return one is None and (other is None or other is ABSENT)
    return one == other


def _orders(operator, value, bound):
    if value is None or value is ABSENT:
        return False
    match operator:
        case "gt":
            return value > bound
        case "gte":
            return value >= bound
        case "lt":
            return value < bound
        case _:
            return value <= bound


def _regexp(name, pattern, value):
    if not isinstance(value, str) or not value:
        return False
    flags = 0
    if name in DECLARED and re.search(r"/.", pattern, re.DOTALL):
        letters = pattern.rpartition("/")[2]
        if set(letters) - set("gim"):
            raise ValueError(f"invalid regex flags {letters}")
        pattern = pattern[1 : pattern.rindex("/")]
        flags = re.IGNORECASE if "i" in letters else 0
    return re.search(pattern, value, flags) is not None


def _like(pattern, options, value, *, mongodb):
    if mongodb:
        flags = re.IGNORECASE if options == "i" else 0
        return isinstance(value, str) and re.search(pattern, value, flags) is not None
    pattern = pattern.replace("%", ".*").replace("_", ".")  # and the options are ignored
    text = "undefined" if value is ABSENT else "null" if value is None else value
    return re.search(pattern, text) is not None
