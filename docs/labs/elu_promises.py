# %% [raw]
# ---
# description: The ELU's mean outputs are nearer to zero, on digits, after training, in every layer. Of its robustness to noise little was found; with six layers the learning rate makes more of a difference.
# ---

# %% [markdown]
# # ELU's promises
#
# Of the ELU the lecture promises “Closer to zero mean outputs”<!-- @keyvanrad --> and “Negative saturation regime compared with Leaky ReLU adds some robustness to noise”<!-- @keyvanrad -->.
# Both are from the paper, which speaks of a “noise-robust deactivation state”<!-- @clevert2016 --> and [does not test it by itself](../corrections.md#the-elu-is-robust-to-noise).
# [ELU](../activations/elu.md) measures the mean in untrained networks, with random inputs.
# This lab trains on digits, and adds noise to those that were held out.
#
# ## What would have to be seen
#
# - In every layer of a trained network the mean output is **nearer to zero** with the ELU than with ReLU or leaky ReLU.
# - Noise on the inputs **takes less** of the held-out accuracy from an ELU network than from a leaky ReLU network.
# - If the flat left side is the reason, **tanh**, which is flat on both sides, loses even less.
#
# ## How it is tested
#
# This is one run:

# %%
import inspect

from nnref import *
from scripts.lecture.labs import elu_promises as lab
from scripts.lecture.measurements import measured

print(inspect.getsource(lab.one_run))

# %% [markdown]
# The data are scikit-learn's digits, the pixels from zero to one: 1,200<!-- = len(lab.digits()[0]) --> to train on and 597<!-- = len(lab.digits()[2]) --> held out; the split is drawn once, for all labs.<!-- plain: how it is set up -->
# Networks have two or six hidden layers of 32<!-- = lab.WIDTH --> units and are trained for 20<!-- = lab.EPOCHS --> passes in batches of 50<!-- = lab.BATCH -->.<!-- plain: how it is set up -->
# The noise is normal, with a standard deviation of up to 0.5<!-- = lab.NOISE[-1] -->, half of the way from black to white; the same noise for all networks with the same start.<!-- plain: how it is set up -->
# All are trained at each of five learning rates, from 12<!-- = len(lab.SEEDS) --> starts.<!-- plain: how it is set up -->
# For the comparison at the best rate, each activation gets the one with the best accuracy on two hundred of the digits for training, which are kept back for that, from three other starts.<!-- plain: how it is set up -->
#
# One start, run while this page was made:

# %%
for record in RELU, LEAKY_RELU, ELU:
    held_out, mean, _ = lab.one_run(record, depth=6, lr=0.06, seed=0)
    print(f"{record.name:11} first layer's mean {mean[0]:4.2f}   accuracy {held_out[0]:.0%}, with noise {held_out[3]:.0%}")

# %% [markdown]
# ## The result: the mean
#
# ![Two panels with the mean output of each layer, for two and for six hidden layers. ReLU and leaky ReLU lie together at one half to six tenths. The ELU lies below them in every layer, between a tenth and one half, and tanh at zero.](../figures/elu_promises_mean.svg)
# /// caption
# Mean output of each layer on the held-out digits, as a share of its root mean square, after training at a rate of 0.12<!-- = lab.RATES[2] -->.
# Lines are means over the starts, bands hold all of them.<!-- plain: what is drawn -->
# ///

# %%
two = measured("elu_promises_two")
six = {name: measured(f"elu_promises_six_{name}") for name in two}
lab.verdict(two, *six.values())
print(lab.table_of_means(two, six))

# %% [markdown]
# The second last line is the verdict below, as a program: it stops the building of this site if a sentence of it no longer holds.
# “Lost” says that a network from one of the starts was right on less than half of the digits that it was trained on.<!-- plain: a definition -->
#
# <!-- invisible-code-block: python
# rates = {"two": lab.kept(two), "six": lab.kept(six)}
# at_rates = [(found, i) for layers, found in (("two", two), ("six", six)) for i in rates[layers]]
# def means(name):  # of each layer at each of these rates, as distances from zero, from each start
#     return [np.abs(layer) for found, i in at_rates for layer in np.transpose(found[name]["mean"][i])]
# -->
#
# **The first promise is kept.**
# The mean is nearer to zero, and so smaller, with the ELU than with the ReLU or the leaky ReLU, in every layer, at both depths, at every rate at which no network is lost.<!-- holds: always(less(a, b, paired=True) for a, b in zip(means("elu"), means("relu"))) and always(less(a, b, paired=True) for a, b in zip(means("elu"), means("leaky_relu"))) -->
# With a slope of 0.01<!-- = LEAKY_RELU.defaults["alpha"] --> the leaky ReLU's mean is close to the ReLU's.<!-- holds: always(abs(np.mean(a - b)) < 0.05 for a, b in zip(means("leaky_relu"), means("relu"))) -->
#
# ## The result: noise
#
# ![Held-out accuracy against noise, in two panels. All lines fall from above nine tenths to between one half and two thirds. With two hidden layers they lie together; with six, tanh is highest and the leaky ReLU lowest, with ELU and ReLU between.](../figures/elu_promises_noise.svg)
# /// caption
# Each activation at the rate that was best for it in validation.<!-- plain: what is drawn -->
# Lines are means over the starts, bands hold all of them.<!-- plain: what is drawn -->
# ///
#
# With six layers it looks as if the promise were kept: the ELU *does*<!-- = "does" if more(lab.at_best(six["elu"]), lab.at_best(six["leaky_relu"])) else "does not" --> lie above the leaky ReLU.
# But each has a rate of its own here.
#
# <!-- invisible-code-block: python
# costs = {layers: {name: lab.cost(found[name])[rates[layers]].mean(axis=1) for name in ("elu", "leaky_relu")} for layers, found in (("two", two), ("six", six))}
# slow, *_, fast = costs["six"]["leaky_relu"]
# def apart(one, other):
#     return max(abs(run[one] - run[other]).max() for run in costs.values())
# differences = [lab.mean_and_error(lab.cost(found["elu"])[i] - lab.cost(found["leaky_relu"])[i]) for layers, found in (("two", two), ("six", six)) for i in rates[layers]]
# def drawn(draw):  # the points that noise takes, {layers: {name: of each rate and start}}, on one of the draws
#     return {layers: {name: lab.cost(run) for name, run in found.items()} for layers, found in (("two", measured("elu_promises_two", draw)), ("six", {name: measured(f"elu_promises_six_{name}", draw) for name in two}))}
# draws = drawn(None), drawn("second draw")
# pictured = {name: measured(f"elu_promises_six_{name}", None) for name in ("leaky_relu", "elu")}  # what the figure shows
# tied = [pictured["leaky_relu"]["validation"][i] for i in (1, 2)]
# under_noise = {name: np.mean(run["held_out"][2], axis=0)[lab.STRONG] for name, run in pictured.items()}
# def settled_at(layers, name, other):  # the rates at which a difference counts
#     return [i for i in rates[layers] if lab.statistics.settled(*(draw[layers][name][i] - draw[layers][other][i] for draw in draws))]
# by_tanh = [np.mean([draw["six"]["tanh"][i] - draw["six"]["elu"][i] for draw in draws]) for i in rates["six"]]
# less_at = {i: -np.mean([draw["two"]["elu"][i] - draw["two"]["leaky_relu"][i] for draw in draws]) for i in settled_at("two", "elu", "leaky_relu")}
# -->
#
# /// predict | If both have the same rate, does noise take less from the ELU than from the leaky ReLU?
#     id: predict-elu-noise
#
# //// wrong | yes, at each of the rates
#     is: always(mean < -2 * error for mean, error in differences)
#
# So the slide's sentence reads.
# Which share of its inputs would have to lie where an ELU is flatter than a leaky ReLU?
# ////
#
# //// wrong | no, at each of the rates more
#     is: always(mean > 2 * error for mean, error in differences)
#
# An ELU does let more of a change pass, for inputs that are not far to the left.
# But the other layers and their weights count as well.
# ////
#
# //// right | it takes about the same from both
#     is: apart("elu", "leaky_relu") < 2
#
# The means differ by less than two points, at every rate.
# ////
#
# //// then
# ![Points lost to noise against the learning rate, in two panels. With two hidden layers all lines lie together and fall slightly. With six they fall from twenty-four to below fifteen; ReLU, leaky ReLU and ELU lie on one line, tanh a little above it.](../figures/elu_promises_cost.svg)
# ///// caption
# Percentage points of held-out accuracy that a noise of 0.3<!-- = lab.NOISE[lab.STRONG] --> takes, against the learning rate.
# Lines are means over the starts, bands twice their standard error; rates at which a network is lost are left out.<!-- plain: what is drawn -->
# /////
# ////
# ///

# %%
print(lab.table_of_costs(two, six))

# %% [markdown]
# **At the same rate noise takes about the same from both.**
# At none of the rates do the ELU and the leaky ReLU differ by two points.<!-- holds: never(abs(np.mean(lab.cost(found["elu"])[i] - lab.cost(found["leaky_relu"])[i])) >= 2 for found, i in at_rates) -->
# On both draws together, one of the eight differences counts: with two layers and a rate of 0.06<!-- = lab.RATES[min(less_at)] --> noise takes 0.8<!-- = max(less_at.values()) --> points less from the ELU than from the leaky ReLU.<!-- holds: len(less_at) == 1 and len(at_rates) == 8 and not settled_at("six", "elu", "leaky_relu") and always(less(draw["two"]["elu"][1].mean(), draw["two"]["leaky_relu"][1].mean()) for draw in draws) -->
# One of eight may well be chance.<!-- plain: a single one goes beyond twice its error in one case of twenty -->
# With six layers the errors are up to 1.0<!-- = max(error for _, error in differences[len(rates["two"]):]) --> points, so on one draw a difference below two points might not have been seen.<!-- plain: it counts beyond twice the error -->
#
# **With six layers, the rate makes more of a difference.**<!-- plain: the next sentence has the numbers -->
# From the ELU and from the leaky ReLU noise takes *more than a quarter less*<!-- = "more than a quarter less" if always(more(1 - lab.cost(six[name])[rates["six"][-1]].mean() / lab.cost(six[name])[0].mean(), 1 / 4) and less(lab.cost(six[name])[rates["six"][-1]].mean(), lab.cost(six[name])[0].mean()) for name in ("elu", "leaky_relu")) else "something else" --> at 0.12<!-- = lab.RATES[rates["six"][-1]] --> than at the smallest rate.
# In the draw of the figure, two rates were equal in validation for the leaky ReLU with six layers, 0.06 and 0.12<!-- = lab.RATES[1:3] -->, and the smaller was taken.<!-- holds: tied[0] == tied[1] == max(pictured["leaky_relu"]["validation"]) and less(lab.RATES[pictured["leaky_relu"]["best"]], lab.RATES[2]) -->
# At the other it keeps 80%<!-- = under_noise["leaky_relu"] --> under noise, and the ELU 80%<!-- = under_noise["elu"] -->; so the choice between two equal rates decides what the comparison seems to say.<!-- plain: it follows from the numbers -->
#
# **With six layers tanh loses more than the ELU at the same rate**<!-- holds: always(more(*(np.mean([draw["six"][name][i] for i in rates["six"]]) for name in ("tanh", "elu"))) for draw in draws) and settled_at("six", "tanh", "elu") == [*rates["six"]] -->, by 0.9 to 1.4<!-- = (min(by_tanh), max(by_tanh)) --> points on both draws together.
# At the largest rate, which it alone can bear, it loses less than they do at the three at which no network is lost.<!-- holds: len(rates["six"]) == 3 and always(less(draw["six"]["tanh"][4], draw["six"][name][i]) for draw in draws for name in ("relu", "leaky_relu", "elu") for i in rates["six"]) -->
# With two layers no difference between the two counts.<!-- holds: not settled_at("two", "tanh", "elu") -->
#
# ### Where an ELU is flatter
#
# The argument with the flat side can be checked directly.
# The ELU's slope is below the leaky ReLU's from −4.6<!-- = np.log(LEAKY_RELU.defaults["alpha"]) --> on to the left, and nowhere below the ReLU's.<!-- holds: always(less(d_elu(x), d_leaky_relu(x)) for x in (-4.7, -9, -99)) and not np.any(d_elu(np.linspace(-9, 9)) < d_relu(np.linspace(-9, 9))) -->
# So how many of the negative inputs lie there?

# %%
far = measured("elu_promises_far_left")
print(lab.table_of_far_left(far))

# %% [markdown]
# Mean and range over the 12<!-- = len(lab.SEEDS) --> starts.
# With two layers it is *hardly any*<!-- = "hardly any" if few(np.max(far["two"][:4])) and np.max(far["two"][:4]) < 0.01 else "some" --> at all rates but the largest, and up to 2.1%<!-- = np.max(far["two"][4]) --> there; with six layers it is 0.9% to 3.8%<!-- = (np.min(far["six"][:3]), np.max(far["six"][:3])) --> at the rates at which no network is lost.
# Between there and zero, where the others are, an ELU lets more of a change pass than a leaky ReLU does.<!-- holds: more(d_elu(np.linspace(-4.6, -1e-9, 1000)).min(), LEAKY_RELU.defaults["alpha"]) -->
#
# ## The result: without noise
#
# The paper claims better generalization “on networks with more than 5 layers”<!-- @clevert2016 -->.

# %%
print(lab.table_of_gains(two, six))

# %% [markdown]
# <!-- invisible-code-block: python
# def clean(found, name, i):
#     return np.array(found[name]["held_out"])[i, :, 0]
# def noisy(name):  # with six layers at the smallest rate
#     return np.array(six[name]["held_out"])[0, :, lab.STRONG]
# def fitted(name, i):  # accuracy on the digits trained on
#     return np.array(six[name]["fitted"])[i]
# leads = [100 * np.mean(fitted("elu", i) - fitted(name, i)) for name in ("relu", "leaky_relu") for i in rates["six"]]
# -->
#
# After twenty passes, with six layers, the ELU is better than the ReLU and the leaky ReLU at each of these rates.<!-- holds: always(better(clean(six, "elu", i), clean(six, name, i), paired=True) for name in ("relu", "leaky_relu") for i in rates["six"]) -->
# With two layers it is so at the two smallest rates only.<!-- holds: [i for i in rates["two"] if all(differs(clean(two, "elu", i), clean(two, name, i), paired=True) > 0 for name in ("relu", "leaky_relu"))] == [0, 1] -->
# But that is no better generalization yet: on the digits trained on, the ELU is ahead of the ReLU and the leaky ReLU as well at each of these rates, by 0.7 to 2.7<!-- = (min(leads), max(leads)) --> points.<!-- holds: always(better(fitted("elu", i), fitted(name, i), paired=True) for name in ("relu", "leaky_relu") for i in rates["six"]) -->
# Whether a difference is left after many passes, this lab does not measure.<!-- plain: what was not measured -->
#
# ## Verdict
#
# **The mean of each layer is nearer to zero, as promised, at each rate at which no network is lost, at both depths (12<!-- = len(lab.SEEDS) --> starts).**
# **Of the robustness little was found: at the same learning rate, what noise takes from ELU and leaky ReLU networks differs by *less than two points*<!-- = "less than two points" if less(apart("elu", "leaky_relu"), 2) else "more" -->, in the mean, in all 8<!-- = len(rates["two"]) + len(rates["six"]) --> pairs of a depth and a rate, while with six layers the rate changes it by *more than five*<!-- = "more than five" if more(slow - fast, 5) else "less" -->.**
# **What the slide does not promise and the paper does, better generalization in deep networks, is open: after twenty passes with six layers the ELU is better than the ReLU and the leaky ReLU on held-out digits, at the same rate, but it is also ahead of both on those trained on.**<!-- holds: always(better(of(six, "elu", i), of(six, name, i), paired=True) for of in (clean, lambda found, name, i: fitted(name, i)) for name in ("relu", "leaky_relu") for i in rates["six"]) -->
#
# ## Caveats
#
# - The noise is on the inputs of trained networks. Noise while training, or noise in the weights, is something else.
# - Digits of eight by eight pixels are a small task, and the paper's networks were deeper.<!-- plain: the paper's networks are described there -->
# - What is compared is what noise takes away. A network that is ahead without noise can lose as much and be ahead with it: with six layers and a rate of 0.03<!-- = lab.RATES[0] -->, the ELU's are ahead of the leaky ReLU's by 2.4<!-- = 100 * np.mean(noisy("elu") - noisy("leaky_relu")) --> points under noise.<!-- holds: more(noisy("elu"), noisy("leaky_relu"), paired=True) -->
# - The leaky ReLU has the lecture's slope of 0.01<!-- = LEAKY_RELU.defaults["alpha"] -->; a steeper one has a larger slope than the ELU over more of the left side.<!-- holds: LEAKY_RELU.defaults["alpha"] == 0.01 and more(*(np.mean(d_elu(np.linspace(-9, -0.01, 900)) < slope) for slope in (0.1, 0.01))) -->
# - $\alpha$ is one.
# - The mean is that of a whole layer: the means of its units may have both signs and cancel, as those of tanh units do.<!-- plain: tanh is odd, and the weights start with either sign --> The paper speaks of the means of units; how far from zero they are was not measured.
# - Each rate gets the same twenty passes, so a larger one has also trained further.<!-- plain: a step is the rate times the gradient -->
#
# ## Try it yourself
#
# <div class="nn-explorable" data-explore="trial_elu_promises"></div>
#
# - Replace `ELU` by `GELU` or `SELU` in the cell above the first figure. Do they keep the promises?
# - Train with noise: put `Noise(0.3, rng)` in front of the layers in `trained`. What is left of the differences between rates?
# - Measure how large the weights are after training at each rate. Do they explain the loss to noise better than the activation does?
#
# ## Practice
#
# /// exercise | The mean as a share
#     id: elu-promises-share
#     kind: number
#     answer: np.mean([-1.0, 2.0, 5.0]) / np.sqrt(np.mean(np.square([-1.0, 2.0, 5.0])))
#     within: 0.005
#
# A layer puts out −1, 2 and 5<!-- = (-1, 2, 5) -->.
# What is its mean output as a share of its root mean square, which is the root of the mean of the squares?
#
# //// hint
# What is the mean of the three, and what is the mean of their squares?
# ////
#
# //// wrong
#     value: np.mean([-1.0, 2.0, 5.0]) / np.std([-1.0, 2.0, 5.0])
#
# You divided by the standard deviation, for which the mean is subtracted first.
# The root mean square leaves it in.
# ////
#
# //// wrong
#     value: np.mean([-1.0, 2.0, 5.0]) / np.mean(np.square([-1.0, 2.0, 5.0]))
#
# You forgot the root.
# ////
#
# //// wrong
#     value: np.mean([-1.0, 2.0, 5.0]) / np.sqrt(np.sum(np.square([-1.0, 2.0, 5.0])))
#
# The squares were added and not averaged.
# ////
#
# //// wrong
#     value: np.mean([-1.0, 2.0, 5.0]) / np.mean(np.abs([-1.0, 2.0, 5.0]))
#
# You divided by the mean of the absolute values, without squares and root.
# ////
#
# //// wrong
#     value: np.mean([-1.0, 2.0, 5.0])
#
# This is the mean.
# As a share it does not depend on how large the outputs are altogether.
# ////
#
# //// wrong
#     value: np.sqrt(np.mean(np.square([-1.0, 2.0, 5.0])))
#
# This is the root mean square.
# The mean is to be divided by it.
# ////
#
# //// wrong
#     value: np.sqrt(np.mean(np.square([-1.0, 2.0, 5.0]))) / np.mean([-1.0, 2.0, 5.0])
#
# You divided the other way round.
# ////
#
# //// wrong
#     value: np.mean([-1.0, 2.0, 5.0]) / np.sqrt(np.mean([-1.0, 4.0, 25.0]))
#
# One of your squares is negative.
# ////
#
# //// solution
# The mean is 2<!-- = np.mean([-1, 2, 5]) -->.
# The mean of the squares is $\frac{1 + 4 + 25}{3} = 10$<!-- = np.mean(np.square([-1, 2, 5])) -->, with the root 3.16<!-- = np.sqrt(np.mean(np.square([-1, 2, 5]))) -->.
# So the share is 0.63<!-- = 2 / np.sqrt(np.mean(np.square([-1, 2, 5]))) -->.
# ////
# ///
#
# /// exercise | Noise that is the same everywhere
#     id: elu-promises-bug-noise
#     kind: bug
#     function: noisy
#     given:
#       x: 'np.array([[0.0, 0.5, 1.0], [1.0, 0.25, 0.0]])'
#     try:
#       - 'noisy(x[:1, :1], 0.3, np.random.default_rng(0))'
#       - 'noisy(x[:1], 0.3, np.random.default_rng(0))'
#       - noisy(x, 0.3, np.random.default_rng(0))
#       - noisy(x, 2.0, np.random.default_rng(1))
#       - noisy(x, 0.0, np.random.default_rng(2))
#
# This is meant to add noise to pixels: a normal random number for each pixel of each digit, with mean zero and standard deviation `std`, in the order of the pixels.
# It runs, and the accuracy hardly falls.
# Find the mistake and mend it.
#
# //// start
# ```py
# def noisy(x, std, rng):
#     return x + rng.normal(0, std)
# ```
# ////
#
# //// hint
# How many random numbers does `rng.normal(0, std)` draw?
# ////
#
# //// hint
# `rng.normal` has a third argument, the shape of what it returns.
# ////
#
# //// wrong
# ```py
# def noisy(x, std, rng):
#     return x + rng.normal(0, std)
# ```
# This is what it was: one number, which NumPy adds to all pixels alike.
# The digits get lighter or darker, and nothing else.
# ////
#
# //// wrong
# ```py
# def noisy(x, std, rng):
#     return x + rng.normal(0, std, x.shape[1])
# ```
# Now the pixels of a digit differ, but all digits get the same noise.
# ////
#
# //// wrong
# ```py
# def noisy(x, std, rng):
#     return x + rng.normal(0, std, (len(x), 1))
# ```
# Now the digits differ, but all pixels of a digit get the same number.
# ////
#
# //// wrong
# ```py
# def noisy(x, std, rng):
#     return x + rng.normal(0, std**2, x.shape)
# ```
# `rng.normal` wants the standard deviation, and this is the variance.
# ////
#
# //// wrong
# ```py
# def noisy(x, std, rng):
#     return x + rng.normal(std, 1, x.shape)
# ```
# The first argument of `rng.normal` is the mean, the second one the standard deviation.
# ////
#
# //// wrong
# ```py
# def noisy(x, std, rng):
#     return x + rng.uniform(-std, std, x.shape)
# ```
# These numbers are uniform between two ends; a normal one has no end.
# ////
#
# //// wrong
# ```py
# def noisy(x, std, rng):
#     return x * (1 + rng.normal(0, std, x.shape))
# ```
# Here black pixels, which are zero, get no noise.
# Add it.
# ////
#
# //// wrong
# ```py
# def noisy(x, std, rng):
#     return rng.normal(0, std, x.shape)
# ```
# This is noise alone, and the digits are gone.
# ////
#
# //// wrong
# ```py
# def noisy(x, std, rng):
#     return x + std * rng.random(x.shape)
# ```
#
# Each pixel has its number now.
# But these lie between zero and one, so all pixels get lighter.
# ////
#
# //// wrong
# ```py
# def noisy(x, std, rng):
#     return np.clip(x + rng.normal(0, std, x.shape), 0, 1)
# ```
#
# The noise is right.
# But nobody asked to cut off what leaves the range of pixels, and it changes the noise.
# ////
#
# //// wrong
# ```py
# def noisy(x, std, rng):
#     return x + rng.standard_normal(x.shape)
# ```
#
# Each pixel has its number now, but all the noise is equally strong, whatever `std` says.
# ////
#
# //// solution
# ```py
# def noisy(x, std, rng):
#     return x + rng.normal(0, std, x.shape)
# ```
# A number that is drawn once is added everywhere, and no error tells you so.
# ////
#
# //// also
# ```py
# def noisy(x, std, rng):
#     return x + std * rng.standard_normal(x.shape)
# ```
# ////
#
# //// also
# ```py
# def noisy(x, std, rng):
#     return rng.normal(x, std)
# ```
# Each pixel is the mean of its own number.
# ////
# ///
#
# Back to [ELU](../activations/elu.md), or on to [Leaky ReLU](../activations/leaky_relu.md).
