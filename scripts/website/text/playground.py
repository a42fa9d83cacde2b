"""The stage of the playground's page, its examples, and the recorded run that it opens with:
docs/fragments/playground-*.md and docs/assets/recorded/playground.bin."""

import json
from html import escape

import numpy as np

import nnref
from nnref import ACTIVATIONS, Maxout
from scripts.browser.playground import recording
from scripts.browser.playground.settings import (
    DATA,
    DEFAULTS,
    FIRST,
    LABELS,
    LAYERS,
    LIMITS,
    LIVE,
    MAX_LAYERS,
    MAX_UNITS,
    WHOLE,
)
from scripts.lecture import regions
from scripts.lecture.measurements import measured
from scripts.website import files
from scripts.website.files import DOCS, FRAGMENTS

RECORDED = DOCS / "assets/recorded/playground.bin"
SET_NAMES = {"lecture": "the lecture's points", "own": "your own points"}
NUMBERS = {  # name: step of its arrows where there are no stops, what it means, the stops of its slider
    "lr": (0.01, "", (0.001, 10)),
    "momentum": (0.1, "", (0, 0.99)),
    "l2": (0.001, "λ of L2", (0.0001, 1)),
    "dropout": (0.1, "p of dropping", (0, 0.9)),
    "batch": (1, "0: all points", (0, 256)),
    "inputnoise": (0.05, "deviation", (0, 1)),
    "wseed": (1, "", None),
    "points": (1, "", (10, 2000)),
    "noise": (0.01, "", (0, 0.5)),
    "held": (0.1, "", (0, 0.9)),
    "dseed": (1, "", None),
}
LOGARITHMIC = ("lr", "l2", "points")  # their sliders stop at 1, 3, 10, ...; that of λ also at 0
OUTPUTS = {
    "step": "Step",
    "loss": "Training loss",
    "heldLoss": "Held-out loss",
    "train": "Training points",
    "accuracy": "Training accuracy",
    "heldAccuracy": "Held-out accuracy",
    "parameters": "Parameters",
}
TOOLS = {"": "Inspect", "0": "0, a circle", "1": "1, a triangle", "erase": "Eraser"}


def number(name):
    """A field for a number. Its slider and dice are for the hand: the field takes the arrow keys itself."""
    step, note, ends = NUMBERS[name]
    low, high = LIMITS[name]
    mode = "numeric" if name in WHOLE else "decimal"
    live = ' data-live=""' * (name in LIVE)
    log = ' data-log=""' * (name in LOGARITHMIC)
    more = f'<i class="nn-range" data-low="{ends[0]:g}" data-high="{ends[1]:g}"{log}></i>' if ends else ""
    if name.endswith("seed"):
        more = '<button type="button" class="nn-dice" aria-label="Roll dice">⚂</button>'
    note = f'<small id="nn-about-{name}">{note}</small>' if note else ""
    return (
        f'<div class="nn-field nn-num nn-of-{name}"><label for="nn-{name}">{LABELS[name]}</label>{note}'
        f'<input id="nn-{name}" name="{name}" form="nn-form" type="number" inputmode="{mode}" min="{low}" '
        f'max="{high:.12g}" step="any" data-step="{step}" value="{FIRST[name]:g}" '
        f'aria-describedby="nn-about-{name} nn-amiss-{name}"{live}>{more}'
        f'<span class="nn-amiss" id="nn-amiss-{name}"></span></div>'
    ).replace("" if note else f"nn-about-{name} ", "")


def select(name, label, values, chosen, names=None):
    names = names or {}
    options = "".join(
        f'<option value="{v}"{" selected" * (v == chosen)}>{names.get(v, v.replace("_", " "))}</option>' for v in values
    )
    return (
        f'<div class="nn-field"><label for="nn-{name}">{label}</label>'
        f'<select id="nn-{name}" name="{name}" form="nn-form">{options}</select></div>'
    )


def stepper(name, label, value, high, less, more):
    return (
        f'<div class="nn-field nn-stepper"><label for="nn-{name}">{label}</label><span>'
        f'<button type="button" data-by="-1" aria-label="{less}">−</button>'
        f'<input id="nn-{name}" name="{name}" form="nn-form" type="number" inputmode="numeric" min="1" max="{high}" '
        f'step="1" data-step="1" value="{value}">'
        f'<button type="button" data-by="1" aria-label="{more}">+</button></span></div>'
    )


def layer(i):
    n, name = FIRST["layers"][i - 1] if i <= len(FIRST["layers"]) else (8, "tanh")
    units = stepper(
        f"n{i}",
        f"Neurons in layer {i}",
        n,
        MAX_UNITS,
        f"Take a neuron out of layer {i}",
        f"Put a neuron into layer {i}",
    )
    kind = select(f"a{i}", f"Activation in layer {i}", LAYERS, name)
    kind = kind.replace("<select", '<svg class="nn-icon" aria-hidden="true"><use></use></svg><select')
    hidden = " hidden" * (i > len(FIRST["layers"]))
    return f'<div class="nn-layer" data-layer="{i}"{hidden}>{units}{kind}<p class="nn-note"></p></div>'


def heads():
    depth = stepper(
        "depth", "Hidden layers", len(FIRST["layers"]), MAX_LAYERS, "Take the last layer away", "Add a layer"
    )
    return f'<div class="nn-heads">{depth}{"".join(layer(i) for i in range(1, MAX_LAYERS + 1))}</div>'


def thumbnails():
    """The data sets as small pictures to press: for the hand, beside the field of the same."""
    pictures = "".join(
        f'<button type="button" class="nn-thumb" data-set="{name}" tabindex="-1" title="{SET_NAMES.get(name, name)}">'
        f'<svg viewBox="-1.6 -1.6 3.2 3.2" aria-hidden="true">{dots(name)}</svg></button>'
        for name in (*DATA, "lecture", "own")
    )
    return f'<div class="nn-thumbs" aria-hidden="true">{pictures}</div>'


def dots(name):
    if name == "own":
        return '<path class="nn-pencil" d="M-.8 .8l.2 -.6l1.1 -1.1l.4 .4l-1.1 1.1z"/>'
    rng = np.random.default_rng(0)
    x, t = nnref.lecture_points()[:2] if name == "lecture" else getattr(nnref, name)(70, rng, 0.08)
    x = 1.4 * x / np.abs(x).max()
    paths = ("".join(f"M{a:.2g} {-b:.2g}h0" for a, b in x[t == kind]) for kind in (0, 1))
    return "".join(f'<path class="nn-dots-{kind}" d="{path}"/>' for kind, path in enumerate(paths))


def curves():
    """The activations' curves, to be used beside their names."""
    x = np.linspace(-3, 3, 25)
    rng = np.random.default_rng(0)
    maxout = Maxout(1, 1, rng)
    maxout.W[:], maxout.b[:] = [[[-0.5]], [[1.0]]], 0
    outputs = {"maxout": maxout.forward(x[:, None])[:, 0]}
    for record in ACTIVATIONS:
        outputs[record.name] = record.f(x, 0.25) if record.name == "prelu" else record.f(x)
    paths = "".join(
        f'<symbol id="nn-curve-{name}" viewBox="-3 -3 6 6"><path d="M{line(x, y)}"/></symbol>'
        for name, y in outputs.items()
    )
    return f'<svg class="nn-curves" width="0" height="0" aria-hidden="true">{paths}</svg>'


def line(x, y):
    return "L".join(f"{a:.3g} {-b:.3g}" for a, b in zip(x, y))


def form():
    """Empty: its fields stand where they belong in the picture, and name it."""
    return f'<form id="nn-form" autocomplete="off" data-defaults="{escape(json.dumps(DEFAULTS))}"></form>'


def legend():
    """What the points are, and which of them the lecture's figures ring: those that the circle between the classes
    gets wrong."""
    x, t = nnref.lecture_points()[:2]
    ringed = x[regions.off_the_circle(x, t)].tolist()
    return (
        '<div class="nn-legend"><span>class 0 ●</span><i></i><span>▲ class 1</span>'
        f'<span class="nn-ringed" data-points="{json.dumps(ringed)}" hidden>'
        "◯ wrong side of the circle between classes</span>"
        '<span class="nn-under"></span><span class="nn-now" aria-hidden="true"></span></div>'
    )


def tools():
    choices = "".join(
        f'<label><input type="radio" name="nn-tool" value="{value}"{" checked" * (not value)}> {label}</label>'
        for value, label in TOOLS.items()
    )
    return f'<fieldset class="nn-tools"><legend>A click on the square</legend>{choices}</fieldset>'


def strip():
    names = "lr", "momentum", "l2", "dropout", "batch", "inputnoise", "wseed"
    return f'<div class="nn-strip">{"".join(map(number, names))}</div>'


def data():
    field = select("data", "Data set", (*DATA, "lecture", "own"), FIRST["data"], SET_NAMES)
    numbers = "".join(map(number, ("points", "noise", "held", "dseed")))
    return f'<div class="nn-data">{field}{thumbnails()}{numbers}</div>'


def readout():
    fields = "".join(
        f'<div class="nn-read nn-read-{key.lower()}"><label for="nn-out-{key}">{label}</label>'
        f'<output id="nn-out-{key}" aria-live="off">–</output></div>'
        for key, label in OUTPUTS.items()
    )
    return f'<div class="nn-readout">{fields}</div>'


def preset(title, ask, why, until, **changes):
    """An example: it opens before the first step with a question, and Play goes on to the step that answers it."""
    state, ask, why = (escape(text) for text in (json.dumps(changes), ask, why))
    return f'<option value="{state}" data-ask="{ask}" data-why="{why}" data-until="{until}">{title}</option>'


SHELF = """<div class="nn-shelf">
<button type="button" class="nn-button nn-keep" disabled>Keep this network</button>
<button type="button" class="nn-button nn-clear" disabled>Clear</button>
<button type="button" class="nn-button nn-starts" disabled>Ten starts</button>
<span class="nn-starts-length"></span>
<p class="nn-shelf-said" role="status"></p>
<ul class="nn-shelf-list"></ul>
</div>
"""


def panels():
    """The lecture's six panels, as their figures show them."""
    start = "It starts as its panel does; set the same weight seed in all three to change one thing alone."
    sizes, lambdas = measured("capacity"), measured("regularization_l2")
    for n in ("3", "6", "20"):
        yield preset(
            f"{n} neurons",
            f"Will {n} neurons get the ringed points right, too? And how many of those held out? {start}",
            "This is the panel in the figure of size and capacity, trained from the same start.",
            sizes["steps"],
            data="lecture",
            layers=[[int(n), "tanh"]],
            wseed=sizes[n]["shown"]["seed"],
        )
    for lam in lambdas["shown"]:
        yield preset(
            f"λ = {lam}",
            f"Twenty neurons, and λ is {lam}: will their boundary reach for single ringed points? {start}",
            "This is the panel in the figure of regularization, trained from the same start.",
            sizes["steps"],
            data="lecture",
            layers=[[20, "tanh"]],
            l2=float(lam),
            wseed=lambdas[lam]["shown"]["seed"],
        )


def presets():
    noisy = {"noise": 0.35, "points": 160, "layers": [[32, "tanh"]]}
    good = (
        preset(
            "Tanh, enough neurons",
            "Will the held-out points be classified as well as the training points?",
            "Yes: the two losses fall together, and both accuracies are above 90 %.",
            600,
        ),
        preset(
            "Maxout",
            "What shape will the boundary have?",
            "Each unit is a pair of linear pieces, so the boundary is made of straight parts.",
            600,
            layers=[[8, "maxout"]],
        ),
        preset(
            "Spirals, two layers",
            "How can a straight line separate two spirals? Tick “as the last hidden layer has it”, and press Play.",
            "The second layer bends what the first has bent, until the arms come apart.",
            1000,
            data="spirals",
            noise=0.02,
            layers=[[20, "tanh"], [20, "tanh"]],
        ),
        preset(
            "Noisy points, regularized",
            "Will the held-out loss rise again while the training loss falls?",
            "No: λ keeps the weights small, so single points do not get islands of their own. "
            "Compare it with the same points, not regularized.",
            3000,
            **noisy,
            l2=0.01,
        ),
    )
    bad = (
        preset(
            "Rate and momentum too large for ReLU",
            "How many of the twenty units will be dead, which the network shows crossed out, and will one come back?",
            "The first steps throw most of them to where no point reaches them, and so no gradient. Hardly any comes "
            "back: only the momentum that it still has can carry it. Without momentum only two die at this rate.",
            200,
            layers=[[20, "relu"]],
            lr=5,
            wseed=1,
        ),
        preset(
            "Sigmoid at depth",
            "Press Step once, and compare the gradients of the layers. Then press Play: does the loss fall?",
            "At step 1 (press Reset, then Step) the gradient of the first layer is over a hundred times smaller than "
            "that of the last. For hundreds of steps the loss stays where a guess has it, at 0.69.",
            500,
            layers=[[10, "sigmoid"]] * 4,
            momentum=0,
        ),
        preset(
            "Noisy points, not regularized",
            "Will the two losses go the same way?",
            "The training loss falls and the held-out loss rises: the network learns the noise.",
            3000,
            **noisy,
        ),
        preset(
            "No hidden unit to spare",
            "Can two ReLU units draw a boundary all the way around the inner circle?",
            "No: each of them bends it once at most, so it stays open, and no training makes up for a third.",
            1500,
            data="circles",
            layers=[[2, "relu"]],
        ),
        preset(
            "Decay larger than the step",
            "Learning rate times λ is 10: what will become of the weights?",
            "The decay overshoots in each step, and the weights explode.",
            2000,
            lr=20,
            l2=0.5,
        ),
    )
    groups = {"Work well": good, "Go wrong": bad, "Panels of the lecture": panels()}
    options = "".join(f'<optgroup label="{label}">{"".join(group)}</optgroup>' for label, group in groups.items())
    return (
        '<div class="nn-presets"><label for="nn-preset">Examples</label>'
        f'<select id="nn-preset" disabled><option value="">choose one …</option>{options}</select>'
        '<p class="nn-preset-why" role="status"><span></span></p></div>'
    )


def write():
    texts = {
        "form": form(),
        "strip": strip(),
        "data": data(),
        "heads": heads() + curves(),
        "tools": tools(),
        "legend": legend(),
        "readout": readout(),
        "shelf": SHELF,
        "presets": presets(),
    }
    paths = [files.write(FRAGMENTS / f"playground-{name}.md", text.rstrip() + "\n") for name, text in texts.items()]
    return [*paths, files.write(RECORDED, recording.record())]
