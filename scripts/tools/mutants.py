"""Mutation testing of nnref: change its code in every small way that mutmut knows, and see whether a test notices.

    python -m scripts.tools.mutants [--sample N] [--seed S]

prints what survived, each with the reason why it does not matter, and fails if a survivor has no reason or,
of all mutants, less than 95 percent are noticed. Needs mutmut, which `make parity` installs. It works in .cache/mutants
and starts where it was interrupted while neither code nor tests have changed.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys

from scripts.website.files import CACHE, ROOT

WORK = CACHE / "mutants"
ENOUGH = 0.95
CODE = (
    "nnref/*",
    "tests/__init__.py",
    "tests/conftest.py",
    "tests/nnref/*.py",
    "scripts/__init__.py",
    "scripts/lecture/__init__.py",
    "scripts/lecture/points.py",
)
CONFIGURATION = """\
[tool.pytest.ini_options]
addopts = ["-p", "no:cacheprovider"]
filterwarnings = ["error"]

[tool.mutmut]
source_paths = ["nnref"]
also_copy = ["scripts"]
pytest_add_cli_args_test_selection = ["tests"]
# It lists the functions of a module, and mutmut puts more of them there.
pytest_add_cli_args = [
    "--deselect", "tests/nnref/test_activations.py::test_every_function_has_a_twin_a_record_and_a_public_name",
]
"""

# Why a survivor is no fault of the tests: the line that the mutant has, by reason.
EQUIVALENT = {
    "copysign takes the sign of its second argument, not the size": [
        "return np.exp(np.minimum(x, 0.0)) / (1 + np.exp(np.copysign(x, -2.0)))",
        "e = np.exp(np.copysign(x, -2.0))",
        "s = np.exp(np.copysign(x, -2.0))",
        "return np.maximum(x, 0) + np.log1p(np.exp(np.copysign(x, -2.0)))",
    ],
    "x is held where the gate has long been 0 or 1; where exactly does not matter": [
        "return np.maximum(x, -801.0) * sigmoid(x)",
        "return np.minimum(np.maximum(x, -801.0), 800.0)",
        "return np.minimum(np.maximum(x, -800.0), 801.0)",
        "return np.maximum(x, -31.0) * _gelu_gate(x)[0]",
        "x = np.minimum(np.maximum(x, -31.0), 30.0)",
        "x = np.minimum(np.maximum(x, -30.0), 31.0)",
        "return np.maximum(x, -801.0) * np.tanh(softplus(x))",
    ],
    "the changed term is multiplied by 0 wherever it differs": [
        "return step + alpha * np.exp(np.minimum(x, 1.0)) * (1 - step)",
        "return (z.argmax(axis=0) == np.arange(len(z))[:, None, None]) - 0 * z.max(axis=0)  # NaN stays NaN",
    ],
    "to divide by 1 or -1 is to multiply by it, and half a turn back is half a turn forth": [
        "x = rng.uniform(0, 1, (n, 2)) / rng.choice([-1, 1], (n, 1))",
        "x[:, 1] /= 1 - 2 * t",
        "x = np.c_[0.6 / side * np.cos(angle) - 0.3 * side, side * (0.6 * np.sin(angle) - 0.15)]",
        "x = np.c_[0.6 * side * np.cos(angle) - 0.3 / side, side * (0.6 * np.sin(angle) - 0.15)]",
        "angle = 3 * np.pi * radius - np.pi * t",
    ],
    "no array has a dtype of kind X": [
        'if a.dtype.kind not in "XXbiufXX" or isinstance(a, np.ndarray) and np.isinf(a).any():',
        'if x.dtype.kind not in "XXbiufXX":',
        'if t.dtype.kind not in "XXiuXX" or t.min() < 0 or t.max() >= z.shape[1]:',
        'given = f" from {t.min()} to {t.max()}" if t.dtype.kind in "XXiuXX" else ""',
    ],
    "None stands for float64 as a dtype and for False as a condition": [
        'return x if x.dtype.kind == "f" else x.astype(None)',
        'x = checks.numbers("x", x, infinite=False).astype(None)',
        "return History(np.fromiter(run, None))",
        'x = checks.numbers("x", x, infinite=None).astype(float)',
        'checks.numbers("a", a, infinite=None)',
        'y, t = checks.numbers("y", y, infinite=None), checks.numbers("t", t, infinite=False)',
        'y, t = checks.numbers("y", y, infinite=False), checks.numbers("t", t, infinite=None)',
        'z, t = checks.numbers("z", z, infinite=None), np.asarray(t)',
    ],
    "this layer does not read that argument": [
        "Dense: def forward(self, x, train=True):",
        "Elementwise: def forward(self, x, train=True):",
        "Elementwise: def backward(self, g, to_input=False):",
        "PReLU: def forward(self, x, train=True):",
        "PReLU: def backward(self, g, to_input=False):",
        "Maxout: def forward(self, x, train=True):",
        "Dropout: def backward(self, g, to_input=False):",
        "Noise: def backward(self, g, to_input=False):",
    ],
    "computes what nobody reads: slower, with the same result": [
        "net.backward(g, to_input=None)",
        "net.backward(g, )",
        "net.backward(g, to_input=True)",
    ],
    "the loop inside ends at the same step": ["while steps is None or step <= steps:"],
    "0 of any shape, times momentum, plus g is g": [
        "params, velocity = net.params, [np.zeros_like(None) for p in net.params]"
    ],
    "a random number is equal to p once in 2^53 draws": [
        "Dropout: self.mask = (self.rng.random(x.shape) > self.p) / (1 - self.p) if train else 1.0"
    ],
    "a step twice as large has the promised digits too": ["h = 1e-3 * np.maximum(2, np.abs(x))"],
}


def prepare():
    """Put the code, its fast tests and the configuration into WORK; begin anew if any of them has changed."""
    files = {
        path.relative_to(ROOT).as_posix(): path for pattern in CODE for path in ROOT.glob(pattern) if path.is_file()
    }
    texts = {name: path.read_bytes() for name, path in sorted(files.items())} | {
        "pyproject.toml": CONFIGURATION.encode()
    }
    if any(not (WORK / name).exists() or (WORK / name).read_bytes() != text for name, text in texts.items()):
        shutil.rmtree(WORK, ignore_errors=True)
    for name, text in texts.items():
        if not (WORK / name).exists():
            (WORK / name).parent.mkdir(parents=True, exist_ok=True)
            (WORK / name).write_bytes(text)


def mutmut(*names):
    """Run the named mutants, or all; show mutmut's own progress."""
    subprocess.run(
        [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count()), *names], cwd=WORK, check=True
    )


def codes():
    """Mutant -> pytest's exit code, or None where it has not run."""
    metas = sorted((WORK / "mutants/nnref").glob("*.meta"))
    return {name: code for meta in metas for name, code in json.loads(meta.read_text())["exit_code_by_key"].items()}


def difference(name):
    """The line that a mutant has in place of the original, behind the name of its class."""
    shown = subprocess.run(
        [sys.executable, "-m", "mutmut", "show", name], cwd=WORK, capture_output=True, text=True, check=True
    ).stdout
    owner = f"{name.split('ǁ')[1]}: " if "ǁ" in name else ""
    return owner + " ".join(
        line[1:].strip() for line in shown.splitlines() if line.startswith("+") and not line.startswith("+++")
    )


def report(run, enough=ENOUGH):
    """Print what survived; return whether enough was noticed and every survivor has its reason."""
    survivors = {name: difference(name) for name, code in run.items() if code == 0}
    reasons = {line: reason for reason, lines in EQUIVALENT.items() for line in lines}
    unexplained = {name: line for name, line in survivors.items() if line not in reasons}
    for reason in dict.fromkeys(reasons[line] for line in survivors.values() if line in reasons):
        print(f"\n{reason}")
        print(*sorted(f"    {line}" for line in survivors.values() if reasons.get(line) == reason), sep="\n")
    if unexplained:
        print("\nWithout a reason:")
        print(*(f"    {name}\n        {line}" for name, line in unexplained.items()), sep="\n")
    share = 1 - len(survivors) / len(run)
    print(f"\n{len(run) - len(survivors)} of {len(run)} mutants noticed, {100 * share:.1f} percent")
    return share >= enough and not unexplained


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, help="so many of the mutants instead of all")
    parser.add_argument("--seed", type=int, default=0, help="which ones")
    options = parser.parse_args()
    prepare()
    if options.sample:
        if not codes():
            mutmut("nnref.activations.x_relu__mutmut_1")  # makes all, runs one
        names = random.Random(options.seed).sample(sorted(codes()), options.sample)
        mutmut(*names)
        run = {name: code for name, code in codes().items() if name in names}
    else:
        mutmut()
        run = codes()
    if missing := [name for name, code in run.items() if code is None or code == 33]:
        print("Run by no test:", *missing, sep="\n    ")
        return 1
    return 0 if report(run, enough=0 if options.sample else ENOUGH) else 1


if __name__ == "__main__":
    sys.exit(main())
