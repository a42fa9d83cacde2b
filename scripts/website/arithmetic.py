"""On what is computed here: the processor, and which of its features NumPy uses."""

import platform
import re
from pathlib import Path

LEVELS = ("AVX512_SKX", "X86_V4", "AVX2", "X86_V3", "ASIMD", "VSX", "VX")  # wide registers first


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
