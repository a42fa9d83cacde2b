# %% [raw]
# ---
# description: Is the ReLU six times faster than tanh and sigmoid? Epochs to a training error on handwritten digits, the learning rate tuned for each by the same budget, thirty starts, two depths.
# ---

# %% [markdown]
# # Six times faster?
#
# The ReLU “Converges much faster than sigmoid/tanh in practice (e.g. 6x)”<!-- @keyvanrad -->, says the lecture, and it says the same of the leaky ReLU.
# Its source says that a convolutional network with ReLUs “reaches a 25% training error rate on CIFAR-10 six times faster than an equivalent network with tanh neurons”<!-- @krizhevsky2012 -->.
# [ReLU](../activations/relu.md#six-times) has the whole passage, and what it leaves open.
# This lab asks the same question of small networks and handwritten digits.
#
# ## What would have to be seen
#
# If the factor is a property of the activation function, then with everything else alike, and the best learning rate for each,
#
# - tanh and sigmoid need several times as many epochs as the ReLU to the same training error, **from nearly every start**, and
# - the leaky ReLU needs as many as the ReLU.
#
# ## How it is tested
#
# As in the paper there is no regularization of any kind, the criterion is an error on the training set, and the learning rate is chosen for each activation to make training as fast as possible.
# This is one run:

# %%
import inspect

import numpy as np

from nnref import RELU, TANH
from scripts.lecture.digits import digits
from scripts.lecture.labs.six_times import BATCH, GOALS, LIMIT, RATES, SEEDS, SHAPES, TRIALS, one_run, ratios, table, together, verdict
from scripts.lecture.measurements import measured

print(inspect.getsource(one_run))

# %% [markdown]
# **The data** are the 1,797<!-- = len(digits()[0]) + len(digits()[2]) --> handwritten digits<!-- @alpaydin1998 --> that come with scikit-learn, eight by eight pixels with values from zero to one.<!-- plain: scikit-learn gives them so -->
# They are shuffled once, with a fixed seed, and split for all labs: 1,200<!-- = len(digits()[0]) --> for training and 597<!-- = len(digits()[2]) --> held out; this lab uses the first part only.<!-- plain: how it is set up -->
#
# **The networks** have one hidden layer of 32<!-- = SHAPES["two layers"][1] --> units, or three<!-- = len(SHAPES["four layers"]) - 2 -->, which makes four layers, as in the paper.
# All start from the same weights, drawn with the variance that He and others<!-- @he2015 --> derived for the ReLU.
#
# **Training** is plain gradient descent with batches of 50<!-- = BATCH --> examples.
# There are two<!-- = len(GOALS) --> goals: the paper's training error of 25%<!-- = GOALS[0] -->, which digits reach soon, and one of 2%<!-- = GOALS[1] -->.
#
# **The budget** is the same for each: seven<!-- = len(RATES) --> learning rates from 0.125 to 8<!-- = (min(RATES), max(RATES)) -->, each twice the one before.
# Each rate is tried from five<!-- = len(TRIALS) --> starts, and the rate with the fewest epochs on average is used for 30<!-- = len(SEEDS) --> other starts.
# No rate that was used lies at an end of the grid.<!-- holds: never(rate in (RATES[0], RATES[-1]) for part in ("relu", "leaky_relu", "tanh", "sigmoid_two", "sigmoid_four") for run in measured(f"six_times_{part}").values() for rate in run["lr"]) -->
#
# Here is one start, run while this page was made:

# %%
for record in RELU, TANH:
    for lr in 0.25, 0.5, 1:
        epochs = one_run(record, SHAPES["two layers"], lr, seed=0)[0]
        print(f"{record.name}, rate {lr}: {epochs:.2f} epochs to a training error of 25 %")

# %% [markdown]
# ## The result

# %%
parts = [measured(f"six_times_{part}") for part in ("relu", "leaky_relu", "tanh", "sigmoid_two", "sigmoid_four")]
found = together(*parts)
cost = measured("benchmarks")["six_times"]
middle = {(name, shape, goal): np.median(ratios(found, name, shape, goal)) for name in found for shape in SHAPES for goal in GOALS}

# %% [markdown]
# /// predict | To the error of 2%<!-- = GOALS[1] -->, with four layers: how many times the ReLU's epochs does tanh need?
#     id: predict-six-times
#     answer: round(middle["tanh", "four layers", 0.02], 1)
#
# //// wrong | 6<!-- = 6 --> times
#     value: 6
#
# This is the factor that was published, for another network and other pictures; there too each had the learning rate that is best for it.<!-- @krizhevsky2012 -->
# ////
#
# //// wrong | as many
#     value: round(middle["relu", "four layers", 0.02], 1)
#
# This holds for the leaky ReLU.
# ////
#
# //// wrong | 2.5<!-- = round(middle["sigmoid", "four layers", 0.02], 1) --> times
#     value: round(middle["sigmoid", "four layers", 0.02], 1)
#
# So many the sigmoid needs.
# Tanh is steeper around zero, and its outputs are balanced.
# ////
#
# //// right | 0.6<!-- = round(middle["tanh", "four layers", 0.02], 1) --> times
#     value: round(middle["tanh", "four layers", 0.02], 1)
#
# Tanh needs fewer epochs than the ReLU.
# ////
#
# //// then
# ![Two panels, for two and for four layers, each with six rows of dots: leaky ReLU, tanh and sigmoid, for both goals. Leaky ReLU lies around one. Tanh lies below one nearly everywhere. Sigmoid lies around one with two layers, and between two and eight with four.](../figures/six_times.svg)
# ///// caption
# How many times the ReLU's epochs the others need, to a training error of 25%<!-- = GOALS[0] --> and of 2%<!-- = GOALS[1] -->.<!-- plain: what is drawn -->
# A dot is a start, with the same weights and the same order of examples for both; a bar is the median.
# The lines are at one and at six.<!-- plain: what is drawn -->
# /////
# ////
# ///

# %%
print(table(found, cost))
verdict(*parts)

# %% [markdown]
# <!-- invisible-code-block: python
# from scripts.lecture.labs.six_times import CHECK
# def epochs(name, shape, place):
#     return found[name][shape]["epochs"][place]
# def times(fast, slow):
#     return np.array([np.divide(epochs(slow, shape, i), epochs(fast, shape, i)) for shape in SHAPES for i in (0, 1)])
# def each(compare, one, other, shapes=SHAPES, places=(0, 1)):
#     return all(compare(epochs(one, shape, i), epochs(other, shape, i), paired=True) for shape in shapes for i in places)
# def rates(name, shape):
#     return found[name][shape]["lr"]
# without_wide = measured("benchmarks")["costs"]["narrow"]["steps"]["64-32-10"]["tanh"]["ratio"][1]
# def tried(name, shape, lr):
#     return [run[RATES.index(lr)] for run in found[name][shape]["tried"]]
# -->
#
# The last line of the code is the verdict below as a program: it stops the building of this site if a sentence of it no longer holds.
#
# **Against tanh, nothing is left of the factor: tanh needs fewer epochs than the ReLU.**<!-- holds: each(less, "tanh", "relu") and np.max(np.median(times("relu", "tanh"), axis=1)) < 1 -->
# At both depths and for both goals tanh's median is below the ReLU's<!-- holds: always(less(np.median(epochs("tanh", shape, i)), np.median(epochs("relu", shape, i))) for shape in SHAPES for i in (0, 1)) -->, down to less than half of it.<!-- holds: less(np.median(times("relu", "tanh"), axis=1).min(), 0.5) -->
# In 120<!-- = len(SEEDS) * 4 --> comparisons there is not one in which the ReLU is twice as fast as tanh.<!-- holds: np.max(times("relu", "tanh")) < 2 -->
#
# **Against the sigmoid there is a factor, and it depends on the depth.**
# With two<!-- = len(SHAPES["two layers"]) - 1 --> layers the medians are 1.0 to 1.4<!-- = (middle["sigmoid", "two layers", 0.02], middle["sigmoid", "two layers", 0.25]) -->, with four layers 2.5 to 4.6<!-- = (middle["sigmoid", "four layers", 0.02], middle["sigmoid", "four layers", 0.25]) -->.
# Some starts do reach six.<!-- holds: np.max(times("relu", "sigmoid")) >= 6 -->
#
# **Leaky ReLU is as fast as the ReLU**<!-- holds: each(alike, "leaky_relu", "relu") -->, which is what the lecture says, and what a slope of a hundredth would make you expect.
#
# ### Tanh and the rate
#
# ![Two panels of curves, epochs against learning rate, for ReLU, tanh and sigmoid. All fall and then rise. With two layers ReLU and tanh run together and fail above a rate of one; with four layers tanh falls further and stands a larger rate. The sigmoid needs rates four times as large and more.](../figures/six_times_rates.svg)
# /// caption
# Epochs to a training error of 2%<!-- = GOALS[1] --> against the learning rate, the mean of five<!-- = len(TRIALS) --> trial starts.
# At 40<!-- = LIMIT --> the goal was not reached.
# ///
#
# At the smallest rate, 0.125<!-- = RATES[0] -->, the two are to the finer goal within *a quarter*<!-- = "a quarter" if max(abs(np.log(found["tanh"][shape]["tried"][1][0] / found["relu"][shape]["tried"][1][0])) for shape in SHAPES) < np.log(1.25) else "more" --> of each other.
# With two layers and the finer goal both are used at a rate of 1<!-- = rates("tanh", "two layers")[1] -->, since twice that makes both far slower<!-- holds: rates("tanh", "two layers")[1] == rates("relu", "two layers")[1] == 1 and always(slower(tried(name, "two layers", 2)[1], 4 * tried(name, "two layers", 1)[1]) for name in ("tanh", "relu")) -->, and there tanh is ahead of the ReLU.<!-- holds: each(faster, "tanh", "relu", ["two layers"], [1]) -->
# With four layers and this goal tanh stands steps twice as large<!-- holds: rates("tanh", "four layers")[1] == 2 * measured("six_times_relu")["four layers"]["lr"][1] -->, with which the ReLU slows down.<!-- holds: tried("relu", "four layers", 0.5)[1] > tried("relu", "four layers", 0.25)[1] -->
# To the coarser goal both have the same rate at either depth, and there, too, tanh is ahead of the ReLU: why, this lab does not show.<!-- holds: always(rates("tanh", shape)[0] == rates("relu", shape)[0] for shape in SHAPES) and each(faster, "tanh", "relu", places=[0]) -->
# And the sigmoid's rate is many times larger than the ReLU's<!-- holds: always(more(a, 3 * b) for shape in SHAPES for a, b in zip(rates("sigmoid", shape), rates("relu", shape))) -->: choose one rate for both, and you get any factor you like.
# A factor without tuning says more about the rate.<!-- plain: it follows from the sentence before -->
#
# ### In time
#
# An epoch is not a second.
# The rightmost column multiplies the median ratio by what a step costs, as a multiple of the ReLU's: for tanh 1.07 and 1.10<!-- = [cost[shape]["tanh"]["ratio"][1] / cost[shape]["relu"]["ratio"][1] for shape in SHAPES] -->, for the sigmoid 1.16 and 1.23<!-- = [cost[shape]["sigmoid"]["ratio"][1] for shape in SHAPES] -->, at the two<!-- = len(SHAPES) --> depths.
# These costs were measured by `make bench`, on one machine, side by side, and are kept with the source, because a time cannot be measured again to the byte.
# With them tanh stays ahead.<!-- holds: always(middle["tanh", shape, goal] * cost[shape]["tanh"]["ratio"][1] < 1 for shape in SHAPES for goal in GOALS) -->
# That machine has wide registers; where NumPy uses none, a step of 200<!-- = measured("benchmarks")["costs"]["examples"] --> examples with tanh and two layers took [1.6<!-- = without_wide --> times](exp_cost.py) as long; what that leaves of its lead in steps of 50<!-- = BATCH -->, as here, was not measured.<!-- plain: what exp_cost measured, and what nobody did -->
#
# ## Verdict
#
# **Of “six times faster than tanh” nothing is left on these digits: the ReLU needs more epochs than tanh, with a median ratio of 0.4 to 0.8<!-- = (min(m for (name, *_), m in middle.items() if name == "tanh"), max(m for (name, *_), m in middle.items() if name == "tanh")) --> over 30<!-- = len(SEEDS) --> starts, two depths and two goals.**<!-- holds: each(more, "relu", "tanh") -->
# **The ReLU needs fewer epochs than the sigmoid with four layers<!-- holds: each(less, "relu", "sigmoid", ["four layers"]) -->, by a factor whose medians stay below five; with two layers it is so to the coarser goal, and to the finer one no difference was found.**<!-- holds: less(np.max(np.median(times("relu", "sigmoid"), axis=1)), 5) and each(faster, "relu", "sigmoid", ["two layers"], [0]) and each(alike, "relu", "sigmoid", ["two layers"], [1]) -->
#
# ## Caveats
#
# - The paper's network is convolutional and has many more weights, and its pictures are photographs.<!-- plain: how the paper says it was done --> What is refuted here is that the factor is a property of the activation function, not that it was measured.
# - The paper itself says that “the magnitude of the effect demonstrated here varies with network architecture, but networks with ReLUs consistently learn several times faster than equivalents with saturating neurons”<!-- @krizhevsky2012 -->. What comes behind the comma is not found here.
# - The weights start at a scale that is made for the ReLU, from a later paper<!-- @he2015 -->. With another scale the ratios can change.
# - At a training error of 25%<!-- = GOALS[0] --> these trainings take one epoch or two, but for the sigmoid with four layers, and the error is looked at six times in an epoch; the ratios at 2%<!-- = GOALS[1] --> are the finer ones.<!-- holds: [(name, shape) for name in found for shape in SHAPES if np.median(epochs(name, shape, 0)) > 2] == [("sigmoid", "four layers")] and len(digits()[0]) / BATCH / CHECK == 6 -->
#
# ## Try it yourself
#
# <div class="nn-explorable" data-explore="trial_six_times"></div>
#
# - Call `one_run` with the same rate for all, and find one at which the ReLU is six times as fast as the sigmoid with two layers.
# - Shift the digits so that their mean is zero: who gains?
# - Make the network deeper, and see where tanh loses its lead.
#
# ## Practice
#
# /// exercise | A fair factor
#     id: six-times-fair
#     kind: number
#     answer: min(tried("sigmoid", "four layers", lr)[0] for lr in RATES) / min(tried("relu", "four layers", lr)[0] for lr in RATES)
#     within: 0.14
#
# These are the trials of networks with four layers: epochs to a training error of 25%<!-- = GOALS[0] -->, where 40<!-- = LIMIT --> says that it was not reached.
#
# | rate | 0.25<!-- = RATES[1] --> | 0.5<!-- = RATES[2] --> | 1<!-- = RATES[3] --> | 2<!-- = RATES[4] --> | 4<!-- = RATES[5] --> |
# | --- | --: | --: | --: | --: | --: |
# | ReLU | 1.77<!-- = tried("relu", "four layers", 0.25)[0] --> | 4.10<!-- = tried("relu", "four layers", 0.5)[0] --> | 40<!-- = tried("relu", "four layers", 1)[0] --> | 40<!-- = tried("relu", "four layers", 2)[0] --> | 40<!-- = tried("relu", "four layers", 4)[0] --> |
# | sigmoid | 31.73<!-- = tried("sigmoid", "four layers", 0.25)[0] --> | 16.53<!-- = tried("sigmoid", "four layers", 0.5)[0] --> | 10.33<!-- = tried("sigmoid", "four layers", 1)[0] --> | 8.60<!-- = tried("sigmoid", "four layers", 2)[0] --> | 11.60<!-- = tried("sigmoid", "four layers", 4)[0] --> |
#
# Compared fairly, how many times the ReLU's epochs does the sigmoid need?
#
# //// hint
# Which rate would you choose for the ReLU, and which one for the sigmoid?
# ////
#
# //// wrong
#     value: tried("sigmoid", "four layers", 0.25)[0] / tried("relu", "four layers", 0.25)[0]
#
# Both at the rate that is best for the ReLU: what would the sigmoid do at its own?
# ////
#
# //// wrong
#     value: tried("sigmoid", "four layers", 2)[0] / tried("relu", "four layers", 2)[0]
#     within: 0.003
#
# Both at the rate that is best for the sigmoid, where the ReLU does not learn at all.
# ////
#
# //// wrong
#     value: tried("sigmoid", "four layers", 0.5)[0] / tried("relu", "four layers", 0.5)[0]
#
# Both at the same rate, and it is the best one for neither.
# ////
#
# //// wrong
#     value: min(tried("relu", "four layers", lr)[0] for lr in RATES) / min(tried("sigmoid", "four layers", lr)[0] for lr in RATES)
#     within: 0.006
#
# These are the right two numbers, but divided the other way round.
# ////
#
# //// wrong
#     value: min(tried("sigmoid", "four layers", lr)[0] for lr in RATES) - min(tried("relu", "four layers", lr)[0] for lr in RATES)
#
# This is the difference.
# How many *times* is a quotient.
# ////
#
# //// wrong
#     value: 2 / 0.25
#
# This is the quotient of the two best rates; the epochs were asked for.
# ////
#
# //// wrong
#     value: np.mean([tried("sigmoid", "four layers", lr)[0] for lr in RATES[1:6]]) / np.mean([tried("relu", "four layers", lr)[0] for lr in RATES[1:6]])
#     within: 0.008
#
# You averaged over all rates, those too at which nothing is learned.
# Who trains a network looks for a good rate.
# ////
#
# //// wrong
#     value: np.mean([tried("sigmoid", "four layers", lr)[0] for lr in RATES[1:6]]) / np.mean([tried("relu", "four layers", lr)[0] for lr in RATES[1:3]])
#     within: 0.05
#
# You averaged over the rates at which the goal was reached.
# A fair comparison takes the best of each.
# ////
#
# //// wrong
#     value: tried("sigmoid", "four layers", 2)[0] / tried("relu", "four layers", 0.5)[0]
#     within: 0.05
#
# This is the best of the sigmoid.
# Look for that of the ReLU again.
# ////
#
# //// solution
# Each at its own best rate it is 8.60<!-- = tried("sigmoid", "four layers", 2)[0] --> to 1.77<!-- = tried("relu", "four layers", 0.25)[0] -->, or 4.9<!-- = min(tried("sigmoid", "four layers", lr)[0] for lr in RATES) / min(tried("relu", "four layers", lr)[0] for lr in RATES) -->.
# At the ReLU's rate it would be 18<!-- = round(tried("sigmoid", "four layers", 0.25)[0] / tried("relu", "four layers", 0.25)[0]) -->, and at the sigmoid's less than one: a factor at one rate for both is what you make it.
# ////
# ///
#
# /// exercise | The fastest never arrives
#     id: six-times-bug-never
#     kind: bug
#     function: looks
#     given:
#       falling: 'np.array([0.9, 0.6, 0.25, 0.1, 0.02])'
#       jumping: 'np.array([0.8, 0.2, 0.5, 0.1, 0.3])'
#       lost: 'np.array([0.9, 0.9, 0.9])'
#     try:
#       - looks(falling, 0.25)
#       - looks(lost, 0.25)
#       - looks(jumping, 0.2)
#       - looks(falling, 0.95)
#       - looks(falling, 0.02)
#       - looks(jumping, 0.05)
#
# `errors` are the training errors at each look.
# The function is to say at which look, counted from one, the error is at the goal or below for the first time.
# If it never is, the answer is to be infinity, `np.inf`.
# With this code, those networks look fastest that learn nothing.
# Find the mistake and mend it.
#
# //// start
# ```py
# def looks(errors, goal):
#     return np.argmax(errors <= goal) + 1
# ```
# ////
#
# //// hint
# What is `np.argmax` of an array that is False everywhere?
# ////
#
# //// hint
# Ask first whether `errors <= goal` holds anywhere.
# ////
#
# //// wrong
# ```py
# def looks(errors, goal):
#     return np.argmax(errors <= goal) + 1
# ```
# This is what it was.
# If no entry is True, the largest is False, and the first of these is at the beginning.
# ////
#
# //// wrong
# ```py
# def looks(errors, goal):
#     return np.argmax(errors <= goal) + 1 if (errors <= goal).any() else len(errors)
# ```
# A network that never gets there would count like one that does so at its last look.
# ////
#
# //// wrong
# ```py
# def looks(errors, goal):
#     return np.argmax(errors <= goal) if (errors <= goal).any() else np.inf
# ```
# The case that was missing is there now.
# But Python counts from zero, and the question from one.
# ////
#
# //// wrong
# ```py
# def looks(errors, goal):
#     return np.argmax(errors < goal) + 1 if (errors < goal).any() else np.inf
# ```
# An error that is exactly at the goal has reached it.
# ////
#
# //// wrong
# ```py
# def looks(errors, goal):
#     return np.sum(errors > goal) + 1 if (errors <= goal).any() else np.inf
# ```
# This counts all errors above the goal, those too that come after it was reached.
# ////
#
# //// wrong
# ```py
# def looks(errors, goal):
#     return np.argmin(errors) + 1 if (errors <= goal).any() else np.inf
# ```
# This is where the error is smallest; the goal may have been reached long before.
# ////
#
# //// wrong
# ```py
# def looks(errors, goal):
#     return np.argmax(errors <= goal) + 1 if errors[-1] <= goal else np.inf
# ```
# Only the last error is asked whether the goal was reached; it may have been reached before and lost again.
# ////
#
# //// wrong
# ```py
# def looks(errors, goal):
#     first = np.argmax(errors <= goal)
#     return first + 1 if first > 0 else np.inf
# ```
#
# Zero comes out also where the first look is at the goal already.
# ////
#
# //// wrong
# ```py
# def looks(errors, goal):
#     return np.argmax(errors <= goal) + 1 if (errors <= goal).all() else np.inf
# ```
#
# Here every look has to be at the goal; one is enough.
# ////
#
# //// wrong
# ```py
# def looks(errors, goal):
#     return np.inf if errors.min() >= goal else np.argmax(errors <= goal) + 1
# ```
#
# The case that was missing is there now, and takes too much with it: what if the least error is just the goal?
# ////
#
# //// solution
# ```py
# def looks(errors, goal):
#     there = errors <= goal
#     return np.argmax(there) + 1 if there.any() else np.inf
# ```
# `argmax` always gives a place, even if there is nothing to find.
# So ask first.
# ////
#
# //// also
# ```py
# def looks(errors, goal):
#     for look, error in enumerate(errors, 1):
#         if error <= goal:
#             return look
#     return np.inf
# ```
# ////
#
# //// also
# ```py
# def looks(errors, goal):
#     there = np.flatnonzero(errors <= goal)
#     return there[0] + 1 if len(there) else np.inf
# ```
# ////
# ///
#
# Back to [the ReLU](../activations/relu.md#six-times), or on to [Which one should I use?](which_one.py)
