"""Times that other work on the machine disturbs least: contenders take turns, medians, ratios of one round."""

import os
from statistics import median
from time import perf_counter


def one_core():
    """Keep this process, and whatever threads it starts, on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def interleaved(contenders, rounds, block=0.003, clock=perf_counter):
    """Seconds per call of each contender, {name: [one per round]}; every round runs each of them once.

    A contender is a function of the number of calls to make. That number is chosen beforehand, so that
    a contender's turn takes about `block` seconds.
    """
    calls = {}
    for name, run in contenders.items():
        run(1)  # compiles, allocates
        calls[name] = max(1, round(block / seconds(run, 1, clock)))
        run(calls[name])
    times = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            times[name].append(seconds(run, calls[name], clock) / calls[name])
    return times


def seconds(run, calls, clock=perf_counter):
    start = clock()
    run(calls)
    return clock() - start


def repeat(f, x):
    """The contender that calls f(x) again and again."""

    def run(calls):
        for _ in range(calls):
            f(x)

    return run


def ratio(times, name, other):
    """How many times as long `name` takes as `other`: the median of the rounds' ratios."""
    return median(a / b for a, b in zip(times[name], times[other]))
