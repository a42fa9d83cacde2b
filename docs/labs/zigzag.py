# %% [raw]
# ---
# description: Inputs of one sign make the gradients of one example agree in sign, and cost steps. But they cost more in the batch of all examples; what makes it slow is their mean, which makes the error surface steep in one direction.
# ---

# %% [markdown]
# # Zig-zag
#
# “Sigmoid outputs are not zero-centered”<!-- @keyvanrad -->, says the lecture, so “data coming into a neuron is always positive”<!-- @keyvanrad -->, and the gradient on its weights becomes “either all be positive, or all negative”<!-- @keyvanrad -->, which would “introduce zig-zagging dynamics in the gradient updates”<!-- @keyvanrad -->.
# CS231n calls this “an inconvenience”<!-- @cs231n --> with “less severe consequences”<!-- @cs231n --> than saturation, because the gradients of a batch add up to one of mixed signs; the slides [leave that out](../corrections.md#zig-zag).
# [Sigmoid](../activations/sigmoid.md#zig-zag) shows the path in the plane, and the signs in a network.
# This lab asks what it costs, for every size of batch from one to all.<!-- plain: what the page does -->
#
# ## What would have to be seen
#
# - Where inputs are never negative, all components of one example's gradient **agree in sign**; in a batch fewer do.
# - The way to the minimum is **longer** than for centered inputs, and takes **more steps**.
# - If the zig-zag from one example to the next is all of the reason, then centering saves most where there is one, **one example at a time**, and little in the batch of all.
#
# ## How it is tested
#
# First on a single linear neuron, whose goal is known. This is one run:

# %%
import inspect

from nnref import *
from scripts.lecture.labs import zigzag as lab
from scripts.lecture.measurements import measured

print(inspect.getsource(lab.one_run))

# %% [markdown]
# The neuron has ten weights and no bias, and learns from 128<!-- = lab.EXAMPLES --> examples with half the squared error.<!-- plain: how it is set up -->
# The targets are those of a random goal, so the goal meets them exactly.
# Its inputs are of seven kinds: uniform between zero and one or between minus one and one; the outputs of ten sigmoids or ReLUs with random weights, as they are or less their mean; and those of tanh units.<!-- plain: how it is set up -->
# For each kind and each size of batch the learning rate is the one of six that needs the fewest steps in the worst of twenty trials; what is shown comes from 20<!-- = len(lab.SEEDS) --> other starts.<!-- plain: how it is set up -->
#
# One start, run while this page was made, with the same learning rate for all:<!-- plain: what the code below runs -->

# %%
for kind in lab.KINDS:
    for name, batch in ("one at a time", 1), ("all at once", 128):
        steps, length, one_sign = lab.one_run(kind, batch, rate=1, seed=0)
        print(f"{kind:18} {name:14} {steps:4} steps   length {length:4.1f}   one sign {one_sign:4.0%}")

# %% [markdown]
# ## The result: one neuron
#
# <!-- invisible-code-block: python
# single, *_, every = (factor for factor, _, _ in lab.saved_by_neuron(measured("zigzag_neuron"))["sigmoid"])
# -->
#
# /// predict | Behind sigmoids, where does centering the inputs save the larger share of the steps?
#     id: predict-zigzag-centering
#
# //// wrong | one example at a time, where all signs agree
#     is: single > 1.2 * every
#
# So it would be if the signs of single examples were all of the reason.
# Centering does help there, but it is not where it helps most.
# ////
#
# //// right | with all examples at once
#     is: every > 1.2 * single
#
# Yet there the signs are mixed.
# So the signs of single examples cannot be all of the reason.
# ////
#
# //// wrong | in both alike
#     is: max(single, every) < 1.2 * min(single, every)
#
# It helps in both, but not alike.
# ////
#
# //// wrong | in neither: a good learning rate does as much
#     is: max(single, every) < 1.2
#
# Each kind of inputs has the best rate of six, and the difference is still there.
# ////
#
# //// then
# ![Six panels against the size of the batch, for inputs that are never negative on the left and centered ones on the right. The share of one sign begins at one on the left and falls, at first slowly, to about six tenths; on the right it is six tenths throughout. The length of the way, behind sigmoids, rises at first; then it falls on both sides to between one and two. The steps: on the left they hardly fall after a batch of four, on the right they go on falling.](../figures/zigzag_neuron.svg)
# ///// caption
# Share of the gradient's components that have the more frequent sign, averaged along the way; length of the way as a multiple of the direct one; steps to a tenth of the distance.<!-- plain: what is drawn -->
# Lines are medians over the starts, bands hold the middle eight tenths of them; one band reaches out of its panel.<!-- plain: what is drawn -->
# /////
# ////
# ///

# %%
neuron = measured("zigzag_neuron")
lab.verdict_neuron(neuron)
saved = lab.saved_by_neuron(neuron)
print(lab.table(saved, (1, 8, 128), lab.BATCHES))

# %% [markdown]
# The factor is the geometric mean over the starts.
#
# <!-- invisible-code-block: python
# import math
# sigmoids = {name: [np.median(runs) for runs in neuron["sigmoid"][name]] for name in ("length", "steps")}
# assert not differs(*np.log([neuron["sigmoid"]["steps"][place] for place in (1, -1)]), paired=True)
# def saves(kind, place):  # the logarithm of what centering saves in steps, from each start
#     plain, centered = lab.PAIR[kind]
#     return np.log(np.divide(neuron[plain]["steps"][place], neuron[centered]["steps"][place]))
# one_sign = [np.mean(runs) for runs in neuron["sigmoid"]["agreement"]]
# never_negative = "positive", "sigmoid", "ReLU"
# coins = sum(math.comb(10, k) * max(k, 10 - k) for k in range(11)) / 2**10 / 10
# -->
#
# **The signs are as the slide says, for one example.**
# They agree to 100%<!-- = one_sign[0] --> for all three kinds of inputs that are never negative, from each start.<!-- holds: never(np.ravel([neuron[kind]["agreement"][0] for kind in never_negative]) < 1) and never(np.ravel([lab.inputs(kind, np.random.default_rng(0)) for kind in never_negative]) < 0) -->
# In a batch of eight it is still 93%<!-- = one_sign[3] --> behind sigmoids.<!-- plain: the number says it -->
# With all examples at once it is 59%<!-- = one_sign[-1] --> on average along the way, less than ten coin tosses give: 62%<!-- = coins -->.<!-- holds: less(neuron["sigmoid"]["agreement"][-1], coins) -->
# That average hides how the way begins: for five<!-- = lab.FIRST --> steps it is 98%<!-- = np.median(neuron["sigmoid"]["first agreement"]) -->, in the median of the starts.
#
# **Behind sigmoids, batches larger than two make the way shorter, and save hardly any steps.**<!-- plain: the next sentences say it -->
# The way is 15<!-- = round(sigmoids["length"][1]) --> times the direct one in batches of two, and with each doubling of the batch it gets shorter, to 1.9<!-- = sigmoids["length"][-1] --> times with all at once.<!-- holds: decreases(sigmoids["length"][1:]) and less(sigmoids["length"][-1], sigmoids["length"][1]) -->
# The steps are 138<!-- = round(sigmoids["steps"][1]) --> and 132<!-- = round(sigmoids["steps"][-1]) --> in the median: no difference that counts.<!-- plain: an assertion above says it -->
# From single examples to pairs the way gets longer, from 10<!-- = round(sigmoids["length"][0]) --> times the direct one, and the steps are halved, from 279<!-- = math.ceil(sigmoids["steps"][0]) -->.<!-- holds: more(neuron["sigmoid"]["length"][1], neuron["sigmoid"]["length"][0], paired=True) and 0.4 < sigmoids["steps"][1] / sigmoids["steps"][0] < 0.6 -->
#
# **Centering saves more with all at once than one example at a time.**<!-- holds: always(more(saves(kind, -1), saves(kind, 0), paired=True) for kind in ("uniform", "sigmoid")) -->
# One sigmoid example at a time it saves a factor of 3.2<!-- = saved["sigmoid"][0][0] -->, and all at once one of 8<!-- = round(saved["sigmoid"][-1][0]) -->; for uniform inputs it is 2.5<!-- = saved["uniform"][0][0] --> and 20<!-- = round(saved["uniform"][-1][0]) -->.<!-- plain: the numbers say it -->
# If the examples' pulling to and fro were all of the reason, it would be the other way round.<!-- plain: with all at once nothing pulls to and fro so -->
# For ReLUs, whose outputs are as one-sided but about half of them zero, centering saves a factor of 1.2 to 1.6<!-- = (min(factor for factor, _, _ in saved["ReLU"]), max(factor for factor, _, _ in saved["ReLU"])) -->.<!-- holds: abs(np.mean([lab.inputs("ReLU", np.random.default_rng(seed)) == 0 for seed in lab.SEEDS]) - 1 / 2) < 0.05 -->
#
# <!-- invisible-code-block: python
# h = lab.inputs("sigmoid", np.random.default_rng(0))
# valley = [np.linalg.eigvalsh(a.T @ a / len(a)) for a in (h, h - h.mean(axis=0))]
# condition = [values[-1] / values[0] for values in valley]
# steep = {kind: np.median(neuron[kind]["steep"]) for kind in lab.KINDS}
# flips = {kind: np.mean(neuron[kind]["flips"]) for kind in lab.KINDS}
# -->
#
# The reason is the mean itself.
# It makes the error surface steep in one direction, in which all weights change together, and the learning rate must be small enough for that direction, while most of the way is in the others.<!-- plain: the steepest direction has components of one sign where no input is negative -->
# For the sigmoid inputs of the first start the curvature is 349<!-- = round(condition[0]) --> times larger in the steepest direction than in the flattest; once their mean is taken away, 23<!-- = round(condition[1]) --> times.<!-- plain: the numbers say it -->
#
# Both zig-zags come of it.
# A single example pulls all weights the same way, along the steep direction, and the next one may pull them back.<!-- plain: its gradient is its input times one number -->
# With all at once, the best rate is so large that each step overshoots in that direction: times the curvature there it is 1.6<!-- = steep["sigmoid"] --> in the median of the starts, and from one on, what is left in that direction changes its sign.<!-- plain: a step leaves one less that product of it -->
# It did at each<!-- = "each" if flips["sigmoid"] == flips["positive"] == 1 else "some" --> step at the beginning, from each start, behind sigmoids as for uniform inputs.
# The best rate overshoots for centered uniform inputs too: times the curvature it is 1.2<!-- = steep["centered"] --> there; what differs is how flat the other directions are beside the steep one.<!-- plain: the curvatures above -->
#
# ## The result: a network
#
# In a network the inputs of the hidden units have a mean too, and the weights of all layers move.<!-- plain: what a network is -->
# Here the outputs of the hidden units are centered by taking from each unit the mean that it has at the start; what is taken stays the same while the network learns.<!-- plain: how it is set up -->
# At the start every slope stays as it is, so saturation and death are the same; only the mean of what the next layer gets is different.<!-- plain: a constant has no slope -->
# The inputs are centered by taking the mean from each pixel.
#
# The data are 400<!-- = lab.DIGITS --> of the digits that the labs train on (of scikit-learn's; the split is drawn once), the pixels from zero to one.
# The network has one hidden layer of 32<!-- = lab.SIZES[1] --> units.
# For each of the eight networks and each size of batch the learning rate is the best of ten, by the mean of two trials; shown are 12<!-- = len(lab.NET_SEEDS) --> other starts, the same for all.<!-- plain: how it is set up -->
#
# ![Two panels, sigmoid and ReLU, with the steps against the size of the batch on logarithmic axes. Four lines fall from left to right: the network as it is on top, centered outputs closely below, centered inputs further down, both at the bottom. The distance between them grows to the right.](../figures/zigzag_network.svg)
# /// caption
# Steps until at most 5%<!-- = lab.GOAL --> of the digits trained on are classified wrongly.
# Lines are medians over the starts, bands hold all of them.<!-- plain: what is drawn -->
# ///

# %%
networks = {"sigmoid": measured("zigzag_sigmoid"), "ReLU": measured("zigzag_relu")}
lab.verdict_network(*networks.values())
fewer = lab.saved_by_network(networks)
print(lab.table(fewer, lab.NET_BATCHES, lab.NET_BATCHES))

# %% [markdown]
# <!-- invisible-code-block: python
# def factors(name, what, place):  # the logarithm of what centering saves, from each start
#     found = networks[name]
#     return np.log(np.divide(found["neither"]["steps"][place], found[what]["steps"][place]))
# whole = lab.digits()[0][:lab.DIGITS]
# def drawn(draw):  # what centered outputs save one example at a time, and with all at once, on one of the draws
#     steps = {"sigmoid": measured("zigzag_sigmoid", draw), "ReLU": measured("zigzag_relu", draw)}
#     return {name: [np.log(np.divide(run["neither"]["steps"][place], run["outputs"]["steps"][place])) for place in (0, -1)] for name, run in steps.items()}
# draws = drawn(None), drawn("second draw")
# outputs = [mean for mean, _, _ in fewer["sigmoid", "outputs"]]
# share = ["less than a fifth" if 1 - 1 / factor < 0.2 else "over a third" if 1 - 1 / factor > 1 / 3 else "something else" for factor in outputs]
# -->
#
# The lines of the code with “verdict” are the verdict below, as a program: they stop the building of this site if a sentence of it no longer holds.
#
# **Centering the outputs of the hidden units saves no more for one example at a time, where every gradient has one sign, than with all at once.**<!-- holds: never(more(factors(name, "outputs", 0), factors(name, "outputs", -1), paired=True) for name in networks) -->
# For the sigmoid it saves *less than a fifth*<!-- = share[0] --> of the steps, and *over a third*<!-- = share[-1] --> with all at once; for the ReLU no difference was found that both draws confirm.<!-- holds: always(less(*draw["sigmoid"], paired=True) for draw in draws) and [differs(*draw["ReLU"], paired=True) != 0 for draw in draws] == [False, True] -->
#
# **Centering the inputs saves more.**<!-- holds: always(more(factors(name, "inputs", place), factors(name, "outputs", place), paired=True) for name in networks for place in range(len(lab.NET_BATCHES))) -->
# The pixels are never negative either<!-- holds: never(np.ravel(whole) < 0) -->, and the squares of their means add up to 2.2<!-- = (whole.mean(axis=0) ** 2).sum() / whole.var(axis=0).sum() --> times their variances.<!-- plain: the number says it -->
# With all at once, taking the means away saves either network more than half of its steps.<!-- holds: always(more(fewer[name, "inputs"][-1][1], 2) for name in networks) -->
# Centering the outputs as well then saves about half of the rest for the sigmoid, and about two fifths for the ReLU.<!-- holds: always(abs(1 - fewer[name, "inputs"][-1][0] / fewer[name, "both"][-1][0] - rest) < 0.07 for name, rest in (("sigmoid", 0.5), ("ReLU", 0.4))) -->
#
# ## Verdict
#
# **The slide is right about the signs, and that inputs of one sign are slow; what makes them slow is their mean, in a batch as well.**
# **Centering the outputs of sigmoids saves a single neuron a factor of 3.2<!-- = saved["sigmoid"][0][0] --> one example at a time, where all signs agree, and of 8<!-- = round(saved["sigmoid"][-1][0]) --> with all at once (20<!-- = len(lab.SEEDS) --> starts, standard errors within a tenth of the factor); in a network of sigmoids whose inputs are not centered it is *less than two*<!-- = "less than two" if less(max(outputs), 2) else "more" -->, and centering these is worth more.**<!-- holds: always(less(high - factor, factor / 10) for factor, _, high in (saved["sigmoid"][0], saved["sigmoid"][-1])) and always(more(factors("sigmoid", "inputs", place), factors("sigmoid", "outputs", place), paired=True) for place in range(len(lab.NET_BATCHES))) -->
# **A batch helps, as CS231n says, “somewhat”<!-- @cs231n -->: a large one makes the way straighter, but inputs that are not centered still cost steps.**<!-- holds: always(more(saves(kind, -1), 0) for kind in lab.PAIR) and decreases(sigmoids["length"][1:]) -->
#
# ## Caveats
#
# - The neuron has no bias. With one, the mean of the inputs is the bias's to correct, and the surface is at least as steep.
# - It learns half a squared error without noise, so that there is a goal; with noise in the targets, single examples would pull it away from there again.<!-- plain: then no example has a gradient of zero at the goal -->
# - A rate chosen among six or ten need not be the best one, and one chosen from two trials is lucky or unlucky.<!-- plain: how it is set up -->
# - Steps are counted, not time: a step with all examples costs more than one with a single one.<!-- plain: it computes more -->
#
# ## Try it yourself
#
# <div class="nn-explorable" data-explore="trial_zigzag"></div>
#
# - Call `one_run` with momentum built in. What does centering still save?
# - Give the neuron a bias: add a column of ones to what `inputs` returns. Which kinds get slower?
# - Change the sign of half of the inputs: then no gradient has one sign any more, and the means are as large. Does it save steps?
# - Scale the inputs after centering so that each has variance one. What is left of the difference between uniform inputs and tanh?
#
# ## Practice
#
# <!-- invisible-code-block: python
# two = np.array([[0.5, 1.0], [1.0, 0.5]])
# errors = np.array([1.0, -1.0])
# of_both = errors @ two / 2
# -->
#
# /// exercise | Two examples pull
#     id: zigzag-two
#     kind: choose
#
# A neuron has two inputs.
# They are 0.5 and 1<!-- = two[0] --> in one example, and 1 and 0.5<!-- = two[1] --> in another.
# In the first its output is too large by one, in the second it is too small by one.
# Which signs has the gradient on its two weights in the batch of both?
#
# //// wrong | positive for both
#     is: np.all(of_both > 0)
#
# So it is for the first example alone.
# ////
#
# //// wrong | negative for both
#     is: np.all(of_both < 0)
#
# So it is for the second example alone.
# ////
#
# //// wrong | it is zero, since the errors cancel
#     is: np.allclose(of_both, 0)
#
# The errors cancel, but each is multiplied by its inputs first, and these differ.
# ////
#
# //// right | negative for the first weight, positive for the second
#     is: of_both[0] < 0 < of_both[1]
#
# So a batch of two is enough for mixed signs.
# ////
#
# //// wrong | positive for the first weight, negative for the second
#     is: of_both[1] < 0 < of_both[0]
#
# That is the way a step goes, against the gradient.
# ////
#
# //// hint
# For one example the gradient is the error times each input.
# The error is output minus target.
# ////
#
# //// hint
# Write down both gradients, one below the other, and take their mean.
# ////
#
# //// solution
# The first example gives (0.5, 1)<!-- = errors[0] * two[0] -->, the second (−1, −0.5)<!-- = errors[1] * two[1] -->.
# Their mean is (−0.25, 0.25)<!-- = of_both -->.
# Each agrees in sign, and their mean does not.
# ////
# ///
#
# /// exercise | Find the bug: centered twice
#     id: zigzag-bug-mean
#     kind: bug
#     function: centered
#     given:
#       x: 'np.random.default_rng(0).uniform(0, 1, (8, 3))'
#       x_held: 'np.random.default_rng(1).uniform(0, 2, (5, 3))'
#     try:
#       - 'centered(np.array([[1.0], [3.0]]), np.array([[7.0]]))'
#       - 'centered(np.array([[1.0, 0.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 9.0]]))'
#       - centered(x, x_held)
#       - 'centered(x, x_held[:1])'
#
# This is meant to center inputs: the training points x, and the held-out points in the same way.
# The network learns well, and does badly on held-out points, worst if it gets them one at a time.
# Find the mistake and mend it.
#
# //// start
# ```py
# def centered(x, x_held):
#     return x - x.mean(axis=0), x_held - x_held.mean(axis=0)
# ```
# ////
#
# //// hint
# What is left of a single held-out point if its own mean is taken away?
# ////
#
# //// hint
# The same input has to come out the same, in training and afterwards.
# ////
#
# //// wrong
# ```py
# def centered(x, x_held):
#     return x - x.mean(axis=0), x_held - x_held.mean(axis=0)
# ```
# The held-out points are moved by another mean, and not as the network has learned it.
# A single one always becomes zero.
# ////
#
# //// wrong
# ```py
# def centered(x, x_held):
#     mean = np.vstack([x, x_held]).mean(axis=0)
#     return x - mean, x_held - mean
# ```
# Both are moved alike, but the network now sees something of the held-out points in training.
# ////
#
# //// wrong
# ```py
# def centered(x, x_held):
#     return x - x.mean(axis=0), x_held
# ```
# The held-out points are not moved at all, so the network gets other inputs than in training.
# (If you took away the mean of what is centered already: it is zero.)
# ////
#
# //// wrong
# ```py
# def centered(x, x_held):
#     return x - x.mean(), x_held - x.mean()
# ```
# This is one mean for all inputs together.
# Each input has a mean of its own.
# ////
#
# //// wrong
# ```py
# def centered(x, x_held):
#     x -= x.mean(axis=0)
#     x_held -= x.mean(axis=0)
#     return x, x_held
# ```
# In the second line the mean is that of points that are centered already; and the caller's arrays change.
# ////
#
# //// wrong
# ```py
# def centered(x, x_held):
#     mean, spread = x.mean(axis=0), x.std(axis=0)
#     return (x - mean) / spread, (x_held - mean) / spread
# ```
# The mean is the right one.
# But this scales the inputs as well, and they were only to be centered.
# ////
#
# //// wrong
# ```py
# def centered(x, x_held):
#     mean = x_held.mean(axis=0)
#     return x - mean, x_held - mean
# ```
#
# Both are treated alike now.
# But the network is to be trained before there is any held-out point.
# ////
#
# //// solution
# ```py
# def centered(x, x_held):
#     mean = x.mean(axis=0)
#     return x - mean, x_held - mean
# ```
# The mean belongs to the network, as its weights do: it comes from the training points, and stays as it is.
# ////
#
# //// also
# ```py
# def centered(x, x_held):
#     mean = np.ones(len(x)) @ x / len(x)
#     return x - mean, x_held - mean
# ```
# ////
#
# //// also
# ```py
# def centered(x, x_held):
#     both = np.vstack([x, x_held]) - x.mean(axis=0)
#     return both[:len(x)], both[len(x):]
# ```
# Both are centered together, by the mean of the first.
# ////
# ///
#
# Back to [Sigmoid](../activations/sigmoid.md#zig-zag), or on to [dead ReLUs](dead.py).
