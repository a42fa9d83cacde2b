# %% [raw]
# ---
# description: A hundred starts for 3, 6 and 20 hidden neurons, with and without L2. Small networks do end at worse and more scattered losses; with L2 the losses are close together at every size, and the size matters less.
# ---

# %% [markdown]
# # How many neurons?
#
# “It seems that smaller neural networks can be preferred if the data is not complex”<!-- @keyvanrad -->, says the lecture, and then: “This is incorrect”<!-- @keyvanrad -->.
# Its source, CS231n, adds: “In practice, it is always better to use these methods to control overfitting instead of the number of neurons”<!-- @cs231n -->, where the methods are L2, dropout and input noise.
# Others advise that “picking the correct size for hidden layer is a much more "economical" solution”<!-- @britz -->.
# That is the opposite advice.
# [Size and capacity](../architectures/capacity.md#smaller) has the argument, and thirteen starts.
# This lab has a hundred<!-- = "hundred" if len(measured("neurons_3")["plain"]["loss"]) == 100 else "another number" -->.
#
# ## What would have to be seen
#
# CS231n gives a reason, which can be tested by itself: a small network has few minima, many of them bad, and which one you reach depends on the start; a large one has many, of nearly the same low loss.
# If that is true, then over many starts
#
# - the loss of small networks ends **higher**, and
# - it is **more scattered**.
#
# If the advice is true as well, then on points that were held out
#
# - a large network with regularization does better than **any** size without, and
# - choosing the size does not replace it.
#
# ## How it is tested
#
# This is one run:

# %%
import inspect

import numpy as np

from nnref import lecture_points
from scripts.lecture import regions
from scripts.lecture.labs.neurons import LAMBDA, SEEDS, SIZES, gains, middle_half, one_run, six_settings, table, verdict, verdict_on_sets
from scripts.lecture.measurements import measured

print(inspect.getsource(one_run))

# %% [markdown]
# The data are the 80<!-- = len(lecture_points()[0]) --> training points of `lecture_points()`, and the 400<!-- = len(lecture_points()[2]) --> held out with them.
# A network has two inputs, one hidden layer with tanh, and two outputs.<!-- plain: how it is set up -->
# It is trained on all points at once, for 2,000<!-- = regions.STEPS --> steps with a learning rate of 0.1<!-- = regions.LR --> and momentum 0.9<!-- = regions.MOMENTUM -->, without L2 or with a strength of 0.01<!-- = LAMBDA -->.<!-- plain: how it is set up -->
# The strength is the middle one of the lecture's three, taken as it stands, for every size.<!-- plain: how it is set up -->
# The starts are those of the seeds from 0 to 99<!-- = (0, SEEDS - 1) -->.
#
# Three starts of the smallest network, without L2, run while this page was made:<!-- plain: what the code below does -->

# %%
for seed in range(5, 8):
    print(f"start {seed}:  loss {one_run(3, 0.0, seed)[0]:.2f}")

# %% [markdown]
# ## The result
#
# All six hundred were run when the site was built.<!-- holds: SEEDS * len(SIZES) * 2 == 600 -->
#
# <!-- invisible-code-block: python
# ends = measured("neurons_3")
# scatter = middle_half(ends["regularized"]["loss"]) / middle_half(ends["plain"]["loss"])
# -->
#
# /// predict | Without L2, a hundred starts of three neurons end at very different losses. And with L2?
#     id: predict-scatter
#
# //// wrong | as different
#     is: scatter > 0.75
#
# So one would think if the size alone made the scatter.
# ////
#
# //// wrong | about half as far apart
#     is: 0.25 < scatter < 0.75
#
# It is much less.
# L2 does not only make weights smaller: with its penalty another function is minimized.
# ////
#
# //// right | all at nearly the same loss
#     is: scatter < 0.01
# ////
#
# //// wrong | farther apart
#     is: scatter > 1
#
# With the penalty they come closer together.
# ////
#
# //// then
# ![Three rows of six shapes each, which show how often a value occurs. Without L2 the loss falls from three neurons to twenty, and its scatter too; training accuracy rises and held-out accuracy falls. With L2 all shapes are nearly flat: loss and accuracies hardly depend on the start, and held-out accuracy is above all medians without L2.](../figures/neurons.svg)
# ///// caption
# Where training ends from each of 100<!-- = SEEDS --> starts: the wider a shape, the more starts end there.<!-- plain: how the picture is read -->
# A bar is the median.
# With L2, the loss has its penalty in it.
# /////
# ////
# ///

# %%
found = {n: measured(f"neurons_{n}") for n in SIZES}
held = {(n, how): np.mean(run["held_out"]) for n in SIZES for how, run in found[n].items()}
print(table(found))
verdict(*found.values())

# %% [markdown]
# “Middle half” is the distance between the two ends of the middle half of all losses.<!-- plain: a definition -->
# The last line of the code is the verdict below, as a program: it stops the building of this site if a sentence of it no longer holds.
#
# **Small networks do end worse, and more scattered**, on this point set.<!-- holds: worse(*(np.negative(found[n]["plain"]["loss"]) for n in (3, 20))) and more(*(middle_half(found[n]["plain"]["loss"]) for n in (3, 20))) -->
# Three neurons end at a median loss of 0.24<!-- = np.median(found[3]["plain"]["loss"]) -->, six at 0.10<!-- = np.median(found[6]["plain"]["loss"]) -->, twenty below 0.01<!-- = round(np.median(found[20]["plain"]["loss"]), 2) -->.<!-- holds: less(np.median(found[20]["plain"]["loss"]), 0.01) and decreases([np.median(found[n]["plain"]["loss"]) for n in SIZES]) -->
# The middle half of the losses is 0.12<!-- = middle_half(found[3]["plain"]["loss"]) --> wide with three neurons, and about a hundredth of that with twenty<!-- holds: 1 / 200 < middle_half(found[20]["plain"]["loss"]) / middle_half(found[3]["plain"]["loss"]) < 1 / 50 -->; as a share of the median loss it is 51% and 17%<!-- = [middle_half(found[n]["plain"]["loss"]) / np.median(found[n]["plain"]["loss"]) for n in (3, 20)] -->.
# The scatter is as CS231n says; a worse loss needs no bad minimum, since a smaller network can do less.<!-- plain: a network of twenty with seventeen weights at zero is one of three -->
#
# **Without regularization, the small network is still the better one.**<!-- holds: better(found[3]["plain"]["held_out"], found[6]["plain"]["held_out"]) and better(found[6]["plain"]["held_out"], found[20]["plain"]["held_out"]) -->
# On held-out points the means are 76%<!-- = held[3, "plain"] -->, 74%<!-- = held[6, "plain"] --> and 72%<!-- = held[20, "plain"] -->: what fits less overfits less.<!-- holds: less(*(found[n]["plain"]["train"] for n in (3, 20))) and less(*(np.subtract(found[n]["plain"]["train"], found[n]["plain"]["held_out"]) for n in (3, 20))) -->
# It depends on the start, though: from one start the three neurons get 57%<!-- = min(found[3]["plain"]["held_out"]) -->, and from another 85%<!-- = max(found[3]["plain"]["held_out"]) -->.<!-- holds: np.ptp(found[3]["plain"]["held_out"]) > 0.2 -->
#
# **With L2 the losses are close together, at every size.**<!-- holds: np.max([np.ptp(found[n]["regularized"]["loss"]) for n in SIZES]) < np.min([np.ptp(found[n]["plain"]["loss"]) for n in SIZES]) / 2 -->
# This is what the argument leaves out.
# With three neurons and a strength of 0.01<!-- = LAMBDA -->, all hundred starts end at the same loss to three digits, so the scatter does not come from the size alone.<!-- holds: np.ptp(found[3]["regularized"]["loss"]) < 0.0005 -->
# Whether L2 removes the bad minima, or training only misses them, was not measured.<!-- plain: what was not measured -->
#
# **And then the size matters little here.**
# The means of the three sizes lie between 83% and 85%<!-- = (held[3, "regularized"], held[6, "regularized"]) -->, and the best of them is six.<!-- holds: best({n: found[n]["regularized"]["held_out"] for n in SIZES}) == 6 -->
#
# ## On new points
#
# One point set cannot rank sizes that are so close.
# The experiment of [Size and capacity](../architectures/capacity.md#measured) drew twenty new ones; here its third size is added.<!-- plain: how it is set up -->

# %%
new = measured("capacity_size_or_lambda"), measured("neurons_sets")
verdict_on_sets(*new)
sets = six_settings(*new)
print("20 regularized beats  by points  ± error")
for name, (gain, error, wins) in gains(sets).items():
    print(f"{name:16} {100 * gain:14.1f} {100 * error:8.1f}   on {wins} of {len(sets[name])} sets")

# %% [markdown]
# ![Six columns of twenty dots. Without L2 the median falls from three neurons to twenty. With L2 it rises, slightly, and all three are above those without.](../figures/neurons_sets.svg)
# /// caption
# Held-out accuracy on 20<!-- = len(sets["3 plain"]) --> new point sets. A bar is the median.
# ///
#
# <!-- invisible-code-block: python
# from scripts.lecture.statistics import mean_and_error, settled
# over = {name: (100 * gain, 100 * error) for name, (gain, error, _) in gains(sets).items()}
# def rivals(draw):  # held-out accuracy on each set: of the best size without L2 there, and of twenty neurons with it
#     of_draw = six_settings(measured("capacity_size_or_lambda", draw), measured("neurons_sets", draw))
#     return {"size": np.max([of_draw[f"{n} plain"] for n in SIZES], axis=0), "L2": np.array(of_draw["20 regularized"])}
# picked = mean_and_error(100 * np.subtract(*(rivals(None)[name] for name in ("L2", "size"))))
# -->
#
# Among the networks with L2, at this one strength, that of twenty neurons is the best<!-- holds: best({n: sets[f"{n} regularized"] for n in SIZES}, paired=True) == 20 -->, by 0.8<!-- = over["6 regularized"][0] --> percentage points over six neurons and 1.9<!-- = over["3 regularized"][0] --> over three.
# Over twenty neurons without regularization it is seven<!-- = round(over["20 plain"][0]) -->.
# Choosing the size for each set does not replace L2: even the best of the three sizes without it, picked by the very points that judge, is 2.0<!-- = picked[0] --> ± 0.5<!-- = picked[1] --> points behind the twenty neurons with it.<!-- holds: always(best(rivals(draw), paired=True) == "L2" for draw in (None, "second draw")) -->
#
# <!-- invisible-code-block: python
# def brought(n):  # by L2, on the new sets, in percentage points: mean and standard error
#     difference = 100 * np.subtract(sets[f"{n} regularized"], sets[f"{n} plain"])
#     return difference.mean(), difference.std(ddof=1) / np.sqrt(len(difference))
# def drawn(draw):  # what L2 brings to three neurons, on each set of a draw
#     three = measured("capacity_size_or_lambda", draw)
#     return np.subtract(three["3 with lambda"]["held_out"], three["3"]["held_out"])
# draws = drawn(None), drawn("second draw")
# -->
#
# What L2 brings grows with the size<!-- holds: increases([brought(n)[0] for n in SIZES]) -->: 4.0<!-- = brought(6)[0] --> ± 0.6<!-- = brought(6)[1] --> points to six neurons and 7.4<!-- = brought(20)[0] --> ± 0.8<!-- = brought(20)[1] --> to twenty, behind ± the standard error.
# To three it brings 1.3<!-- = brought(3)[0] --> ± 1.2<!-- = brought(3)[1] -->, which may be nothing.<!-- holds: alike(sets["3 regularized"], sets["3 plain"], paired=True) -->
# Only together with the twenty sets of a second draw does the difference count.<!-- holds: settled(*draws) == 1 and always(alike(draw, 0) for draw in draws) and len(draws[1]) == 20 -->
# So the fixed point set, on which it brings them more than seven, is a bad one for three neurons without L2: only on 2<!-- = sum(accuracy < held[3, "plain"] for accuracy in sets["3 plain"]) --> of the twenty new ones are they as bad as they are there on average.<!-- holds: more(100 * (held[3, "regularized"] - held[3, "plain"]), 7) -->
#
# ## Verdict
#
# **CS231n and the lecture are right on this kind of data that a large network with regularization is better than a small one without: on twenty new point sets, twenty neurons with L2 are ahead of each of the three sizes without it; of three, whose mean is the highest of those, by 3.2<!-- = over["3 plain"][0] --> ± 0.9<!-- = over["3 plain"][1] --> percentage points.**<!-- holds: better(*(sets[name] for name in ("20 regularized", "3 plain")), paired=True) and all(differs(sets["20 regularized"], sets[f"{n} plain"], paired=True) > 0 for n in SIZES) and rank({n: sets[f"{n} plain"] for n in SIZES})[0] == 3 -->
# **Choosing the size does not replace L2: the best of the three without it on each set is behind as well.**<!-- holds: always(best(rivals(draw), paired=True) == "L2" for draw in (None, "second draw")) -->
# **With L2 the size matters less<!-- holds: less(np.mean(sets["20 regularized"]) - np.mean(sets["3 regularized"]), np.mean(sets["3 plain"]) - np.mean(sets["20 plain"])) -->: at a strength that suits the twenty, they are ahead of three neurons by 1.9<!-- = over["3 regularized"][0] --> ± 0.5<!-- = over["3 regularized"][1] --> and of six by 0.8<!-- = over["6 regularized"][0] --> ± 0.2<!-- = over["6 regularized"][1] -->.**
# **On the one fixed set three neurons end at worse losses than twenty, with L2 as well<!-- holds: always(worse(*(np.negative(found[n][how]["loss"]) for n in (3, 20))) for how in ("plain", "regularized")) -->, which needs no bad minimum. That the start decides, as the reason says, is seen without L2 only: there they are more scattered.<!-- holds: more(*(np.std(found[n]["plain"]["loss"]) for n in (3, 20))) and np.ptp(found[3]["regularized"]["loss"]) < 0.0005 -->**
#
# ## Caveats
#
# - It is one kind of data in the plane, with labels that were turned over on purpose, so there is much to overfit.
# - One strength was tried for all sizes.<!-- plain: how it is set up --> [For twenty neurons](knobs.py) it is about the best; with the best for three and six, these could come nearer.<!-- plain: the linked lab has the strengths that were chosen -->
# - After 2,000<!-- = regions.STEPS --> steps the twenty neurons are not at a minimum yet without L2; their loss goes on falling, slowly. It is the loss where training ends that was measured, for every size.<!-- plain: how it is set up -->
# - Three neurons with L2 have 17<!-- = regions.plain((3,), np.random.default_rng(0)).n_params --> parameters, twenty have 102<!-- = regions.plain((20,), np.random.default_rng(0)).n_params -->, for two<!-- = round(100 * gains(sets)["3 regularized"][0]) --> points. “Economical” is a fair word for that.
#
# ## Try it yourself
#
# <div class="nn-explorable" data-explore="trial_neurons"></div>
#
# - Call `one_run` with a hundredth of the strength, and with ten times the strength: where does the scatter return, and where do all networks become equally bad?
# - Take one neuron, or two. How small must a network be until L2 no longer helps?
# - Stop after a quarter of the steps instead: how much of what L2 brings does stopping early bring?
#
# ## Practice
#
# /// exercise | May be nothing
#     id: neurons-nothing
#     kind: choose
#
# L2 brings 1.3<!-- = brought(3)[0] --> ± 1.2<!-- = brought(3)[1] --> percentage points to three neurons, on twenty sets.
# What do you conclude?
#
# //// wrong | L2 helps three neurons
#     is: brought(3)[0] > 2 * brought(3)[1]
#
# The gain is hardly larger than its error: on twenty other sets it may be gone.
# ////
#
# //// wrong | L2 does nothing for three neurons
#     is: brought(3)[0] + 2 * brought(3)[1] < 1
#
# A gain of two points would fit these numbers as well.
# Not found is not the same as not there.
# ////
#
# //// right | these sets do not tell
#     is: 0 < brought(3)[0] < 2 * brought(3)[1]
# ////
#
# //// wrong | L2 harms three neurons
#     is: brought(3)[0] < 0
#
# The mean is above zero, so nothing speaks for that.
# ////
#
# //// hint
# Compare the mean with the error behind ±.
# ////
#
# //// solution
# A mean that is not twice its standard error away from zero may be chance.
# To six neurons L2 brings 4.0<!-- = brought(6)[0] --> ± 0.6<!-- = brought(6)[1] -->: that is no chance.
# ////
# ///
#
# /// exercise | The middle half
#     id: neurons-middle-half
#     kind: code
#     function: middle_half
#     given:
#       losses: 'np.array([0.9, 0.1, 0.4, 0.2, 0.3])'
#     try:
#       - 'middle_half(np.array([0.0, 1.0, 2.0, 3.0, 4.0]))'
#       - middle_half(losses)
#       - 'middle_half(np.array([5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 90.0]))'
#       - 'middle_half(np.arange(101.0)[::-1] ** 2)'
#
# Write the distance between the two ends of the middle half of all losses.
# A quarter of them lies below it, and a quarter above.
# The losses are in no order.
#
# //// start
# ```py
# def middle_half(losses):
#     return 0.0
# ```
# ////
#
# //// hint
# Sort them, or use `np.percentile`.
# ////
#
# //// wrong
# ```py
# def middle_half(losses):
#     return losses.max() - losses.min()
# ```
# This is the distance between the least and the greatest.
# One start that goes wrong would decide it.
# ////
#
# //// wrong
# ```py
# def middle_half(losses):
#     n = len(losses)
#     return losses[3 * n // 4] - losses[n // 4]
# ```
# The losses are in no order: the start with a number in the middle has no loss in the middle.
# ////
#
# //// wrong
# ```py
# def middle_half(losses):
#     low, high = np.percentile(losses, [0.25, 0.75])
#     return high - low
# ```
# `np.percentile` counts in percent, so this is less than one percent of the way.
# ////
#
# //// wrong
# ```py
# def middle_half(losses):
#     low, high = np.percentile(losses, [25, 75])
#     return (high - low) / 2
# ```
# You halved the distance: it is the losses whose middle half is taken.
# ////
#
# //// wrong
# ```py
# def middle_half(losses):
#     low, high = np.percentile(losses, [25, 75])
#     return low - high
# ```
# A distance is not negative: which of the two is larger?
# ////
#
# //// wrong
# ```py
# def middle_half(losses):
#     return losses.std()
# ```
# This is the standard deviation.
# A single loss far away from the others changes it a lot, and the middle half not at all.
# ////
#
# //// solution
# ```py
# def middle_half(losses):
#     low, high = np.percentile(losses, [25, 75])
#     return high - low
# ```
# A single start that goes wrong does not change it.
# ////
#
# //// also
# ```py
# def middle_half(losses):
#     ordered, n = np.sort(losses), len(losses)
#     return ordered[3 * n // 4] - ordered[n // 4]
# ```
# ////
#
# //// also
# ```py
# def middle_half(losses):
#     middle = np.median(losses)
#     return np.median(losses[losses >= middle]) - np.median(losses[losses <= middle])
# ```
# Each end is the median of a half.
# ////
# ///
#
# /// exercise | A hundred starts that are one
#     id: neurons-seeds
#     kind: bug
#     function: starts
#     try:
#       - starts(1)
#       - starts(2)
#       - starts(5)
#     equivalent:
#       return weights: a list of arrays is taken for an array as well
#       'weights = np.ones((n, 2, 3))': every number in it is overwritten
#       'return [np.random.default_rng(seed).standard_normal((2, 3)) for seed in range(n)]': a list as well
#       'return [rng.normal(0, 1, (2, 3)) for rng in generators]': a list as well
#
# This should draw the weights of `n` starts, number `i` by the seed `i`, so that each can be drawn again by itself.
# A hundred networks trained from them all end at exactly the same loss.
# Find the mistake and mend it.
#
# //// start
# ```py
# def starts(n):
#     weights = []
#     for seed in range(n):
#         rng = np.random.default_rng(0)
#         weights.append(rng.standard_normal((2, 3)))
#     return np.array(weights)
# ```
# ////
#
# //// hint
# What differs between the first time through the loop and the second?
# ////
#
# //// wrong
# ```py
# def starts(n):
#     weights = []
#     for seed in range(n):
#         rng = np.random.default_rng(0)
#         weights.append(rng.standard_normal((2, 3)))
#     return np.array(weights)
# ```
# The loop counts the seeds, and uses none of them: every generator begins at the same place.
# ////
#
# //// wrong
# ```py
# def starts(n):
#     rng = np.random.default_rng(0)
#     weights = []
#     for seed in range(n):
#         weights.append(rng.standard_normal((2, 3)))
#     return np.array(weights)
# ```
# The starts differ now.
# But to get start 7<!-- = 7 --> again, you would have to draw all those before it.
# ////
#
# //// wrong
# ```py
# def starts(n):
#     weights = []
#     for seed in range(n):
#         rng = np.random.default_rng(n)
#         weights.append(rng.standard_normal((2, 3)))
#     return np.array(weights)
# ```
# The seed is another one now, but still the same for all.
# ////
#
# //// wrong
# ```py
# def starts(n):
#     weights = []
#     for seed in range(n):
#         rng = np.random.default_rng(seed + 1)
#         weights.append(rng.standard_normal((2, 3)))
#     return np.array(weights)
# ```
# They differ, but start `i` has the seed of the next one.
# ////
#
# //// wrong
# ```py
# def starts(n):
#     weights = []
#     for seed in range(n):
#         rng = np.random.default_rng(seed)
#     weights.append(rng.standard_normal((2, 3)))
#     return np.array(weights)
# ```
# What is behind the loop happens once: only the last start is drawn.
# ////
#
# //// wrong
# ```py
# def starts(n):
#     weights = []
#     for seed in range(n):
#         np.random.seed(seed)
#         weights.append(np.random.randn(2, 3))
#     return np.array(weights)
# ```
#
# The seeds are right.
# But this is NumPy's old generator, which draws other numbers.
# ////
#
# //// solution
# ```py
# def starts(n):
#     weights = []
#     for seed in range(n):
#         rng = np.random.default_rng(seed)
#         weights.append(rng.standard_normal((2, 3)))
#     return np.array(weights)
# ```
# With the same seed for all, a scatter of zero says nothing about networks.
# A measurement without any scatter is worth a second look.
# ////
#
# //// also
# ```py
# def starts(n):
#     return np.stack([np.random.default_rng(seed).standard_normal((2, 3)) for seed in range(n)])
# ```
# ////
#
# //// also
# ```py
# def starts(n):
#     weights = np.zeros((n, 2, 3))
#     for seed, W in enumerate(weights):
#         W[:] = np.random.default_rng(seed).normal(size=W.shape)
#     return weights
# ```
# ////
#
# //// also
# ```py
# def starts(n):
#     generators = map(np.random.default_rng, range(n))
#     return np.array([rng.normal(0, 1, (2, 3)) for rng in generators])
# ```
# ////
# ///
#
# Back to [Size and capacity](../architectures/capacity.md), or on to [Regularization](../architectures/regularization.md).
