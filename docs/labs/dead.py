# %% [raw]
# ---
# description: Silent on one input is not dead on the data set. Forty percent dead can be had on the digits, by a learning rate, by a bias, or by depth in narrow layers; and whether leaky ReLU and ELU units come back is measured, with a surprise.
# ---

# %% [markdown]
# # Dead ReLUs
#
# The lecture speaks of “neurons that never activate across the entire training dataset”<!-- @keyvanrad --> and says: “40% of your network can be ‘dead’”<!-- @keyvanrad -->, because of “A large gradient”<!-- @keyvanrad -->; “With a proper setting of the learning rate this is less frequently an issue.”<!-- @keyvanrad -->
# Of the leaky ReLU it says that it “Will not ‘die’”<!-- @keyvanrad -->.
# [ReLU](../activations/relu.md#dying) shows how a unit dies, and how many do on points in the plane.
# This lab counts on real data, looks for the forty percent with three different causes, and waits for the dead to come back.<!-- plain: what the page does -->
#
# ## What would have to be seen
#
# - **Dead is not silent**: many units are silent on one digit, few on all of them.
# - **Forty percent** are dead at some learning rate, some bias or some depth, and at a good learning rate few are.
# - Units that are **leaky** do not stay silent: with a slope on the left they can learn their way back.
#
# ## How it is tested
#
# This is one run:

# %%
import inspect

from nnref import *
from scripts.lecture.labs import dead
from scripts.lecture.measurements import measured

print(inspect.getsource(dead.one_run))

# %% [markdown]
# `network` makes a network with one hidden layer of 32<!-- = dead.WIDTH --> units, or more of them; `counts` says which share of the units is silent on one digit, on average, and which on all.<!-- plain: how it is set up -->
# The data are the 1,200<!-- = len(dead.digits()[0]) --> digits that the labs train on (of scikit-learn's; the split is drawn once), the pixels from zero to one.
# Training makes ten passes over them, in batches of 50<!-- = dead.BATCH -->.<!-- holds: dead.STEPS * dead.BATCH == 10 * len(dead.digits()[0]) -->
# **Silent** is a unit whose input is not positive; **dead** is a ReLU unit that is silent on every digit for training.<!-- plain: a definition -->
#
# One start, run while this page was made:

# %%
for lr in 0.1, 1.2:
    _, _, one, every, _ = dead.one_run(RELU, lr, seed=0)
    print(f"rate {lr}:  silent on one digit {one:.0%}   dead {every:.0%}")

# %% [markdown]
# ## The result: the learning rate
#
# <!-- invisible-code-block: python
# trained = measured("dead_by_rate")
# at_one = trained["relu"][trained["rates"].index(1.0)]
# fifth = np.mean(at_one["dead"])
# missing = np.mean(trained["relu"][dead.best(trained["relu"])]["accuracy"]) - np.mean(at_one["accuracy"])
# -->
#
# /// predict | At a learning rate of one, *about a fifth*<!-- = "about a fifth" if 0.15 < fifth < 0.25 else "another share" --> of the ReLU units are dead after training. What has become of the accuracy?
#     id: predict-dead-best
#
# //// right | It is within one percentage point of the best at any of these rates.
#     is: missing < 0.01
#
# There are enough other units.
# ////
#
# //// wrong | It is several points lower.
#     is: 0.03 < missing < 0.2
#
# So it would be if each unit were needed.
# ////
#
# //// wrong | It is that of guessing.
#     is: np.mean(at_one["accuracy"]) < 0.2
#
# That takes larger rates, at which hardly a unit is left.
# ////
#
# //// then
# ![Two rows of three panels for ReLU, leaky ReLU and ELU against the learning rate. Above, the share of units silent on all digits stays below a tenth up to a rate of about one half and then rises steeply, for ReLU and ELU to nearly one, for the leaky ReLU to nine tenths. Below, the accuracy is highest where the rise begins, and falls to chance where it ends; the leaky ReLU keeps some of it.](../figures/dead_by_rate.svg)
# ///// caption
# Above: share of units that are silent on every digit after training.<!-- plain: what is drawn -->
# Below: accuracy on the digits trained on.
# Lines are means over twenty starts, bands hold all of them; the dotted line is forty percent.<!-- plain: what is drawn -->
# /////
# ////
# ///

# %%
by_rate = measured("dead_by_rate")
print(dead.table_by_rate(by_rate))

# %% [markdown]
# <!-- invisible-code-block: python
# relu, rates = by_rate["relu"], by_rate["rates"]
# untrained, beyond = relu[0], relu[rates.index(1.5)]
# def dead_at(lr, *names):
#     return [by_rate[name][rates.index(lr)]["dead"] for name in names]
# forty = dead.reaches(by_rate["rates"], [run["dead"] for run in relu])
# good = [run for run, lr in zip(relu, rates) if 0.5 <= lr <= 1]  # the accuracy hardly differs there
# def mean_of(name, runs):
#     return [np.mean(run[name]) for run in runs]
# def right_at(name, lr=1.5):
#     return by_rate[name][rates.index(lr)]["accuracy"]
# gentle = max(max(run["dead"]) for run, lr in zip(relu, by_rate["rates"]) if lr <= 0.5)
# -->
#
# **Silent is not dead.**
# Before training, 51%<!-- = np.mean(untrained["silent before"]) --> of the units are silent on a digit, on average, and 3.6%<!-- = np.mean(untrained["dead before"]) --> on all of them.<!-- holds: more(untrained["silent before"], untrained["dead before"]) -->
# To be silent where its input is negative is what a ReLU is for.
#
# **Forty percent is reached, on the edge of losing the network.**
# On average it is reached at a rate *a little above one*<!-- = "a little above one" if more(forty, 1) and forty < 1.3 else "elsewhere" -->.
# The accuracy is highest before that: from 0.5 to 1.0<!-- = (0.5, 1.0) --> it changes by less than one percentage point, while the share of dead units rises from 5%<!-- = mean_of("dead", good)[0] --> to *more than a fifth*<!-- = "more than a fifth" if mean_of("dead", good)[-1] > 0.2 else "less" -->.<!-- holds: np.argmax(mean_of("accuracy", relu)) in [relu.index(run) for run in good] and less(100 * np.ptp(mean_of("accuracy", good)), 1) and increases(mean_of("dead", good)) and more(forty, 1) -->
# At a rate of 1.5<!-- = 1.5 -->, most networks are wrong on more than half of the digits.<!-- holds: most(more(1 - right, 0.5) for right in beyond["accuracy"]) -->
# So the slide's number is no exaggeration, but a rate that gives it is close to one that loses the network.
#
# **With a smaller rate it is an issue less frequently**, as the lecture says.<!-- plain: the next sentence has the numbers -->
# Up to a rate of one half, from none of the starts more than 12.5%<!-- = gentle --> are dead, and up to 9%<!-- = max(untrained["dead before"]) --> were so before training.<!-- holds: never(more(share, 0.125) for run, lr in zip(relu, rates) if lr <= 0.5 for share in run["dead"]) -->
#
# **A slope on the left does not keep units from falling silent.**
# Up to a rate of 1.2<!-- = 1.2 -->, no difference between leaky ReLU and ReLU was found; beyond it fewer of the leaky units are silent.<!-- holds: always(alike(*dead_at(lr, "leaky_relu", "relu"), paired=True) for lr in rates if lr <= 1.2) and always(less(*dead_at(lr, "leaky_relu", "relu"), paired=True) for lr in rates if lr > 1.2) -->
# There the leaky networks keep more of the accuracy: at a rate of 1.5<!-- = 1.5 --> it is more than two thirds against less than two fifths.<!-- holds: more(np.mean(right_at("leaky_relu")), 2 / 3) and less(np.mean(right_at("relu")), 2 / 5) and always(more(*(right_at(name, lr) for name in ("leaky_relu", "relu")), paired=True) for lr in rates if lr > 1.2) -->
# Of the ELU units few are silent at a rate of one, and most at 1.2<!-- = 1.2 -->.<!-- holds: few(np.mean(dead_at(1.0, "elu"))) and most(np.mean(dead_at(1.2, "elu"))) -->
#
# ## The result: bias and depth
#
# ![Two panels with the share of dead units. Left: it falls from nearly one at a first bias of minus two to zero at plus one, and is at forty percent a little above minus one. Right: it grows with the number of hidden layers, the faster the narrower they are: in sixty layers to a third of thirty-two or sixteen units, to four tenths of eight, and to nearly all of two.](../figures/dead_other_causes.svg)
# /// caption
# Left: share of dead units after training at a rate of 0.1<!-- = dead.LR -->, against the bias that all hidden units start with.<!-- plain: what is drawn -->
# Right: share of dead units before any training, for five widths; the bands hold the middle eight tenths of the starts, on the left all of them.<!-- plain: what is drawn -->
# ///

# %%
by_bias, by_depth = measured("dead_by_bias"), measured("dead_by_depth")
print(dead.table_of_causes(by_bias, by_depth))

# %% [markdown]
# <!-- invisible-code-block: python
# bias = dead.reaches(by_bias["biases"], [run["dead"] for run in by_bias["runs"]])
# at_depth = {depth: {width: np.mean(by_depth[str(width)][dead.DEPTHS.index(depth)]) for width in dead.WIDTHS} for depth in (30, 60)}
# def thirds(seed):  # dead before training in the first ten of thirty layers, in the next ten and in the last
#     layers = dead.silent(dead.network(RELU, seed, depth=30)[0], dead.digits()[0])
#     return np.reshape([units.all(axis=0).mean() for units in layers], (3, -1)).mean(axis=1)
# by_thirds = np.mean([thirds(seed) for seed in dead.SEEDS[:5]], axis=0)
# -->
#
# **A bias does it, and leaves a network that learns.**
# Forty percent are dead at a first bias of about −0.9<!-- = bias -->, and with a bias of minus one the networks still get 83%<!-- = np.mean(by_bias["runs"][3]["accuracy"]) --> of the digits right.<!-- plain: the numbers are computed -->
# With a bias of plus one at the start all units stay alive, from all starts.<!-- holds: by_bias["biases"][-1] == 1 and never(np.array(by_bias["runs"][-1]["dead"]) > 0) -->
#
# **On average, depth alone gets there in narrow layers only**, up to the sixty layers that were tried.<!-- holds: dead.DEPTHS[-1] == 60 and always(more(by_depth[width][-1], 0.4) for width in ("2", "4")) and always(more(0.4, by_depth[width][-1]) for width in ("16", "32")) -->
# The shares are means over the layers of a network, and over 20<!-- = len(by_depth["32"][-1]) --> starts.
# In the last layers they are larger<!-- holds: increases(by_thirds) and more(last(by_thirds), np.mean(by_thirds)) -->, and from some starts sixty layers of 16<!-- = dead.WIDTHS[-2] --> units get to forty percent as well.<!-- holds: max(by_depth["16"][-1]) > 0.4 -->
# In thirty layers of 32<!-- = dead.WIDTHS[-1] --> units 24%<!-- = at_depth[30][32] --> are dead before any training, and in sixty 33%<!-- = at_depth[60][32] -->.
# With 8<!-- = dead.WIDTHS[2] --> units it is 35% and 43%<!-- = (at_depth[30][8], at_depth[60][8]) -->, and in thirty layers of four or two units most are dead: 68% and 90%<!-- = (at_depth[30][4], at_depth[30][2]) -->.<!-- holds: most(at_depth[30][4]) and most(at_depth[30][2]) -->
# That it goes on until a whole layer is dead, as long as the width stays, is what Lu and colleagues<!-- @lu2020 --> prove.
#
# ## The result: who comes back {#back}
#
# To compare, the same units must be silent.
# So all hidden units start with a bias of minus one, which silences the same ones for each activation, and the network is trained for forty passes at a rate of 0.1<!-- = dead.LR -->.<!-- plain: how it is set up -->

# %%
revival, deep = measured("dead_revival"), measured("dead_revival_deep")
print(dead.table_of_returns(revival, deep))
dead.verdict(by_rate, by_bias, by_depth, revival, deep)

# %% [markdown]
# ![Left: share of units still silent during forty passes. ReLU: a line at one. Leaky ReLU: hardly below it. Slope one tenth: falls to about eight tenths. ELU: falls quickly to about three tenths. Right: ReLUs in three layers. The first stays at one, the second falls to about six tenths, the third to about four tenths.](../figures/dead_revival.svg)
# /// caption
# Of the units that were silent on all digits before training, the share that still is, over all starts; the bands hold the middle eight tenths of the starts' own shares.<!-- plain: what is drawn -->
# On the right all layers start with a bias of minus one half.<!-- plain: what is drawn -->
# ///
#
# <!-- invisible-code-block: python
# back, thrown = dead.came_back(revival), measured("relu_revival")
# def slopes_of(seed):  # of the silent units on all digits, before training
#     net, x = dead.network(ELU, seed, bias=-1.0)[0], dead.digits()[0]
#     [silent] = dead.silent(net, x)
#     return d_elu(net.layers[1].x[:, silent.all(axis=0)]).ravel()
# slopes = np.concatenate([slopes_of(seed) for seed in dead.SEEDS])
# hopeless = [run[0][2] / dead.WIDTH for run in deep if run[0] == run[-1]]  # of the third layer, from the starts with none back
# -->
#
# In the table, the last three lines are ReLUs in three layers.<!-- plain: what the table shows -->
# The last line of the code is the verdict below, as a program: it stops the building of this site if a sentence of it no longer holds.
#
# **No dead ReLU unit of a first layer comes back**, since nothing can move it.<!-- plain: its gradient is zero on every digit; the verdict's assertion counts none -->
#
# **Leaky ReLU units hardly do either.**<!-- holds: few(back["leaky_relu"]) -->
# A slope of 0.01<!-- = LEAKY_RELU.defaults["alpha"] --> means that the gradient of such a unit is a hundredth of an active one's.
# Of its silent units less than a twentieth come back in forty passes.<!-- holds: less(back["leaky_relu"], 1 / 20) -->
# With a slope ten times as large *about a sixth*<!-- = "about a sixth" if 1 / 7 < back["leaky_relu, 0.1"] < 1 / 5 else "another share" --> do.
#
# **ELU units do**: more than half of them.<!-- holds: more(back["elu"], 1 / 2) -->
# Where these units start, its slope is mostly above a tenth<!-- holds: most(more(slope, 0.1) for slope in slopes) -->; whether that is all of the reason was not tested.
# [Far to the left](../activations/elu.md#drawbacks) it would be the other way round.
#
# **In a deeper layer even dead ReLU units come back**, if the network learns.
# They do not move, but what they see does: the layers below keep learning and shift their inputs.
# But from 6<!-- = len(hopeless) --> of the starts none came back: there one unit of the third layer at most was alive at the beginning, and where none was, no gradient reached the other two.<!-- holds: always(share >= 1 - 1 / dead.WIDTH for share in hopeless) and 1 in hopeless -->
#
# ## Verdict
#
# **Forty percent dead is real, on the digits at a learning rate *a little above one*<!-- = "a little above one" if 1 < forty < 1.3 else "elsewhere" -->, where the accuracy begins to suffer (20<!-- = len(dead.SEEDS) --> starts), or with a bias of about −0.9<!-- = bias --> at the start; depth alone gives on average at most 36%<!-- = max(at_depth[60][width] for width in (16, 32)) --> in up to sixty layers of 16 or 32<!-- = dead.WIDTHS[-2:] --> units, and with 8, 4 or 2<!-- = dead.WIDTHS[2::-1] --> units 43%, 83% and 95%<!-- = [at_depth[60][width] for width in dead.WIDTHS[2::-1]] -->.**<!-- holds: more(forty, 1) and decreases([np.mean(right_at("relu", lr)) for lr in (1.0, 1.2, 1.5)]) -->
# **“Will not die” is true of the leaky ReLU, whose gradient is never zero, but hardly any of its silent units become active again: of 297<!-- = np.sum(revival["elu"], axis=0)[0] -->, within forty passes less than a twentieth came back, of the same ELU units more than half, of the ReLU's none.**<!-- holds: never(d_leaky_relu(x) == 0 for x in (-9, 0, 9)) and few(back["leaky_relu"]) and less(back["leaky_relu"], 1 / 20) and more(back["elu"], 1 / 2) and back["relu"] == 0 -->
#
# ## Caveats
#
# - The rates hold for this network, these batches and pixels from zero to one; with other data forty percent lies elsewhere, as on [points in the plane](../activations/relu.md#forty-percent).
# - A bias of minus one is an artificial way to die. Of units that too large a rate had thrown to the left, on points in the plane, [more leaky ReLU units](../activations/leaky_relu.md#will-not-die) and fewer ELU units came back than here.<!-- holds: more(thrown["leaky_relu"]["share"], back["leaky_relu"]) and less(thrown["elu"]["share"], back["elu"]) -->
# - The accuracy is that on the digits trained on, since the question is whether the network can still learn.
#
# ## Try it yourself
#
# <div class="nn-explorable" data-explore="trial_dead"></div>
#
# - Call `come_back(ELU, 0, bias=-5.0)`. How far left may an ELU unit start and still come back?
# - Give `sgd` in `one_run` a momentum of nine tenths and a tenth of the rate. Where are the forty percent now? They may lie beyond the largest rate: then give `RATES` larger ones.
# - Print which units are dead before training. What do the pixels look like that their weights point to?
#
# ## Practice
#
# /// exercise | Who came back?
#     id: dead-who
#     kind: choose
#     many: true
#
# All these units were silent on every digit before training, and some of each kind had forty passes to come back.
# Of which kinds did any?
#
# //// wrong | ReLU units of a first layer
#     is: back["relu"] > 0
#
# Their slope is zero on every digit, and the digits stay as they are.
# What could move them?
# ////
#
# //// right | leaky ReLU units of a first layer
#     is: back["leaky_relu"] > 0
#
# They are few, but some did: a gradient that is small is not zero.
# ////
#
# //// right | ELU units of a first layer
#     is: back["elu"] > 0
#
# These started where the slope of an ELU is still large.
# ////
#
# //// right | ReLU units of a third layer
#     is: np.sum(deep, axis=0)[-1, 2] < np.sum(deep, axis=0)[0, 2]
#
# Their own weights stand still, and yet their inputs change.
# ////
#
# //// hint
# A unit can change because its own weights move, or because what it sees does.
# ////
#
# //// solution
# All but the ReLUs of the first layer: neither their weights nor their inputs can change.
# In the third layer what comes from below changes, if the network learns, and that brought back 302<!-- = np.sum(deep, axis=0)[0, 2] - np.sum(deep, axis=0)[-1, 2] --> of 541<!-- = np.sum(deep, axis=0)[0, 2] --> units.
# ////
# ///
#
# /// exercise | Dead, batch by batch
#     id: dead-batches
#     kind: bug
#     function: dead_share
#     given:
#       batches: '[np.array([[-1.0, 1.0, -2.0, 0.0], [-3.0, -1.0, 4.0, -1.0]]), np.array([[-1.0, -1.0, -2.0, -5.0]]), np.array([[-4.0, 2.0, -2.0, 0.0], [-1.0, -2.0, -6.0, -1.0], [5.0, -1.0, -3.0, -2.0]])]'
#     try:
#       - 'dead_share([np.array([[-1.0, 1.0], [-2.0, -1.0]])])'
#       - 'dead_share([np.array([[-1.0, 1.0]]), np.array([[2.0, -3.0]])])'
#       - 'dead_share([np.array([[-1.0, 1.0]]), np.array([[-2.0, -3.0]])])'
#       - dead_share(batches)
#
# This is meant to give the share of the units that are dead on a whole set of digits.
# The set comes in batches: each is an array of the units' inputs, with a row for each digit and a column for each unit.
# The smaller the batches, the more units are called dead.
# Find the mistake and mend it.
#
# //// start
# ```py
# def dead_share(batches):
#     dead = False
#     for u in batches:
#         dead = dead | (u <= 0).all(axis=0)
#     return dead.mean()
# ```
# ////
#
# //// hint
# In Python `|` is “or” and `&` is “and”.
# ////
#
# //// hint
# What does it take for a unit to be dead, seen from one batch: that this batch says so, or that every batch does?
# ////
#
# //// wrong
# ```py
# def dead_share(batches):
#     dead = False
#     for u in batches:
#         dead = dead | (u <= 0).all(axis=0)
#     return dead.mean()
# ```
# A unit that is silent on a single batch counts as dead for good.
# The next batch may wake it.
# ////
#
# //// wrong
# ```py
# def dead_share(batches):
#     dead = False
#     for u in batches:
#         dead = dead & (u <= 0).all(axis=0)
#     return dead.mean()
# ```
# The condition is right.
# But if `dead` begins as False, no batch can make it true.
# ////
#
# //// wrong
# ```py
# def dead_share(batches):
#     for u in batches:
#         dead = (u <= 0).all(axis=0)
#     return dead.mean()
# ```
# Each batch overwrites what the ones before it said, so only the last one counts.
# ////
#
# //// wrong
# ```py
# def dead_share(batches):
#     return np.mean([(u <= 0).all(axis=0).mean() for u in batches])
# ```
# This is the share that is silent on a batch, averaged over the batches.
# Units that are silent on one of them and active on another are in it.
# ////
#
# //// wrong
# ```py
# def dead_share(batches):
#     return (np.vstack(batches) <= 0).mean()
# ```
# This is the share that is silent on one digit, on average.
# ////
#
# //// wrong
# ```py
# def dead_share(batches):
#     return (np.vstack(batches) <= 0).all(axis=1).mean()
# ```
# This is the share of the digits on which all units are silent.
# ////
#
# //// wrong
# ```py
# def dead_share(batches):
#     return (np.vstack(batches) < 0).all(axis=0).mean()
# ```
# An input of zero is not positive, so it wakes no unit.
# ////
#
# //// wrong
# ```py
# def dead_share(batches):
#     dead = True
#     for u in batches:
#         dead = dead | (u <= 0).all(axis=0)
#     return dead.mean()
# ```
#
# It begins right.
# But with “or”, what is True once stays True.
# ////
#
# //// wrong
# ```py
# def dead_share(batches):
#     dead = True
#     for u in batches:
#         dead = dead & (u <= 0).any(axis=0)
#     return dead.mean()
# ```
#
# The batches are put together right.
# Within one, a single digit is enough here.
# ////
#
# //// solution
# ```py
# def dead_share(batches):
#     dead = True
#     for u in batches:
#         dead = dead & (u <= 0).all(axis=0)
#     return dead.mean()
# ```
# A unit stays on the list of the dead only as long as every batch agrees.
# ////
#
# //// also
# ```py
# def dead_share(batches):
#     return (np.vstack(batches) <= 0).all(axis=0).mean()
# ```
# ////
#
# //// also
# ```py
# def dead_share(batches):
#     highest = np.max([u.max(axis=0) for u in batches], axis=0)
#     return np.mean(highest <= 0)
# ```
# ////
# ///
#
# Back to [ReLU](../activations/relu.md#dying) or [Leaky ReLU](../activations/leaky_relu.md#will-not-die), or on to [ELU's promises](elu_promises.py).
