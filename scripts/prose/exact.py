"""The true values of the activations and their derivatives: what the formulas of a record say, in 340 digits."""

from nnref import ACTIVATIONS, SELU_ALPHA, SELU_SCALE
from scripts.prose.formulas import rows_of, written_out
from scripts.prose.latex import Translation, Undefined, Unreadable, mp

# In place of formulas that are not exact: the SELU's constants are printed with five digits.
SELU = {"lam": SELU_SCALE, "alpha": SELU_ALPHA}
INSTEAD = {
    "selu": (r"\begin{cases} \lambda x & x > 0 \\ \lambda \alpha (e^x - 1) & x \le 0 \end{cases}", SELU),
    "d_selu": (r"\begin{cases} \lambda & x > 0 \\ \lambda \alpha e^x & x \le 0 \end{cases}", SELU),
}


def value(name, tex, parameters):
    """What a formula in x gives; at a kink, where it says nothing, what it says on the left."""
    tex, parameters = INSTEAD.get(name, (tex, parameters))
    try:
        (row,) = written_out(rows_of(tex), {"x", *parameters})
        formula = Translation(row, {})
    except Unreadable as error:
        raise ValueError(
            f"nnref/activations.py: the formula of {name} cannot be read: {error}; write it in the grammar of "
            f"scripts/prose/latex.py, or put an exact one into INSTEAD in scripts/prose/exact.py"
        ) from None
    if unknown := sorted(formula.symbols - {"x", *parameters}):
        raise ValueError(f"nnref/activations.py: {', '.join(unknown)} is in the formula of {name}, but no parameter")
    parameters = {parameter: mp.mpf(number) for parameter, number in parameters.items()}

    def at(x):
        x = mp.mpf(x)
        try:
            return formula.exactly({"x": x} | parameters)
        except Undefined:
            return formula.exactly({"x": x - mp.mpf(10) ** -330} | parameters)

    return at


# name: the true function, for each activation and, as d_<name>, each derivative.
EXACT = {
    name: value(name, tex, record.defaults)
    for record in ACTIVATIONS
    for name, tex in ((record.name, record.tex), (f"d_{record.name}", record.d_tex))
}
