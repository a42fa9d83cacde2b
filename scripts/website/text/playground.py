"""The controls and the gallery of the playground's page, from what the engine offers:
docs/fragments/playground-*.md."""

import json
from html import escape

from scripts.browser.playground import DATA, DEFAULTS, LAYERS, LIMITS, MAX_LAYERS, MAX_UNITS, WHOLE
from scripts.lecture.measurements import measured
from scripts.website import files
from scripts.website.files import FRAGMENTS

SET_NAMES = {"lecture": "the lecture's points", "own": "your own points"}
NUMBERS = {  # name: label, step of its arrows, and what it means
    "lr": ("Learning rate", 0.01, ""),
    "l2": ("Regularization", 0.001, "λ of L2"),
    "momentum": ("Momentum", 0.1, ""),
    "batch": ("Batch size", 1, "0: all points"),
    "dropout": ("Dropout", 0.1, "p of dropping a neuron"),
    "inputnoise": ("Input noise", 0.05, "standard deviation"),
    "wseed": ("Weight seed", 1, ""),
    "points": ("Points", 1, ""),
    "noise": ("Noise of the data", 0.01, ""),
    "held": ("Held-out share", 0.1, ""),
    "dseed": ("Data seed", 1, ""),
}
OUTPUTS = {
    "step": "Step",
    "loss": "Training loss",
    "heldLoss": "Held-out loss",
    "accuracy": "Training accuracy",
    "heldAccuracy": "Held-out accuracy",
    "parameters": "Parameters",
}


def number(name):
    label, step, note = NUMBERS[name]
    low, high = LIMITS[name]
    note = f'<small id="nn-about-{name}">{note}</small>' if note else ""
    about = f' aria-describedby="nn-about-{name}"' if note else ""
    mode = "numeric" if name in WHOLE else "decimal"
    return (
        f'<div class="nn-field"><label for="nn-{name}">{label}</label>'
        f'<input id="nn-{name}" name="{name}" type="number" inputmode="{mode}" min="{low}" max="{high}" step="{step}" '
        f'value="{DEFAULTS[name]:g}"{about}>{note}</div>'
    )


def select(name, label, values, chosen, names=None):
    names = names or {}
    options = "".join(
        f'<option value="{v}"{" selected" * (v == chosen)}>{names.get(v, v.replace("_", " "))}</option>' for v in values
    )
    return (
        f'<div class="nn-field"><label for="nn-{name}">{label}</label><select id="nn-{name}" '
        f'name="{name}">{options}</select></div>'
    )


def layer(i):
    n, name = DEFAULTS["layers"][i - 1] if i <= len(DEFAULTS["layers"]) else (8, "tanh")
    slider = (
        f'<div class="nn-field nn-slider"><label for="nn-n{i}">Neurons in layer {i}</label><input id="nn-n{i}" '
        f'name="n{i}" '
        f'type="range" min="1" max="{MAX_UNITS}" step="1" value="{n}">'
        f'<b class="nn-shown" aria-hidden="true">{n}</b></div>'
    )
    hidden = " hidden" * (i > len(DEFAULTS["layers"]))
    return (
        '<div class="nn-layer" '
        f'data-layer="{i}"{hidden}>{slider}{select(f"a{i}", f"Activation in layer {i}", LAYERS, name)}</div>'
    )


def controls():
    data = select("data", "Data set", (*DATA, "lecture", "own"), DEFAULTS["data"], SET_NAMES)
    depth = (
        '<div class="nn-field nn-slider"><label for="nn-depth">Hidden layers</label><input id="nn-depth" '
        'name="depth" type="range" '
        f'min="1" max="{MAX_LAYERS}" step="1" value="{len(DEFAULTS["layers"])}"><b class="nn-shown" '
        f'aria-hidden="true">{len(DEFAULTS["layers"])}</b></div>'
    )
    groups = {
        "Network": [depth, *(layer(i) for i in range(1, MAX_LAYERS + 1)), number("wseed")],
        "Training": [number(name) for name in ("lr", "momentum", "batch", "l2", "dropout", "inputnoise")],
        "Data": [data, *(number(name) for name in ("points", "noise", "held", "dseed"))],
    }
    html = "".join(
        f"<fieldset disabled><legend>{title}</legend>{''.join(fields)}</fieldset>" for title, fields in groups.items()
    )
    return f'<form class="nn-controls" autocomplete="off">{html}</form>\n'


def readout():
    fields = "".join(
        f'<div class="nn-read nn-read-{key.lower()}"><label for="nn-out-{key}">{label}</label>'
        f'<output id="nn-out-{key}" aria-live="off">–</output></div>'
        for key, label in OUTPUTS.items()
    )
    return f'<div class="nn-readout">{fields}</div>\n'


def preset(title, why, step, **changes):
    state = escape(json.dumps(changes | {"step": step}))
    return (
        f'<li class="nn-item"><button type="button" class="nn-button nn-preset" data-state="{state}" '
        f"disabled>{title}</button> {why}</li>\n"
    )


def panels():
    """The lecture's six panels, as their figures show them."""
    sizes, lambdas = measured("capacity"), measured("regularization_l2")
    result = ""
    for n in ("3", "6", "20"):
        result += preset(
            f"{n} neurons",
            "",
            sizes["steps"],
            data="lecture",
            layers=[[int(n), "tanh"]],
            wseed=sizes[n]["shown"]["seed"],
        )
    for lam in lambdas["shown"]:
        result += preset(
            f"λ = {lam}",
            "",
            sizes["steps"],
            data="lecture",
            layers=[[20, "tanh"]],
            l2=float(lam),
            wseed=lambdas[lam]["shown"]["seed"],
        )
    return f'<ul class="nn-panels">\n{result}</ul>\n'


def gallery():
    good = (
        preset(
            "Tanh, enough neurons",
            "Learns quickly, and held-out points are classified as well as training points.",
            600,
        ),
        preset(
            "Maxout", "Pairs of linear pieces, and the boundary is made of straight parts.", 600, layers=[[8, "maxout"]]
        ),
        preset(
            "Spirals, two layers",
            "The second layer bends what the first has bent, and the arms come apart.",
            4000,
            data="spirals",
            noise=0.02,
            layers=[[20, "tanh"], [20, "tanh"]],
        ),
        preset(
            "Noisy points, regularized",
            "λ keeps the weights small, so single points do not get islands of their own.",
            3000,
            noise=0.35,
            points=160,
            layers=[[32, "tanh"]],
            l2=0.01,
        ),
    )
    bad = (
        preset(
            "Learning rate too large for ReLU",
            "The first steps throw units to where no point reaches them: "
            "their slope is zero everywhere, so they never come back.",
            200,
            layers=[[20, "relu"]],
            lr=5,
            wseed=1,
        ),
        preset(
            "Sigmoid at depth",
            "Each layer multiplies the gradient by at most a quarter: "
            "compare the gradients of the layers, and how long the loss stays where it was.",
            600,
            layers=[[10, "sigmoid"]] * 4,
            momentum=0,
        ),
        preset(
            "Noisy points, not regularized",
            "The training loss falls and the held-out loss rises: the network learns the noise.",
            6000,
            noise=0.35,
            points=160,
            layers=[[32, "tanh"]],
        ),
        preset(
            "No hidden unit to spare",
            "Two units give two straight edges, and no training makes up for a third.",
            1500,
            data="circles",
            layers=[[2, "relu"]],
        ),
        preset(
            "Decay larger than the step",
            "Learning rate times λ is so large that the decay overshoots, and the weights explode.",
            2000,
            lr=20,
            l2=0.5,
        ),
    )
    return (
        f'<h3 id="good-settings">Good settings</h3>\n<ul class="nn-gallery">\n{"".join(good)}</ul>\n'
        f'<h3 id="bad-settings">Bad settings</h3>\n<ul class="nn-gallery">\n{"".join(bad)}</ul>\n'
    )


def write():
    texts = {"controls": controls(), "readout": readout(), "panels": panels(), "gallery": gallery()}
    return [files.write(FRAGMENTS / f"playground-{name}.md", text) for name, text in texts.items()]
