"""The measurements as Markdown tables, for the terminal and for the page, and whether the bars are reached."""

from scripts.lecture.catalog import LECTURE
from scripts.lecture.measurements import measured
from scripts.website import files
from scripts.website.files import FRAGMENTS

FUNCTIONS = [name for a in LECTURE for name in (a.name, "d_" + a.name)]
LIBRARIES = "nnref", "SciPy", "PyTorch", "JAX"


def table(head, rows):
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def ulp(cell):
    """The worst error; beyond a thousand ulp no digit counts, and the power of ten says enough."""
    if cell is None:
        return ""
    worst = cell["ulp"]
    return (
        f"{worst:.2g}"
        if worst < 100
        else f"{worst:.0f}"
        if worst < 1000
        else f"{worst:.0e}".replace("e+0", "e").replace("e+", "e")
    )


def accuracy_table(results, dtype="float64"):
    """The worst error of each library in ulp, where the true value is a normal number."""
    rows = [[f"`{name}`", *(ulp(row.get(k)) for k in LIBRARIES)] for name, row in results["accuracy"][dtype].items()]
    return table(["function", *LIBRARIES], rows)


def tails_table(results, dtype="float64"):
    """The share of results that each library prints as zero where the true value is a subnormal number."""
    tails = {name: row for name, row in results["accuracy"][dtype].items() if row["nnref"]["zeros"] is not None}
    rows = [
        [f"`{name}`", *(f"{100 * row[k]['zeros']:.0f} %" if k in row else "" for k in LIBRARIES)]
        for name, row in tails.items()
    ]
    return table(["function", *LIBRARIES], rows)


def elementwise_table(results, dtype="float64", n="100000"):
    """Nanoseconds per element."""
    sheet = results["elementwise"][dtype][n]
    rows = [
        [f"`{name}`", *(f"{row[k]['ns']:.2g}" if k in row else "" for k in LIBRARIES)] for name, row in sheet.items()
    ]
    return table(["function", *LIBRARIES], rows)


def relu_table(results, dtype="float64"):
    """nnref's time for each function as a multiple of relu's, by number of elements."""
    sizes = results["elementwise"][dtype]
    rows = [
        [f"`{name}`", *(f"{sizes[n][name]['nnref']['relu']:.1f}" for n in sizes)] for name in next(iter(sizes.values()))
    ]
    return table(["function", *(f"{int(n):,}" for n in sizes)], rows)


def steps_table(results):
    """Microseconds per training step, and lines of code; both ways of JAX are one function."""
    networks, lines = results["steps"], results["lines"]
    ways = list(dict.fromkeys(way for row in networks.values() for way in row))
    rows = [
        [
            way.replace("scikit-learn", "scikit-learn, one output for two classes"),
            *(f"{networks[k][way]['us']:.0f}" if way in networks[k] else "" for k in networks),
            lines.get("JAX" if way.startswith("JAX") else way, ""),
        ]
        for way in ways
    ]
    return table(["", *networks, "lines of code"], rows)


def growth_table(results):
    rows = [
        [name, f"{row['sizes'][0]:,} to {row['sizes'][-1]:,}", f"{row['exponent']:.2f}"]
        for name, row in results["growth"].items()
    ]
    return table(["with", "from, to", "exponent"], rows)


def bars(results):
    """(what was to be reached, the bar, what was measured, whether it is reached)."""
    exact, steps = results["accuracy"]["float64"], results["steps"]
    functions = [name for name in FUNCTIONS if name in exact]  # what was measured
    lecture = {name: steps[name] for name in ("2-3-2", "2-20-2")}
    rows = []

    def at_most(claim, bar, value):
        rows.append((claim, f"at most {bar:g}", value, value <= bar))

    def at_least(claim, bar, value):
        rows.append((claim, f"at least {bar:g}", value, value >= bar))

    at_most(
        "worst error of a lecture activation in float64, ulp",
        4,
        max(exact[n]["nnref"]["ulp"] for n in functions if not n.startswith("d_")),
    )
    at_most(
        "worst error of its derivative in float64, ulp",
        16,
        max(exact[n]["nnref"]["ulp"] for n in functions if n.startswith("d_")),
    )
    for network, row in lecture.items():
        at_most(f"training step {network}, against the loop by hand", 1.3, row["NumPy by hand"]["nnref"])
        at_least(f"training step {network}, times faster than scikit-learn", 1.15, 1 / row["scikit-learn"]["nnref"])
        if "PyTorch" in row:
            at_least(f"training step {network}, times faster than PyTorch", 2, 1 / row["PyTorch"]["nnref"])
    for name in ("sigmoid", "softplus"):
        at_most(
            f"{name}, time against SciPy, worst of all sizes",
            2,
            max(sheet[name]["SciPy"]["nnref"] for sizes in results["elementwise"].values() for sheet in sizes.values()),
        )
    for dtype, sheet in results["accuracy"].items():
        behind = [
            name
            for name in functions
            if any(sheet[name]["nnref"]["ulp"] > cell["ulp"] for cell in sheet[name].values())
        ]
        rows.append(
            (
                f"{dtype}: lecture functions with a larger error than a peer's",
                "none",
                ", ".join(behind) or "none",
                not behind,
            )
        )
    return rows


def bars_table(results):
    return table(
        ["", "bar", "measured", "reached"],
        [
            [claim, bar, value if isinstance(value, str) else f"{value:.2f}", "yes" if ok else "no"]
            for claim, bar, value, ok in bars(results)
        ],
    )


def report(results):
    parts = {"The bars": bars_table(results)}
    for dtype in results["accuracy"]:
        parts[f"Worst error in ulp, {dtype}"] = accuracy_table(results, dtype)
        parts[f"Subnormal results printed as zero, {dtype}"] = tails_table(results, dtype)
    parts["Microseconds per training step, 200 examples"] = steps_table(results)
    parts["Growth"] = growth_table(results)
    for dtype in results["elementwise"]:
        parts[f"Nanoseconds per element, 100,000 elements, {dtype}"] = elementwise_table(results, dtype)
        parts[f"Time as a multiple of relu's, {dtype}"] = relu_table(results, dtype)
    return "\n\n".join(f"{title}\n\n{text}" for title, text in parts.items())


def machine(results):
    m = results["machine"]
    libraries = ", ".join(f"{name} {version}" for name, version in m["libraries"].items())
    return (
        f"Measured on {m['date']} on one core of a machine with {m['cores']} (processor: {m['processor']}; "
        f"{m['system']}), "
        f"with Python {m['python']}, {libraries}."
        + (
            f" Other work was going on beside it (load {m['load']:.1f}), so trust the ratios more than the times."
            if m["load"] > 1
            else ""
        )
    )


def write():
    """Write the texts that the page Benchmarks includes; return their paths."""
    results = measured("benchmarks")
    texts = {
        "machine": machine(results),
        "bars": bars_table(results),
        "accuracy": accuracy_table(results),
        "accuracy_float32": accuracy_table(results, "float32"),
        "tails": tails_table(results),
        "steps": steps_table(results),
        "elementwise": elementwise_table(results),
    }
    return [files.write(FRAGMENTS / f"benchmarks_{name}.md", text + "\n") for name, text in texts.items()]
