"""Twenty hidden neurons under finely graded L2, dropout and input noise, on twelve new sets of points."""

from scripts.labs.knobs import sweep
from scripts.labs.translator import TOOLS, difference, tool, verdict


def lab_lambda_l2():
    """From no regularization to too much."""
    return sweep("l2")


def lab_lambda_dropout():
    """Probabilities of dropping."""
    return sweep("dropout")


def lab_lambda_noise():
    """Standard deviations of the noise on the inputs."""
    return sweep("noise")


def lab_lambda_translator():
    """How far weights are apart after training elsewhere and with nnref, the strength translated, and taken as it is."""
    lam, n, names = 0.01, 80, [one.name for one in TOOLS if one.step]
    names += ["scikit-learn: MLPClassifier", "scikit-learn: MLPRegressor"]
    strengths = {name: tool(name.split(":")[0]).strength(lam, n) for name in names}
    same = {name: difference(name, lam, strength) for name, strength in strengths.items()}
    plain = {name: difference(name, lam, lam) for name in names}
    verdict(same, plain)
    return {"lambda": lam, "n": n, "strengths": strengths, "plain": {name: gap if gap > 1e-6 else 0 for name, gap in plain.items()}}
