"""On what is computed: the processor here, and the kinds of arithmetic that NumPy and OpenBLAS can be held to.

python -m scripts.website.arithmetic [--others] COMMAND... runs a command under each kind that this processor can show;
with --others not under its own.
"""

import os
import platform
import re
import subprocess
import sys
from pathlib import Path

WIDE = re.compile("AVX512|X86_V4")  # NumPy's names of what goes beyond AVX2
LEVELS = ("AVX512_SPR", "AVX512_ICL", "AVX512_SKX", "X86_V4", "AVX2", "X86_V3", "ASIMD", "VSX", "VX")  # wide first
CORES = {
    "x86_64": ("Haswell", "Nehalem"),
    "AMD64": ("Haswell", "Nehalem"),
    "aarch64": (None, "ARMV8"),
}  # OpenBLAS's names
LIKE_HASWELL = {"Haswell", "Zen"}  # the same code in OpenBLAS


def processor():
    """The processor's name and the widest of its features that NumPy uses."""
    features = dispatched()
    widest = next((level for level in LEVELS if level in features), "baseline")
    return f"{model()}, {widest}"


def model():
    """The processor's name, as the system tells it."""
    try:
        return re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.M)[1].strip()
    except (OSError, TypeError):
        return platform.processor() or platform.machine()


def dispatched():
    """The features of this processor that NumPy has code for beyond its baseline, and may use."""
    try:
        from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__
    except ImportError:  # no NumPy
        return []
    return [name for name in __cpu_dispatch__ if __cpu_features__.get(name)]


def kinds():
    """The kinds of arithmetic besides this processor's own, {name: environment}; None where it is its own."""
    features = dispatched()
    haswell, baseline = CORES.get(platform.machine(), (None, None))
    found = {"baseline": environment(features, baseline) if features else None}
    if haswell:
        wide = list(filter(WIDE.search, features))
        found = {"AVX2": environment(wide, haswell) if wide or not on_haswell() else None} | found
    return found


def on_haswell():
    """Whether OpenBLAS runs the code here that it has for AVX2."""
    import numpy  # noqa: F401  which loads it
    from threadpoolctl import threadpool_info

    return {one["architecture"] for one in threadpool_info() if one["internal_api"] == "openblas"} <= LIKE_HASWELL


def environment(disabled, core):
    """The variables that hold NumPy and OpenBLAS back. They are read when these are imported."""
    variables = {"NPY_DISABLE_CPU_FEATURES": " ".join(disabled), "OPENBLAS_CORETYPE": core}
    return {name: value for name, value in variables.items() if value}


def main(command):
    """Run a command under the processor's own arithmetic and the other kinds. Return how many failed."""
    failed = []
    others = command[:1] == ["--others"]
    own, command = ({}, command[1:]) if others else ({"its own": {}}, command)
    for name, variables in (own | kinds()).items():
        if variables is None:
            print(f"== {name} is this processor's own", flush=True)
            continue
        said = " ".join(f'{key}="{value}"' for key, value in variables.items())
        print(f"== arithmetic: {name} {said}", flush=True)
        if subprocess.run(command, env=os.environ | variables).returncode:
            failed.append(name)
    if failed:
        print(f"failed under {', '.join(failed)}", file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
