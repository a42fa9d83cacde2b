# %% [raw]
# ---
# description: L2, dropout and input noise, finely graded, on twelve new sets of points, with a strength chosen on one part and judged on another. All three work; the boundary gets smoother up to a point only; and the weights shrink in different places.
# ---

# %% [markdown]
# # Lambda, dropout, noise
#
# “There are many other preferred ways to prevent overfitting in Neural Networks”<!-- @keyvanrad -->, says the lecture, and names three: L2 regularization, dropout and input noise.
# Its last slide shows “The effects of regularization strength”<!-- @keyvanrad --> with three values of $\lambda$ and no formula.
# CS231n, whose notes have such pictures, says what there is to be seen: a change of the strength makes the “final decision regions smoother with a higher regularization”<!-- @cs231n -->.
#
# [Regularization](../architectures/regularization.md) explains the three and shows a few strengths of each on one set of points.<!-- plain: what the linked page has -->
# This lab turns each knob in small steps, on twelve sets; [The lambda translator](translator.py) says what the number on the knob means elsewhere.<!-- plain: what the page does -->
#
# ## What would have to be seen
#
# - **It works**: with a strength that was chosen *without* the points it is judged by, held-out accuracy rises, for each of the three.
# - **It smooths**: the boundary gets shorter, and the more so the greater the strength.
# - **The weights shrink**, if what is said of L2 holds for all three.
#
# ## How it is tested
#
# This is one run:

# %%
import inspect

import numpy as np

from scripts.lecture import regions
from scripts.lecture.labs import knobs
from scripts.lecture.labs.knobs import SETS, STRENGTHS, at, chosen, gains, one_run, points, verdict
from scripts.lecture.measurements import measured
from scripts.lecture.statistics import mean_and_error

print(inspect.getsource(one_run))

# %% [markdown]
# <!-- invisible-code-block: python
# circle = np.mean([((np.hypot(*x.T) > 2.6) == t).mean() for _, _, (x, t) in map(points, range(SETS))])
# sizes = [len(t) for _, t in points(0)]
# -->
#
# The points are drawn anew for each run by the recipe of `lecture_points()`, two blurred circles with one class in twenty turned over: 80<!-- = sizes[0] --> to train on, 400<!-- = sizes[1] --> to choose a strength by, and 2,000<!-- = sizes[2] --> to judge it by.<!-- plain: how it is set up -->
# A network has 20<!-- = regions.HIDDEN[0] --> hidden neurons with tanh and is trained with all points at once for 2,000<!-- = regions.STEPS --> steps, with a learning rate of 0.1<!-- = regions.LR --> and momentum 0.9<!-- = regions.MOMENTUM -->.<!-- plain: how it is set up -->
# Each of the twelve<!-- = SETS --> sets has a start of its own, from which all three knobs set out at all their strengths, so they can be compared set by set.
# The boundary is measured inside a square whose side is ten; the circle half way between the classes has a length of 16<!-- = round(2 * np.pi * 4 * (0.4 + 0.9) / 2) --> and would be right for 90%<!-- = circle --> of the points.<!-- plain: the numbers are computed -->
#
# The first set, without and with powers of ten that hold the lecture's three values as printed and a tenth of them, run while this page was made:<!-- plain: what the code below runs -->

# %%
for lam in 0, 0.0001, 0.001, 0.01, 0.1:
    train, _, held_out, length, *squares = one_run("l2", lam, seed=0)
    print(f"lambda {lam:<6}  training {train:4.0%}   held out {held_out:.0%}   length {length:.0f}   squared weights {sum(squares):.0f}")

# %% [markdown]
# ## The result

# %%
runs = {knob: measured(f"knobs_{knob}") for knob in STRENGTHS}

# %% [markdown]
# <!-- invisible-code-block: python
# none = runs["l2"]
# gained = {knob: gains(run, none) for knob, run in runs.items()}
# l2, dropout, noise = (gained[knob].mean() for knob in ("l2", "dropout", "noise"))
# def ahead_of(knob):  # by how much L2 brings more, set by set
#     return mean_and_error(gained["l2"] - gained[knob])
# better = [int((gained[knob] > 0).sum()) for knob in ("l2", "noise", "dropout")]
# best = {knob: np.take(run["strengths"], chosen(run)) for knob, run in runs.items()}
# lam = none["strengths"]
# def step(weak, strong):  # accuracy and boundary on each set, for two of the strengths
#     return [[at(none, name, lam.index(strength)) for strength in (weak, strong)] for name in ("held_out", "length")]
# (middle, strong), (short, long) = step(0.01, 0.1)
# lost = round(100 * (middle - strong).mean())
# def sets(weak, strong):  # the same, set by set
#     return zip(*map(np.transpose, step(weak, strong)))
# def of(knob, name, index=0):
#     return at(runs[knob], name, index)
# def squares(name, index):  # at the strengths of the noise, as shares of those without
#     return np.median(of("noise", name, index) / of("l2", name))
# def left(name):
#     return np.median(at(runs["dropout"], name, 1)) / np.median(at(none, name, 0))
# -->
#
# /// predict | Each knob at a strength chosen on other points: which brings most to twenty neurons?
#     id: predict-knob
#
# //// wrong | dropout
#     is: dropout == max(l2, dropout, noise)
#
# It is known best from large networks.
# ////
#
# //// wrong | input noise
#     is: noise == max(l2, dropout, noise)
#
# It comes close: these points were made by adding noise.
# ////
#
# //// right | L2
#     is: l2 == max(l2, dropout, noise)
# ////
#
# //// then
# ![Three rows of twelve dots, joined by lines. All lie to the right of zero. The means are highest for L2 and lowest for dropout.](../figures/knobs_gain.svg)
# ///// caption
# What is gained over no regularization, in percentage points. Each dot is one set, a bar is the mean.
# /////
# ////
# ///
#

# %%
print(knobs.table(runs))
verdict(*runs.values())

# %% [markdown]
# The strength is chosen for each set by itself; behind ± is the standard error of the mean over the sets, and the last two columns are medians.<!-- plain: what the table shows -->
# The last line of the code is the verdict below, as a program: it stops the building of this site if a sentence of it no longer holds.
#
# ![Three columns for L2, dropout and input noise. Held-out accuracy rises in each from the left and falls again to the right. The boundary gets shorter at first and then stays about as it is; with L2 it gets a little longer again. The squared weights of both layers fall by a factor of a hundred with L2; with dropout those of the first layer hardly fall, those of the second layer fall fast; with noise both fall, the second layer's more.](../figures/knobs.svg)
# /// caption
# Each step to the right is the next strength; the thin lines are the twelve<!-- = SETS --> sets, the thick ones their medians.
# Below, solid: sum of squared weights in the first layer, dashed: in the second.
# ///
#
# **All three work, on every set.**<!-- holds: better == [SETS] * 3 -->
# L2 brings 8.6<!-- = l2 -->, noise 7.3<!-- = noise --> and dropout 6.4<!-- = dropout --> percentage points of held-out accuracy, on 12, 12 and 12<!-- = better --> of the twelve<!-- = SETS --> sets.
# Compared set by set, L2 brings 1.3<!-- = ahead_of("noise")[0] --> ± 0.5<!-- = ahead_of("noise")[1] --> points more than noise and 2.2<!-- = ahead_of("dropout")[0] --> ± 0.5<!-- = ahead_of("dropout")[1] --> more than dropout.<!-- holds: always(more(gained["l2"], gained[knob], paired=True) for knob in ("noise", "dropout")) -->
# With L2 the accuracy comes within about two points of that circle's.<!-- holds: round(100 * (circle - of("l2", "held_out", chosen(none)).mean())) == 2 -->
#
# **L2 smooths up to a point, and that point is passed before the right end.**
# From 0.0001 to 0.001<!-- = (0.0001, 0.001) --> and on to 0.01<!-- = 0.01 --> of $\lambda$ the boundary gets shorter on every set.<!-- holds: always(less(b, a) for weak, strong in ((0.0001, 0.001), (0.001, 0.01)) for a, b in zip(*step(weak, strong)[1])) -->
# From there to 0.1<!-- = 0.1 --> it gets longer on most of them.<!-- holds: most(more(strong, weak) for weak, strong in zip(short, long)) -->
# On [the one set of points](../architectures/regularization.md#l2) of the lecture page it got shorter from all starts, so one set of points is not enough to judge by.<!-- plain: the linked page decides it -->
#
# **Whether the lecture's third value is too much depends on what it means.**<!-- plain: the next sentences say why -->
# The lecture does not say what its λ multiplies.
# If the three are numbers for ConvNetJS, to whose demo<!-- @convnetjsdemo --> with batches of ten the notes of CS231n<!-- @cs231n --> send the reader of the same pictures, they are [a tenth](translator.py) of that here, and the third is 0.01<!-- = 0.1 / 10 -->.
# Over that range λ helps: from 0.0001 to 0.001<!-- = (0.001 / 10, 0.01 / 10) --> and on to 0.01<!-- = 0.1 / 10 --> the accuracy rises and the boundary gets shorter, on 11 and 12<!-- = [sum(increases(held) and less(length[1], length[0]) for held, length in sets(*pair)) for pair in ((0.0001, 0.001), (0.001, 0.01))] --> of the twelve<!-- = SETS --> sets.
# Taken as printed, the third is too much: the accuracy for 0.1<!-- = 0.1 --> is 12<!-- = lost --> points below that for 0.01<!-- = 0.01 -->, and on most sets lower than without regularization.<!-- holds: most(less(a, b) for a, b in zip(strong, of("l2", "held_out"))) and less(strong, middle, paired=True) -->
# The values chosen lie between 0.005 and 0.05<!-- = (min(best["l2"]), max(best["l2"])) -->.
#
# **With all three, the sum of squared weights gets smaller.**<!-- holds: always(less(sum(of(knob, part, chosen(runs[knob])) for part in ("squares_in", "squares_out")), sum(of("l2", part) for part in ("squares_in", "squares_out")), paired=True) for knob in runs) -->
# At the chosen strengths the sum of squared weights is 5%, 32% and 17%<!-- = [np.median(sum(at(runs[knob], part, chosen(runs[knob])) for part in ("squares_in", "squares_out"))) / np.median(sum(at(none, part, 0) for part in ("squares_in", "squares_out"))) for knob in ("l2", "dropout", "noise")] --> of what it is without, with L2, dropout and noise.
# Dropout with a $p$ of 0.1<!-- = runs["dropout"]["strengths"][1] --> leaves the squared weights of the first layer at 98%<!-- = left("squares_in") --> of what they are without it<!-- plain: the number says it -->, and still the boundary is shorter, by 44%<!-- = 1 - left("length") -->.<!-- holds: less(of("dropout", "length", 1), of("l2", "length"), paired=True) -->
# In the second layer 8%<!-- = left("squares_out") --> is left.
# So the neurons may stay as steep as they were, and still their sum is smoother.
# The noise makes the weights of both layers smaller, those of the second more so.<!-- holds: always(less(squares("squares_out", i), squares("squares_in", i)) and more(1, squares("squares_in", i)) for i in range(len(runs["noise"]["strengths"]))) -->
# Whether small weights are the reason why it smooths, this lab does not test.
#
# ## Verdict
#
# **L2, dropout and input noise help against overfitting: with a strength chosen on other points they bring 8.6<!-- = l2 --> ± 0.8<!-- = mean_and_error(gained["l2"])[1] -->, 6.4<!-- = dropout --> ± 0.8<!-- = mean_and_error(gained["dropout"])[1] --> and 7.3<!-- = noise --> ± 0.9<!-- = mean_and_error(gained["noise"])[1] --> percentage points to twenty neurons, and something on each of twelve<!-- = SETS --> sets.**
# **“Smoother with a higher regularization” holds from 0.0001 to 0.01<!-- = (0.0001, 0.01) --> of the $\lambda$ of this site, and not on to 0.1<!-- = 0.1 -->, which is too much.**
#
# ## Caveats
#
# - It is one kind of data in the plane, and one size of network. That L2 is ahead of dropout says little about large networks, for which dropout was made. All three get the same number of steps, though dropout and noise make each step noisy and may need more.<!-- plain: how it is set up -->
# - The strengths are a coarse grid, and 400<!-- = sizes[1] --> points to choose by are more than you would have beside 80<!-- = sizes[0] --> to train on.<!-- holds: more(sizes[1], sizes[0]) -->
# - The data were made by adding noise to the inputs, with a deviation of 0.64<!-- = 4 * 0.16 -->. That is close to the deviation chosen for training, 0.6<!-- = float(np.median(best["noise"])) --> in the median, and may be a piece of luck for that knob.
#
# ## Try it yourself
#
# <div class="nn-explorable" data-explore="trial_knobs"></div>
#
# - Turn two knobs at once. Is L2 with dropout better than L2 alone?
# - Measure the first layer's weights for dropout of the *inputs*, with `Dropout` in front of the first layer. Which layer shrinks now?
# - Take 800<!-- = 10 * sizes[0] --> points instead of 80<!-- = sizes[0] -->. What happens to the best $\lambda$, and to the best [`alpha` of scikit-learn](translator.py)?
#
# ## Practice
#
# /// exercise | Too good to be true
#     id: knobs-test
#     kind: bug
#     function: report
#     given:
#       train: 'np.array([1.0, 0.97, 0.9, 0.85])'
#       choose: 'np.array([0.7, 0.8, 0.82, 0.75])'
#       test: 'np.array([0.72, 0.83, 0.81, 0.78])'
#     try:
#       - 'report(np.array([1.0, 0.9]), np.array([0.7, 0.8]), np.array([0.75, 0.72]))'
#       - report(train, choose, test)
#       - 'report(train, choose[::-1], test)'
#       - 'report(train[::-1], choose[[2, 0, 1, 3]], test)'
#       - 'report(train, choose[[1, 1, 0, 0]], test)'
#       - 'report(train[:2], choose[:2], test[::-1][:2])'
#       - 'report(train, choose[[3, 1, 0, 1]], test)'
#
# `train`, `choose` and `test` are accuracies, one for each strength, the weakest first: on the points to train on, to choose by, and to test by.
# The function should give the accuracy that you report.
# Of equally good strengths the weakest is chosen.
# What it gives turns out too good whenever others test your network.
# Find the mistake and mend it.
#
# //// start
# ```py
# def report(train, choose, test):
#     best = test.argmax()
#     return test[best]
# ```
# ////
#
# //// hint
# Which points may not be looked at before the strength is chosen?
# ////
#
# //// wrong
# ```py
# def report(train, choose, test):
#     best = test.argmax()
#     return test[best]
# ```
# The test points choose the strength here, so they are no test any more: of several numbers you report the luckiest.
# ////
#
# //// wrong
# ```py
# def report(train, choose, test):
#     best = choose.argmax()
#     return choose[best]
# ```
# The strength is chosen by the right points.
# But on those it is a little too good, since you took the best.
# ////
#
# //// wrong
# ```py
# def report(train, choose, test):
#     best = train.argmax()
#     return test[best]
# ```
# On the training points the weakest regularization nearly always looks best.
# ////
#
# //// wrong
# ```py
# def report(train, choose, test):
#     best = (choose + test).argmax()
#     return test[best]
# ```
# The test points still have a say in what is chosen.
# ////
#
# //// wrong
# ```py
# def report(train, choose, test):
#     return test.mean()
# ```
# You train one network in the end, with one strength.
# Which?
# ////
#
# //// wrong
# ```py
# def report(train, choose, test):
#     best = choose.argmin()
#     return test[best]
# ```
# You chose the worst: these are accuracies, and no losses.
# ////
#
# //// wrong
# ```py
# def report(train, choose, test):
#     best = np.flatnonzero(choose == choose.max())[-1]
#     return test[best]
# ```
# Of equally good strengths you took the greatest.
# ////
#
# //// wrong
# ```py
# def report(train, choose, test):
#     return choose.argmax()
# ```
#
# This says which strength is chosen.
# What you report is an accuracy.
# ////
#
# //// solution
# ```py
# def report(train, choose, test):
#     best = choose.argmax()
#     return test[best]
# ```
# Choose by one set, report by another: the test points are looked at once.
# ////
#
# //// also
# ```py
# def report(train, choose, test):
#     return test[list(choose).index(max(choose))]
# ```
# ////
#
# //// also
# ```py
# def report(train, choose, test):
#     best = 0
#     for i in range(len(choose)):
#         if choose[i] > choose[best]:
#             best = i
#     return test[best]
# ```
# ////
#
# //// also
# ```py
# def report(train, choose, test):
#     return test[choose == choose.max()][0]
# ```
# ////
# ///
#
# /// exercise | Another accuracy each time
#     id: knobs-evaluation
#     kind: bug
#     function: accuracy
#     given:
#       rng: np.random.default_rng(0)
#       net: 'MLP(Dense(2, 8, rng), Elementwise(TANH), Dropout(0.5, rng), Dense(8, 2, rng))'
#       x: rng.standard_normal((200, 2))
#       t: 'net.predict(x) ^ (np.arange(200) % 10 == 0)'
#     equivalent:
#       'return (z.argmax(axis=-1) == t).mean()': the last axis of a matrix is axis 1
#       'right = x[np.arange(len(t)), t] == x.max(axis=-1)': the last axis of a matrix is axis 1
#     try:
#       - 'accuracy(net, x, t)'
#       - 'accuracy(net, x[:20], t[:20])'
#       - 'accuracy(net, x[:1], t[:1])'
#     holds:
#       '[accuracy(net, x, t) for _ in range(9)] == 9 * [accuracy(net, x, t)]': 'Asked again, the same network has another accuracy on the same points.'
#       '(accuracy(net, x, t), net.layers[2].p)[1] == 0.5': 'Afterwards the network has no dropout any more, and goes on training without.'
#
# This should give the share of the points that a network gets right.
# For networks with dropout it is too low, and another one each time.
# Find the mistake and mend it.
#
# //// start
# ```py
# def accuracy(net, x, t):
#     z = net.forward(x, train=True)
#     return (z.argmax(axis=1) == t).mean()
# ```
# ////
#
# //// hint
# Which units should take part when a network is tested?
# ////
#
# //// wrong
# ```py
# def accuracy(net, x, t):
#     z = net.forward(x, train=True)
#     return (z.argmax(axis=1) == t).mean()
# ```
# Units are switched off, as in a training step.
# It is the full network that stands for their average.
# ////
#
# //// wrong
# ```py
# def accuracy(net, x, t):
#     net.layers[2].p = 0
#     z = net.forward(x, train=True)
#     return (z.argmax(axis=1) == t).mean()
# ```
# The number is right.
# But the network stays without dropout for the rest of its training.
# ////
#
# //// wrong
# ```py
# def accuracy(net, x, t):
#     z = np.mean([net.forward(x, train=True) for _ in range(100)], axis=0)
#     return (z.argmax(axis=1) == t).mean()
# ```
# An average over a hundred thinned networks comes close to the full one, and takes a hundred times as long.
# And it is another one each time.
# ////
#
# //// wrong
# ```py
# def accuracy(net, x, t):
#     z = net.forward(x)
#     return (z.argmax(axis=1) == t).sum()
# ```
# No unit is dropped now.
# But this is how many are right, and not their share.
# ////
#
# //// wrong
# ```py
# def accuracy(net, x, t):
#     z = net.forward(x)
#     return (z.argmax(axis=1) != t).mean()
# ```
# No unit is dropped now.
# But this is the share of what is wrong.
# ////
#
# //// wrong
# ```py
# def accuracy(net, x, t):
#     return np.mean([(net.forward(x, train=True).argmax(axis=1) == t).mean() for _ in range(100)])
# ```
#
# This is how good thinned networks are on average.
# The network that you use has all of its units.
# ////
#
# //// wrong
# ```py
# def accuracy(net, x, t):
#     return max((net.forward(x, train=True).argmax(axis=1) == t).mean() for _ in range(100))
# ```
#
# This is the luckiest of many thinned networks.
# The network that you use has all of its units.
# ////
#
# //// wrong
# ```py
# def accuracy(net, x, t):
#     z = net.forward(x)
#     return (z.argmax(axis=0) == t).mean()
# ```
#
# No unit is dropped now.
# But the largest is looked for among the points, and should be among the classes.
# ////
#
# //// wrong
# ```py
# def accuracy(net, x, t):
#     z = net.predict(x)
#     return (z.argmax(axis=1) == t).mean()
# ```
#
# No unit is dropped now.
# But `predict` has taken the largest logit already: these are classes.
# ////
#
# //// solution
# ```py
# def accuracy(net, x, t):
#     z = net.forward(x)
#     return (z.argmax(axis=1) == t).mean()
# ```
# `train=True` is for training alone.
# In other libraries a network has to be told when training ends, which is forgotten as easily.
# ////
#
# //// also
# ```py
# def accuracy(net, x, t):
#     return (net.predict(x) == t).mean()
# ```
# ////
#
# //// also
# ```py
# def accuracy(net, x, t):
#     for layer in net.layers:
#         x = layer.forward(x)
#     right = x[np.arange(len(t)), t] == x.max(axis=1)
#     return right.sum() / len(t)
# ```
# ////
# ///
#
# /// exercise | True of all three
#     id: knobs-common
#     kind: choose
#
# At the strengths chosen, what is true of L2, dropout and noise alike, by the medians over the sets?
#
# //// right | the boundary gets shorter
#     is: all(np.median(of(knob, "length", chosen(runs[knob]))) < np.median(of("l2", "length")) for knob in runs)
# ////
#
# //// wrong | more training points are right
#     is: all(np.median(of(knob, "train", chosen(runs[knob]))) > np.median(of("l2", "train")) for knob in runs)
#
# Each of them takes away what was learned by heart, and that was the training points.
# ////
#
# //// right | the sum of all squared weights gets smaller
#     is: all(np.median(sum(of(knob, part, chosen(runs[knob])) for part in ("squares_in", "squares_out"))) < np.median(sum(of("l2", part) for part in ("squares_in", "squares_out"))) for knob in runs)
# ////
#
# //// wrong | the sum falls below a tenth
#     is: all(np.median(sum(of(knob, part, chosen(runs[knob])) for part in ("squares_in", "squares_out"))) < np.median(sum(of("l2", part) for part in ("squares_in", "squares_out"))) / 10 for knob in runs)
#
# That is so for one of them, which puts a price on just this sum.
# ////
#
# //// hint
# Only one of the three knows anything of the weights.
# ////
#
# //// solution
# All three draw shorter boundaries with smaller weights, and get fewer training points right.
# How much smaller the weights are differs widely.
# ////
# ///
#
# Back to [Regularization](../architectures/regularization.md), or on to [The lambda translator](translator.py).
