"""The step that How a network learns follows by hand, as a picture, a list and a table: fragments/learning_*.md."""

from html import escape

import numpy as np

from scripts.lecture import learning
from scripts.lecture.learning import INPUT, RATE, TARGET
from scripts.website import files
from scripts.website.files import FRAGMENTS

RADIUS = 17
INPUTS, SUMS, HIDDEN, OUTPUT, LOSS = 21, 132, 200, 276, 339  # where the columns stand
UP, DOWN, MIDDLE = 78, 212, 145  # and the rows


def write():
    s = learning.one_step()
    return [
        files.write(FRAGMENTS / "learning_steps.md", stepped(s)),
        files.write(FRAGMENTS / "learning_table.md", table(s)),
    ]


def stepped(s):
    items = "\n".join(f"{i}. **{name}.** {text}" for i, (name, text) in enumerate(steps(s), 1))
    return (
        f'<div class="nn-steps" markdown="1">\n\n<div class="nn-graph" data-search-exclude>\n{graph(s)}\n</div>\n\n'
        f"{items}\n\n</div>\n"
    )


def n(value):
    """A number as prose has it, with as many digits as a pencil has patience for."""
    return f"{np.asarray(value).item():.2g}".replace("-", "−")


def plus(value):
    return f"− {n(-value)}" if value < 0 else f"+ {n(value)}"


def steps(s):
    """(name, sentence) of each step; a sentence is the whole of it."""
    (W, b, V, c), (d_W, d_b, d_V, d_c), (new_W, _, new_V, _) = s.params, s.grads, s.new
    (x1, x2), t, o = INPUT[0], TARGET.item(), s.o.item()
    u, h, d_h, d_u, slope, g = s.u[0], s.h[0], s.d_h[0], s.d_u[0], s.slope[0], s.d_o.item()

    def total(j):
        return f"{n(W[0, j])} · {n(x1)} {plus(W[1, j])} · {n(x2)} {plus(b[j])} = {n(u[j])}"

    return [
        ("Forward, sums", f"Each hidden unit adds up weighted inputs and bias: u₁ = {total(0)} and u₂ = {total(1)}."),
        (
            "Forward, activation",
            "The sigmoid turns both sums into outputs: "
            f"o₁ = σ({n(u[0])}) = {n(h[0])} and o₂ = σ({n(u[1])}) = {n(h[1])}.",
        ),
        (
            "Forward, output",
            "The last unit adds up its weighted inputs and has no activation function: "
            f"o = {n(V[0, 0])} · {n(h[0])} {plus(V[1, 0])} · {n(h[1])} {plus(c[0])} = {n(o)}.",
        ),
        ("Loss", f"The target is {n(t)}, so the squared error is E = ({n(t)} − {n(o)})² / 2 = {n(s.loss)}."),
        (
            "Backward, output",
            f"The slope of the loss is o − t = {n(o)} − {n(t)} = {n(g)}; times the input of a weight it is the "
            f"gradient of that weight: {n(g)} · {n(h[0])} = {n(d_V[0, 0])} for the first, "
            f"{n(g)} · {n(h[1])} = {n(d_V[1, 0])} for the second.",
        ),
        (
            "Backward, activation",
            f"The {n(g)} goes back through each weight: o₁ gets {n(g)} · {n(V[0, 0])} = {n(d_h[0])} and o₂ gets "
            f"{n(g)} · ({n(V[1, 0])}) = {n(d_h[1])}; times the sigmoid’s slope, "
            f"{n(h[0])} · (1 − {n(h[0])}) = {n(slope[0])}, u₁ gets {n(d_u[0])} and u₂ gets {n(d_u[1])}.",
        ),
        (
            "Backward, weights",
            f"The gradient of each first weight is what arrives at its unit times its input, "
            f"{n(d_u[0])} · {n(x1)} = {n(d_W[0, 0])} and {n(d_u[0])} · {n(x2)} = {n(d_W[1, 0])} for the first unit, "
            f"{n(d_W[0, 1])} and {n(d_W[1, 1])} for the second; for a bias it is what arrives, "
            f"{n(d_b[0])} and {n(d_b[1])}, and {n(d_c[0])} at the output.",
        ),
        (
            "Update",
            "All gradients belong to the weights of the forward pass, so only now each weight and bias takes a step "
            f"against its gradient, with the learning rate {n(RATE)}, for example "
            f"{n(V[0, 0])} − {n(RATE)} · ({n(d_V[0, 0])}) = {n(new_V[0, 0])} and "
            f"{n(W[0, 0])} − {n(RATE)} · ({n(d_W[0, 0])}) = {n(new_W[0, 0])}, and the loss falls from "
            f"{n(s.loss)} to {n(s.new_loss)}.",
        ),
    ]


def table(s):
    """The backward pass as products, from the loss to the first weights."""
    (_, _, V, _), (d_W, _, d_V, _) = s.params, s.grads
    rows = [("o", "1", f"o − t = {n(s.d_o)}", s.d_o)]
    for i, name in enumerate("₁₂"):
        rows += [
            (f"weight of o{name}", n(s.d_o), f"o{name} = {n(s.h[0, i])}", d_V[i]),
            (f"o{name}", n(s.d_o), f"weight of o{name} = {n(V[i])}", s.d_h[0, i]),
            (f"u{name}", n(s.d_h[0, i]), f"o{name}(1 − o{name}) = {n(s.slope[0, i])}", s.d_u[0, i]),
        ]
        for j, of in enumerate("₁₂"):
            rows += [(f"weight of x{of} in u{name}", n(s.d_u[0, i]), f"x{of} = {n(INPUT[0, j])}", d_W[j, i])]
    lines = ["| gradient of | arrives | local slope | product |", "| --- | --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {name} | {a} | {local} | {n(g)} |" for name, a, local, g in rows)]) + "\n"


def graph(s):
    """The network with each value, and in the accent's color each gradient, both with the step that finds it."""
    (W, b, V, c), (d_W, d_b, d_V, d_c), _ = s.params, s.grads, s.new
    rows = (UP, DOWN)
    parts = [edge((INPUTS, here), (SUMS, there)) for here in rows for there in rows]
    parts += [edge((SUMS, y), (HIDDEN, y)) + edge((HIDDEN, y), (OUTPUT, MIDDLE)) for y in rows]
    parts += [edge((OUTPUT, MIDDLE), (LOSS, MIDDLE))]
    for i, y in enumerate(rows):
        parts += [node(INPUTS, y, f"x{i + 1}", INPUT[0, i], 0)]
        parts += [node(SUMS, y, f"u{i + 1}", s.u[0, i], 1, s.d_u[0, i], 6)]
        parts += [node(HIDDEN, y, f"o{i + 1}", s.h[0, i], 2, s.d_h[0, i], 6)]
        between = (SUMS + HIDDEN) / 2
        parts += [said(between, y - 8, "σ", 0), said(between, y + 18, f"×{n(s.slope[0, i])}", 6, "nn-back")]
        parts += [weight(SUMS, y + (-42, 50)[i], b[i], d_b[i], 7, "b = ")]
        parts += [weight((HIDDEN + OUTPUT) / 2, (y + MIDDLE) / 2 + 4, V[i, 0], d_V[i, 0], 5)]
    for i, j, x, y in (0, 0, 72, UP - 6), (1, 0, 58, DOWN - 33), (0, 1, 58, UP + 42), (1, 1, 72, DOWN + 16):
        parts += [weight(x, y, W[i, j], d_W[i, j], 7)]
    parts += [node(OUTPUT, MIDDLE, "o", s.o, 3, s.d_o, 5), weight(OUTPUT + 6, MIDDLE - 42, c[0], d_c[0], 5, "b = ")]
    parts += [node(LOSS, MIDDLE, "E", s.loss, 4), said(LOSS, MIDDLE + 34, f"t = {n(TARGET)}", 0)]
    parts += [said(176, 292, "values", 0, "nn-left"), said(184, 292, "(gradients)", 5, "nn-back nn-right")]
    label = "A network of two inputs, two hidden units and one output, with every value and every gradient of the list"
    return f'<svg viewBox="0 18 360 282" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'


def edge(start, end):
    return f'<path class="nn-edge" d="M{start[0]} {start[1]}L{end[0]} {end[1]}" />'


def node(x, y, name, value, at, gradient=None, back=0):
    """A circle with its value, its name above it and its gradient below it."""
    name = f'{name[0]}<tspan class="nn-index" dy="3">{name[1:]}</tspan>' if name[1:] else name
    text = f'<circle cx="{x}" cy="{y}" r="{RADIUS}" />{said(x, y - 23, name, 0, "nn-name")}'
    text += said(x, y + 4.5, n(value), at)
    return text + (said(x, y + 33, f"({n(gradient)})", back, "nn-back") if gradient is not None else "")


def weight(x, y, value, gradient, back, name=""):
    """A parameter and behind it its gradient. It is there from the beginning, and the last step changes it."""
    shown = (
        f'<tspan data-at="0 8">{name}{n(value)}</tspan> <tspan class="nn-back" data-at="{back}">({n(gradient)})</tspan>'
    )
    return f'<text class="nn-weight" x="{x:g}" y="{y:g}">{shown}</text>'


def said(x, y, text, at, kind=""):
    place = (f' class="{kind}"' if kind else "") + (f' data-at="{at}"' if at else "")
    return f'<text{place} x="{x:g}" y="{y:g}">{text}</text>'
