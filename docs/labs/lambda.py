# %% [raw]
# ---
# description: L2, dropout and input noise, finely graded, on twelve new sets of points, with a strength chosen on one part and judged on another. And what lambda = 0.01 is called in six other places, each shown by training to the same weights.
# ---

# %% [markdown]
# # Lambda, dropout, noise
#
# “There are many other preferred ways to prevent overfitting in Neural Networks”<!-- @keyvanrad -->, says the lecture, and names three: L2 regularization, dropout and input noise.
# Its last slide shows “The effects of regularization strength”<!-- @keyvanrad --> with three values of $\lambda$ and no formula.
# CS231n, where the pictures come from, says what there is to be seen: a change of the strength makes the “final decision regions smoother with a higher regularization”<!-- @cs231n -->.
#
# [Regularization](../architectures/regularization.md) explains the three and shows a few strengths of each on one set of points.
# This lab turns each knob in small steps, on twelve sets, and then asks what the number on the knob means elsewhere.
#
# ## What would have to be seen
#
# - **It works**: with a strength that was chosen *without* the points it is judged by, held-out accuracy rises, for each of the three.
# - **It smooths**: the boundary gets shorter, and the more so the greater the strength.
# - **Small weights** are the reason, if what is said of L2 is the reason for all three.
#
# ## How it is tested
#
# This is one run:

# %%
import inspect

import numpy as np

from nnref import *
from scripts import regions
from scripts.labs import knobs, translator
from scripts.labs.knobs import SETS, STRENGTHS, at, chosen, one_run, points, verdict
from scripts.measured import measured

print(inspect.getsource(one_run))

# %% [markdown]
# The points are drawn anew for each run by the recipe of `lecture_points()`, two blurred circles with one class in twenty turned over: 80<!-- = len(points(0)[0][1]) --> to train on, 400<!-- = len(points(0)[1][1]) --> to choose a strength by, and 2,000<!-- = len(points(0)[2][1]) --> to judge it by.
# A network has 20<!-- = knobs.HIDDEN[0] --> hidden neurons with tanh and is trained with all points at once for 2,000<!-- = regions.STEPS --> steps, with a learning rate of 0.1<!-- = regions.LR --> and momentum 0.9<!-- = regions.MOMENTUM -->.
# Each of the twelve<!-- = SETS --> sets has a start of its own, from which all three knobs set out at all their strengths, so they can be compared set by set.
# The boundary is measured inside a square whose side is ten; the circle half way between the classes has a length of 16<!-- = round(2 * np.pi * 4 * (0.4 + 0.9) / 2) --> and would be right for 90%<!-- = np.mean([((np.hypot(*x.T) > 2.6) == t).mean() for _, _, (x, t) in map(points, range(SETS))]) --> of the points.
#
# The first set, with the lecture's three values and with none, run while this page was made:

# %%
for lam in 0, 0.001, 0.01, 0.1:
    train, _, held_out, length, *squares = one_run("l2", lam, seed=0)
    print(f"lambda {lam:<5}  training {train:4.0%}   held out {held_out:.0%}   length {length:.0f}   squared weights {sum(squares):.0f}")

# %% [markdown]
# ## The result
#
# ![Three columns for L2, dropout and input noise. Held-out accuracy rises in each from the left and falls again to the right. The boundary gets shorter at first and then stays as it is. The squared weights of both layers fall by a factor of a hundred with L2; with dropout those of the first layer hardly fall, those of the second layer fall fast; with noise both fall, the second layer's more.](../figures/lab_lambda.svg)
# /// caption
# Each step to the right is the next strength; the thin lines are the twelve<!-- = SETS --> sets, the thick ones their medians.
# Below, solid: sum of squared weights in the first layer, dashed: in the second.
# ///

# %%
runs = {knob: measured(f"lab_lambda_{knob}") for knob in STRENGTHS}
none = runs["l2"]
gain, error, best, better = {}, {}, {}, {}
print("          chosen strength   held out   gain, in points   boundary   squared weights")
print(f"none                 0      {at(none, 'held_out', 0).mean():8.1%}                     "
      f"{np.median(at(none, 'length', 0)):8.0f}    {np.median(at(none, 'squares_in', 0)):4.0f} + {np.median(at(none, 'squares_out', 0)):3.0f}")
for knob, run in runs.items():
    best[knob] = chosen(run)
    gains = at(run, "held_out", best[knob]) - at(none, "held_out", 0)
    gain[knob], error[knob] = 100 * gains.mean(), 100 * gains.std(ddof=1) / np.sqrt(SETS)
    better[knob] = int((gains > 0).sum())
    strengths = np.array(run["strengths"])[best[knob]]
    print(f"{knob:10}{strengths.min():5g} to {strengths.max():<5g}    {at(run, 'held_out', best[knob]).mean():8.1%}"
          f"      {gain[knob]:4.1f} ± {error[knob]:.1f}     {np.median(at(run, 'length', best[knob])):8.0f}"
          f"    {np.median(at(run, 'squares_in', best[knob])):4.0f} + {np.median(at(run, 'squares_out', best[knob])):3.0f}")
verdict(**runs)

# %% [markdown]
# The strength is chosen for each set by itself; behind ± stands the standard error of the mean over the sets, and the last two columns are medians.
# The last line of the code is the verdict below, as a program: it stops the building of this site if a sentence of it no longer holds.
#
# ![Three rows of twelve dots, joined by lines. All lie to the right of zero. The means are highest for L2 and lowest for dropout.](../figures/lab_lambda_gain.svg)
# /// caption
# What is gained over no regularization, in percentage points. Each dot is one set, a bar is the mean.
# ///
#
# **All three work, on every set.**
# L2 brings 8.6<!-- = gain["l2"] -->, noise 7.3<!-- = gain["noise"] --> and dropout 6.4<!-- = gain["dropout"] --> percentage points of held-out accuracy, on 12, 12 and 12<!-- = [better[knob] for knob in ("l2", "noise", "dropout")] --> of the twelve<!-- = SETS --> sets.
# L2 comes within about two points of that circle.
#
# **They smooth up to a point, and that point is passed before the right end.**
# From the lecture's first value of $\lambda$ to its second the boundary gets shorter on every set.
# From the second to the third it gets *longer*<!-- = "longer" if np.median(at(none, "length", 10)) > np.median(at(none, "length", 5)) else "shorter" --> on most of them: with weights that small the network draws part of a wide curve, and misses the inner class.
# On [the one set of points](../architectures/regularization.md#l2) of the lecture page it got shorter from every start, which shows what one set of points is worth.
#
# **The lecture's third value is too much.**
# The accuracy for 0.1<!-- = none["strengths"][10] --> is 12<!-- = round(100 * (at(none, "held_out", 5) - at(none, "held_out", 10)).mean()) --> points below that for 0.01<!-- = none["strengths"][5] -->, and on most sets lower than without regularization.
# The best values lie between 0.005 and 0.05<!-- = (min(np.array(none["strengths"])[best["l2"]]), max(np.array(none["strengths"])[best["l2"]])) -->.
#
# **Small weights are the reason with L2 alone.**
# Dropout with a $p$ of 0.1<!-- = runs["dropout"]["strengths"][1] --> leaves the squared weights of the first layer at 98%<!-- = np.median(at(runs["dropout"], "squares_in", 1)) / np.median(at(none, "squares_in", 0)) --> of what they are without it, and still the boundary is shorter by nearly half.
# Those of the second layer fall to 8%<!-- = np.median(at(runs["dropout"], "squares_out", 1)) / np.median(at(none, "squares_out", 0)) -->: no neuron may count for much if it can be missing in the next step.
# So each neuron may be as steep as it likes, and the sum of all of them is smooth.
# The noise shrinks both layers, the second one more.
#
# ## The lambda translator {#translator}
#
# The best $\lambda$ here is about 0.01<!-- = float(np.median(np.array(none["strengths"])[best["l2"]])) -->.
# What must you set elsewhere to get the same?
# It depends on what the program adds to the loss: is there a half, is it divided by the number of examples, do the biases count?
#
# <!-- invisible-code-block: python
# found = measured("lab_lambda_translator")
# lam, n = found["lambda"], found["n"]
# set_to = {tool.name: tool.strength(lam, n) for tool in translator.TOOLS}
# -->
#
# Below, $n$ is the number of examples in a **batch**, and the last column is what has the effect of a $\lambda$ of 0.01<!-- = lam --> for 80<!-- = n --> examples in one batch.
#
# | | added to the mean loss | its name | instead of 0.01<!-- = lam --> |
# | --- | --- | --- | --- |
# | CS231n<!-- @cs231n --> | $\frac{\lambda}{2} \sum_i w_i^2$<!-- = lam / 2 * (w @ w) --> | `reg` | 0.01<!-- = set_to["CS231n"] --> |
# | ConvNetJS<!-- @convnetjs --> | $\frac{\lambda}{2n} \sum_i w_i^2$<!-- = lam / (2 * n) * (w @ w) for n > 0 --> | `l2_decay` | 0.8<!-- = set_to["ConvNetJS"] --> |
# | TensorFlow Playground<!-- @playground --> | $\frac{\lambda}{2} \sum_i w_i^2$<!-- = lam / 2 * (w @ w) --> | `Regularization rate` | 0.01<!-- = set_to["TensorFlow Playground"] --> |
# | scikit-learn<!-- @sklearnmlp --> | $\frac{\lambda}{2n} \sum_i w_i^2$<!-- = lam / (2 * n) * (w @ w) for n > 0 --> | `alpha` | 0.8<!-- = set_to["scikit-learn"] --> |
# | PyTorch<!-- @pytorchsgd --> | $\frac{\lambda}{2} \sum_i w_i^2$<!-- = lam / 2 * (w @ w) -->, biases too | `weight_decay` | 0.01<!-- = set_to["PyTorch"] --> |
# | Keras<!-- @kerasl2 --> | $\lambda \sum_i w_i^2$<!-- = lam * (w @ w) --> | `L2` | 0.005<!-- = set_to["Keras"] --> |
#
# In PyTorch you leave the biases out by handing them over as a group of their own, as [From nnref to PyTorch](../equivalents.md) does.
# To other strengths and batches it goes by these two methods:

# %%
print(inspect.getsource(translator.Tool))
for tool in translator.TOOLS:
    print(f"{tool.name:22} {tool.word:20} {tool.strength(0.001, 32):8g} {tool.strength(0.01, 32):8g} {tool.strength(0.1, 32):8g}")

# %% [markdown]
# The last lines are the lecture's three values, for batches of 32<!-- = 32 --> examples.
#
# ### The proof
#
# Two penalties are the same if they give the same weights.
# scikit-learn is run here and now: a classifier on its own digits, and a regressor on the lecture's points, 80<!-- = len(translator.digits()[1]) --> examples each, from weights that `nnref` has drawn, 500<!-- = translator.STEPS --> steps with momentum.

# %%
lam, n = 0.01, 80
for name in "scikit-learn: MLPClassifier", "scikit-learn: MLPRegressor":
    alpha = translator.tool("scikit-learn").strength(lam, n)
    print(name, "alpha =", alpha, "all weights and biases equal to 1e-6:", translator.difference(name, lam, alpha) < 1e-6)

# %% [markdown]
# Keras, the Playground, ConvNetJS and CS231n are taken by their word: each has a rule that turns a weight $w$ and the sum $g$ of the gradients over the batch into a new weight, which their documentation or code gives.
# These are the rules, and each trains a network for the digits:

# %%
for tool in translator.TOOLS:
    if tool.step:
        print(inspect.getsource(tool.step))

# %%
print("                            weights apart at most,\n                            translated   with 0.01 itself")
for name, strength in measured("lab_lambda_translator")["strengths"].items():
    apart = measured("lab_lambda_translator")["plain"][name]
    print(f"{name:28}< 1e-6       {f'{apart:.2f}' if apart else '< 1e-6'}")

# %% [markdown]
# PyTorch and Keras are large, so they are not installed to build this site; the tests that compare `nnref` with other libraries run both, with the strengths of the table, to the same millionth.
# They also check that PyTorch's default, with biases, does **not** give these weights.
#
# - **A smaller batch is stronger** where the penalty is divided by its size. With batches of ten, the same `alpha` of scikit-learn is eight<!-- = n // 10 --> times what it is with all 80<!-- = n --> at once.
# - In an earlier version<!-- @playground -->, the Playground divided by the size of the batch, too. Its loss is half a squared error and its classes are −1 and 1<!-- = (-1, 1) -->, so a strength that is right there need not be right for cross-entropy.
# - All this is for gradient descent, with or without momentum. With Adam, a penalty in the loss and a decay of the weights are two different things, as Loshchilov and Hutter<!-- @loshchilov2019 --> show.
#
# ## Verdict
#
# **L2, dropout and input noise do what the lecture says: with a strength chosen on other points they bring 8.6<!-- = gain["l2"] --> ± 0.8<!-- = error["l2"] -->, 6.4<!-- = gain["dropout"] --> ± 0.8<!-- = error["dropout"] --> and 7.3<!-- = gain["noise"] --> ± 0.9<!-- = error["noise"] --> percentage points to twenty neurons, and something on each of twelve<!-- = SETS --> sets.**
# **“Smoother with a higher regularization” holds from 0.001 to 0.01<!-- = (0.001, 0.01) -->, and not on to 0.1<!-- = 0.1 -->, which is too much.**
# **And a strength without its formula means nothing: what is 0.01<!-- = lam --> here is anything from 0.005 to 0.8<!-- = (min(set_to.values()), max(set_to.values())) --> elsewhere.**
#
# ## Caveats
#
# - It is one kind of data in the plane, and one size of network. That L2 is ahead of dropout says little about large networks, for which dropout was made.
# - The strengths are a coarse grid, and 400<!-- = len(points(0)[1][1]) --> points to choose by are more than you would have beside 80<!-- = len(points(0)[0][1]) --> to train on.
# - The data were made by adding noise to the inputs, with a deviation of 0.64<!-- = 4 * 0.16 -->. That is close to the best deviation in training, 0.6<!-- = float(np.median(np.array(runs["noise"]["strengths"])[best["noise"]])) -->, and may be a piece of luck for that knob.
#
# ## Try it yourself
#
# - Turn two knobs at once. Is L2 with dropout better than L2 alone?
# - Measure the first layer's weights for dropout of the *inputs*, with `Dropout` in front of the first layer. Which layer shrinks now?
# - Take 800<!-- = 10 * n --> points instead of 80<!-- = n -->. What happens to the best $\lambda$, in CS231n's convention and in scikit-learn's?
#
# Back to [Regularization](../architectures/regularization.md), or on to the lab on [how many neurons](neurons.py).
