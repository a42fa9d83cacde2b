"""Mutation testing of the exercises: change each solution in every small way, and see whether the judge refuses it.

    python -m scripts.tools.mutate_exercises [ids ...]

prints the changes that were accepted, and fails where they are more than three in a hundred. A change that makes no
difference is named in its exercise with the reason, by the line as it is then:

    equivalent:
      'return np.maximum(x, 1) - 1': the same for every input
"""

import ast
import copy
import signal
import sys

from scripts.browser import judge
from scripts.prose import exercises, pages

ENOUGH = 0.97
LIMIT = 2  # seconds for one change
OPERATORS = {
    ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.Div], ast.Div: [ast.Mult], ast.Pow: [ast.Mult],
    ast.MatMult: [ast.Mult], ast.FloorDiv: [ast.Div], ast.Mod: [ast.Div], ast.And: [ast.Or], ast.Or: [ast.And],
    ast.Lt: [ast.LtE, ast.Gt], ast.LtE: [ast.Lt, ast.GtE], ast.Gt: [ast.GtE, ast.Lt], ast.GtE: [ast.Gt, ast.LtE],
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq],
}  # fmt: skip
NAMES = [
    ("minimum", "maximum"), ("min", "max"), ("argmin", "argmax"), ("sum", "mean"), ("log1p", "log"), ("expm1", "exp"),
    ("zeros", "ones"), ("zeros_like", "ones_like"), ("exp", "expm1"), ("sin", "cos"), ("any", "all"),
]  # fmt: skip
SWAPPED = {a: b for pair in NAMES for a, b in (pair, pair[::-1])} | {"exp": "expm1", "log": "log1p"}

SYMMETRIC = {"maximum", "minimum", "max", "min", "logaddexp", "allclose", "add", "multiply", "hypot"}


def changes(node):
    """What may stand in the place of a node."""
    if isinstance(node, ast.Constant):
        yield from constants(node.value)
    elif isinstance(node, (ast.BinOp, ast.AugAssign)):
        for other in OPERATORS.get(type(node.op), ()):
            yield changed(node, op=other())
        if isinstance(node, ast.BinOp):
            yield from (node.left, node.right)
    elif isinstance(node, ast.BoolOp):
        yield changed(node, op=OPERATORS[type(node.op)][0]())
    elif isinstance(node, ast.Compare):
        for other in OPERATORS.get(type(node.ops[0]), ()):
            yield changed(node, ops=[other(), *node.ops[1:]])
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Attribute) and node.attr in SWAPPED:
        yield changed(node, attr=SWAPPED[node.attr])
    elif isinstance(node, ast.Name) and node.id in SWAPPED:
        yield changed(node, id=SWAPPED[node.id])
    elif isinstance(node, ast.Call):
        yield from calls(node)
    elif isinstance(node, ast.If):
        yield changed(node, test=ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Return) and node.value is not None:
        yield changed(node, value=ast.UnaryOp(ast.USub(), node.value))


def constants(value):
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, (int, float)):
        yield ast.Constant(value + 1)
        yield ast.UnaryOp(ast.USub(), ast.Constant(value)) if value else ast.Constant(-1)
        if value not in (0, 1):
            yield ast.Constant(value / 2)


def calls(node):
    if len(node.args) == 1 and not node.keywords:
        yield node.args[0]  # without the function
    if len(node.args) == 2 and getattr(node.func, "attr", getattr(node.func, "id", "")) not in SYMMETRIC:
        yield changed(node, args=node.args[::-1])
    for i in range(len(node.keywords)):
        yield changed(node, keywords=node.keywords[:i] + node.keywords[i + 1 :])


def changed(node, **fields):
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


class Put(ast.NodeTransformer):
    """Put something in the place of a node."""

    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


def mutants(code):
    """(the line that is another one, the whole code) of every small change."""
    before, seen = ast.unparse(ast.parse(code)), set()
    for number, node in enumerate(ast.walk(ast.parse(code))):
        for choice in range(len(list(changes(node)))):
            tree = ast.parse(code)
            old = list(ast.walk(tree))[number]
            yield from unlike(before, Put(old, list(changes(old))[choice]).visit(tree), seen)
        for block in "body", "orelse":
            lines = getattr(node, block, None)
            for i in range(len(lines) if isinstance(lines, list) and len(lines) > 1 else 0):
                tree = ast.parse(code)
                del getattr(list(ast.walk(tree))[number], block)[i]
                yield from unlike(before, tree, seen)


def unlike(before, tree, seen):
    after = ast.unparse(ast.fix_missing_locations(tree))
    if after != before and after not in seen:
        seen.add(after)
        lines = before.splitlines()
        new = [line for line in after.splitlines() if line not in lines]
        gone = [line for line in lines if line not in after.splitlines()]
        yield (new[0].strip() if new else f"without {gone[0].strip() if gone else 'a line'}"), after


def too_long(*_):
    raise TimeoutError


def survivors(block):
    """How many changes there are to the solutions of an exercise, and those that the judge accepts."""
    spec = exercises.specification(block) | {"wrong": []}
    count, accepted = 0, []
    for part in block.of("solution", "also"):
        if not part.code:
            continue
        for line, code in mutants(part.code):
            if line in block.options.get("equivalent", {}):
                continue
            count += 1
            signal.signal(signal.SIGALRM, too_long)
            signal.setitimer(signal.ITIMER_REAL, LIMIT)
            try:
                ok = judge.verdict(spec, code)["ok"]
            except TimeoutError:
                ok = False
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            if ok:
                accepted.append(line)
    return count, accepted


def main(ids):
    total, alive = 0, 0
    for page in pages.files():
        for block in exercises.parse(pages.read(page)):
            if block.kind in ("code", "bug") and (not ids or block.id in ids):
                count, accepted = survivors(block)
                total, alive = total + count, alive + len(accepted)
                print(f"{block.id}: {count - len(accepted)} of {count} refused", *accepted, sep="\n    ")
    if not total:
        return f"no such exercise with code: {' '.join(ids)}"
    print(f"{total - alive} of {total} changes refused, {100 * (1 - alive / total):.1f}%")
    return alive > (1 - ENOUGH) * total


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
