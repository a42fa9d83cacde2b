# %% [raw]
# ---
# description: The gradient on its way through thirty layers, for all activations and eleven scales of the weights. Sigmoids do kill it, but where no unit is saturated; where half of them are, it survives and is of no use.
# ---

# %% [markdown]
# # Saturation through depth
#
# “Sigmoids saturate and kill gradients”<!-- @keyvanrad -->, says the lecture, and that one “must pay extra caution for initializing”<!-- @keyvanrad -->.
# [Sigmoid](../activations/sigmoid.md#saturation) shows the curve, and what ten layers of it leave of a gradient.<!-- plain: what the linked page has -->
# This lab goes to thirty layers, takes all activations and many scales of the first weights<!-- plain: what the page does -->, and asks a second question: is it *because* they saturate that sigmoids [kill gradients](../corrections.md#sigmoids-saturate-and-kill-gradients)?
#
# ## What would have to be seen
#
# - With sigmoids the gradient fades from layer to layer, with ReLUs it does not.
# - The more units are saturated, the less of the gradient is left.
# - If the weights start such that the gradient gets through, a deep network of sigmoids learns.
#
# ## How it is tested
#
# This is one run:

# %%
import inspect

from nnref import *
from scripts.lecture.labs import saturation as lab
from scripts.lecture.measurements import measured

print(inspect.getsource(lab.one_run))

# %% [markdown]
# A network has thirty hidden layers of 64<!-- = lab.WIDTH --> units and is not trained.
# It gets random examples, and at its output a random gradient.
# Its weights are drawn with a variance of the **gain** over the number of a unit's inputs.
# For layers of equal width, a gain of one is what Glorot and Bengio<!-- @glorot2010 --> recommend, which goes by the first name of the first, Xavier, and a gain of two is what He and colleagues<!-- @he2015 --> recommend for ReLUs.
# Here 11<!-- = len(lab.GAINS) --> gains are tried, from 0.25 to 256<!-- = (lab.GAINS[0], lab.GAINS[-1]) -->, from ten starts each.<!-- holds: lab.SEEDS == 10 -->
# A unit counts as saturated on an example if its slope there is below 0.01<!-- = saturated.__defaults__[0] -->.<!-- plain: a definition -->
# A maxout unit has two pieces here, and its slope is always that of the larger one, so none of them counts as saturated.<!-- plain: the slope of a piece is its weight -->
#
# One start, run while this page was made:

# %%
print("                 Xavier               He")
for record in SIGMOID, TANH, RELU:
    (xavier, _), (he, _) = (lab.one_run(record, gain, seed=0) for gain in (1, 2))
    print(f"{record.name:8} {xavier[0]:14.1e} {he[0]:16.1e}   of the gradient reach the first layer")

# %% [markdown]
# ## The result: what arrives
#
# ![Two panels with the share of the gradient that reaches each of thirty layers, on a logarithmic scale. Sigmoid: a straight line down to a trillionth of a millionth by Xavier, and to a few thousandths of a trillionth by He. ReLU: falls to less than a ten-thousandth by Xavier, stays at one by He. Tanh stays near one in both.](../figures/saturation_profile.svg)
# /// caption
# The gradient that reaches each layer, relative to the last one.
# Lines are means over the starts, on the scale of the figure; the narrow bands hold all of them.<!-- plain: what is drawn -->
# ///

# %%
flows = measured("saturation_flow") | measured("saturation_flow_after")
del flows["gains"]
print(lab.table_of_factors(flows))

# %% [markdown]
# The factor is what one layer leaves, the mean over the way from the last of the thirty to the first.<!-- plain: a definition -->
#
# <!-- invisible-code-block: python
# sigmoids, relus = flows["sigmoid"], flows["relu"]
# kept = sigmoids["kept"]["gain"]
# def there(name):  # the share of saturated units where the gradient is kept, from each start
#     return flows[name]["kept"]["saturated"]
# def whole(name, how):  # what all thirty layers leave, from each start
#     return np.array(flows[name][how])[:, 0]
# from scripts.lecture.statistics import settled
# def lost_by_he(name):  # what a layer takes from the gradient, from each start of both draws
#     for draw in None, "second draw":
#         flow = measured("saturation_flow", draw) | measured("saturation_flow_after", draw)
#         yield 1 - np.array(flow[name]["factor"][lab.GAINS.index(2)])
# def keeps(name):
#     return flows[name]["kept"]["gain"]
# -->
#
# **Sigmoids kill the gradient.**
# A layer leaves about a quarter of it by Xavier, about a third by He<!-- holds: abs(lab.at(sigmoids, 1) - 1 / 4) < 0.02 and abs(lab.at(sigmoids, 2) - 1 / 3) < 0.02 -->, and thirty of them leave less than a trillionth.<!-- holds: always(less(left, 1e-12) for how in ("Xavier", "He") for left in whole("sigmoid", how)) -->
#
# **They do it without being saturated.**
# At both scales fewer than one unit in a thousand is.<!-- holds: less(lab.at(sigmoids, 1, "saturated"), 0.001) and less(lab.at(sigmoids, 2, "saturated"), 0.001) -->
# It is the small slope: the usual weights keep the sums near zero, where it is largest, but a quarter at most, and the weights multiply by the root of the gain.<!-- holds: d_sigmoid(0) == 1 / 4 == d_sigmoid(np.linspace(-9, 9, 181)).max() -->
# Their product is 0.25<!-- = np.sqrt(1) / 4 --> by Xavier and 0.35<!-- = np.sqrt(2) / 4 --> by He, and a little less was measured.<!-- holds: less(lab.at(sigmoids, 1), np.sqrt(1) / 4) and less(lab.at(sigmoids, 2), np.sqrt(2) / 4) -->
# On the way forward the differences between examples shrink as well, as [Where weights start](../activations/initialization.md#undo) measures.<!-- plain: the linked page decides it -->
#
# **What He and Xavier scaling change.**
# By He, a layer of ReLUs keeps the gradient, because half of the units pass it on and the weights make up for the other half: the factor is 0.99<!-- = lab.at(relus, 2) -->.<!-- plain: the number says it -->
# By Xavier it is 0.70<!-- = lab.at(relus, 1) -->, about the root of one half<!-- holds: abs(lab.at(relus, 1) - np.sqrt(1 / 2)) < 0.01 -->, and 0.00003<!-- = np.mean(relus["Xavier"], axis=0)[0] --> of it arrives.
# Tanh has a slope of one at zero and smaller ones beside it, and keeps the gradient at a gain of 1.4<!-- = keeps("tanh") -->: the factor is 0.95<!-- = lab.at(flows["tanh"], 1) --> by Xavier.<!-- holds: d_tanh(0) == 1 and always(less(d_tanh(x), 1) for x in (-0.1, 0.1)) -->
# Maxout, of which each unit passes the gradient on, keeps it by Xavier, with a factor of 1.00<!-- = lab.at(flows["maxout"], 1) -->; by He it is 1.41<!-- = lab.at(flows["maxout"], 2) -->, with which thirty layers make the gradient *more than ten thousand times*<!-- = "more than ten thousand times" if more(np.min(flows["maxout"]["He"], axis=0)[0], 1e4) else "less" --> as large.
# Softplus, SiLU, GELU and Mish need more than He's gain: 2.1 to 2.3<!-- = (keeps("mish"), keeps("silu")) -->.<!-- holds: always(settled(*lost_by_he(name)) == 1 and more(keeps(name), lab.HE) for name in ("softplus", "silu", "gelu", "mish")) -->
# The [SELU](../activations/selu.md), whose constants were made to keep signals as large as they are, needs less than Xavier's.<!-- holds: less(1, flows["selu"]["factor"][lab.GAINS.index(1)]) -->
#
# ## The result: what the scale does
#
# /// predict | The weights start larger, and more sigmoids are saturated. What becomes of the gradient that a layer leaves?
#     id: predict-saturation-gain
#
# //// wrong | It is smaller.
#     is: decreases(np.mean(sigmoids["factor"], axis=1))
#
# So it would be if saturation were all that changes.
# But the gradient meets the larger weights too.
# ////
#
# //// right | It is larger.
#     is: increases(np.mean(sigmoids["factor"], axis=1))
#
# And it goes on growing when most of the units are saturated.
# ////
#
# //// wrong | It stays the same: what saturation takes, the weights give back.
#     is: np.ptp(np.mean(sigmoids["factor"], axis=1)) < 0.05
#
# Both effects are there, and one of them wins.
# ////
#
# //// wrong | It grows at first, and falls when half of the units are saturated.
#     is: np.argmax(np.mean(sigmoids["factor"], axis=1)) < len(lab.GAINS) - 1
#
# The more are saturated, the larger are the weights, which act in all the units that are not.
# ////
#
# //// then
# ![Above, the factor of a layer against the gain on two logarithmic axes, for the activations in the lecture and those after it. Maxout crosses one at one, the ReLU and its relatives at two, tanh between them, the sigmoid only beyond a hundred. Below, the share of saturated units: for the sigmoid it is zero up to a gain of eight and above one half at the gain where it crosses one.](../figures/saturation_gain.svg)
# ///// caption
# The factor of a layer, and the share of saturated units, against the gain.
# The horizontal line is a gradient that is kept.
# PReLU and leaky ReLU lie close to the ReLU; their slope on the left is not below 0.01<!-- = saturated.__defaults__[0] -->, so it does not count as saturated.<!-- holds: always(abs(lab.at(flows[name], gain) / lab.at(flows[of], gain) - 1) < 0.05 for *ones, of in [("prelu", "leaky_relu", "relu")] for name in ones for gain in lab.GAINS) and not less(LEAKY_RELU.defaults["alpha"], saturated.__defaults__[0]) -->
# /////
# ////
# ///
#
# **With larger weights, sigmoids saturate more and pass more of the gradient on.**<!-- holds: always(more(b, a, paired=True) for of_gain in (sigmoids["factor"], sigmoids["saturated"][3:]) for a, b in zip(of_gain, of_gain[1:])) -->
# The two curves of the sigmoid rise together, which a reader of the slide would not expect.<!-- plain: the sentence above is the measured one -->
# A saturated unit blocks the gradient, as the slide says, but the same weights that saturate it multiply the gradient in all the others, and the second effect wins.<!-- plain: the chain rule, and the sentence above -->
# The sigmoid keeps the gradient at a gain of 116<!-- = round(kept) -->, with weights 7.6<!-- = np.sqrt(kept / 2) --> times as large as He's, and there more than half of the units are saturated, on average over the starts.<!-- holds: more(there("sigmoid"), 0.5) -->
# The ReLU lives with nearly as many: on average, half of its units are flat on an example, at every gain.<!-- holds: always(abs(np.mean(shares) - 0.5) < 0.01 for shares in flows["relu"]["saturated"]) -->
#
# ## The result: what is learned {#learned}
#
# A gradient that arrives is one thing, a network that learns is another.
# These networks are trained on the 1,200<!-- = len(lab.digits()[0]) --> digits that the labs train on (of scikit-learn's; the split is drawn once), shifted and scaled to mean zero and variance one.
# They have thinner layers, of 32<!-- = lab.HIDDEN --> units, and get 120<!-- = lab.STEPS --> steps of 50<!-- = lab.BATCH --> digits with momentum 0.9<!-- = lab.MOMENTUM -->.
# The learning rate is the best of five from 0.003 to 0.3<!-- = (lab.RATES[0], lab.RATES[-1]) -->, chosen for each line and depth by the accuracy on the digits trained on from three other starts.<!-- plain: how it is set up -->
#
# ![Three panels for three, ten and thirty layers, a row of dots for each kind of start. At three layers all learn. At ten layers sigmoids by Xavier and by He are at one tenth, which is chance, those with the gradient kept a little above. At thirty layers only the centered sigmoids, tanh, and the ReLU by He are above chance.](../figures/saturation_learned.svg)
# /// caption
# Accuracy on the digits trained on, from ten<!-- = len(lab.RUNS) --> starts; a bar is the mean, the dotted line is guessing.
# “Gradient kept” is a gain of 128<!-- = lab.KEPT -->; the line under it is explained after the table.
# ///

# %%
parts = [measured(f"saturation_{part}") for part in ("sigmoid", "rescued", "others")]
controls = [measured(f"saturation_{draw}") for draw in ("controls", "controls_again")]
learned = lab.together(*parts)
print(lab.table_of_accuracies(learned))
lab.verdict(flows, *parts, *controls)

# %% [markdown]
# The last line of the code is the verdict below, as a program: it stops the building of this site if a sentence of it no longer holds.
#
# <!-- invisible-code-block: python
# sizes = (64, 32, 32, 32, 10)
# ours = lab.start(sizes, SIGMOID, 16, np.random.default_rng(0), centered=True)
# theirs = lab.start(sizes, TANH, 1, np.random.default_rng(0))
# for dense in theirs.layers[::len(theirs.layers) - 1]:
#     dense.W *= 2
# sample = lab.digits()[0][:9]
# assert np.allclose(ours.forward(sample), theirs.forward(sample))
# -->
#
# **A gradient that arrives is not enough in these 120<!-- = lab.STEPS --> steps.**
# At that gain the gradient reaches the first of thirty sigmoid layers, and still the network learns next to nothing, at the best of the five rates and from all starts.<!-- plain: an assertion of the verdict says it -->
#
# **What helps is a start that does two things at once.**<!-- plain: the next sentences say which -->
# The outputs of sigmoids have a mean of about one half, whatever the input, and each layer adds it to the inputs of the next.<!-- plain: a sigmoid less one half is odd, and the first weights have no sign -->
# In the fourth line biases take it out, and the gain is 16<!-- = lab.STARTS["sigmoid, 16 and centered"][1] -->, so that weights four times as large as Xavier's make up for the slope of a quarter.<!-- holds: np.sqrt(lab.STARTS["sigmoid, 16 and centered"][1] / lab.XAVIER) == 4 == 1 / d_sigmoid(0) -->
# Before training, such a network computes what one of tanh units by Xavier computes whose first and last weights are twice as large, because [tanh is a sigmoid](../activations/tanh.md#identity).<!-- plain: the block above computes both -->
# It learns in thirty layers, from all starts, though it gets only 33%<!-- = np.mean(learned["sigmoid, 16 and centered"]["accuracy"][-1]) --> of the digits right, on average.<!-- plain: the number says it -->
#
# **Neither of the two is enough in these steps.**<!-- plain: the sentences below the table say it -->
# Here is each by itself, in thirty layers, and everything on a second draw of starts, with learning rates chosen anew:<!-- plain: what the table shows -->

# %%
print(lab.table_of_controls(controls))

# %% [markdown]
# <!-- invisible-code-block: python
# flow_centered = {gain: [lab.one_run(SIGMOID, gain, seed, centered=True) for seed in range(lab.SEEDS)] for gain in (*lab.MIDDLE, lab.KEPT)}
# arrives = {gain: [reaching[0] for reaching, _ in of_gain] for gain, of_gain in flow_centered.items()}
# -->
#
# Not centered, none of the five gains helps, in these 120<!-- = lab.STEPS --> steps.<!-- holds: never(np.max(of_gain) > 0.2 for draw in controls for of_gain in draw["plain"]) -->
# Centered, gains of 1, 2 and 128<!-- = (lab.XAVIER, lab.HE, lab.KEPT) --> do not help either, and 16 and 32<!-- = lab.MIDDLE --> do, on both draws.<!-- holds: [gain for gain, *of_draws in zip(lab.CONTROLS, *(draw["centered"] for draw in controls)) if np.min(of_draws) > np.max([draw["plain"] for draw in controls])] == [*lab.MIDDLE] -->
# Centered, the gradient is kept at a gain between these two, with hardly a unit saturated; at 128<!-- = lab.KEPT --> more than a thousand times as much arrives.<!-- holds: np.max(arrives[16]) < 1 < np.min(arrives[32]) and few(np.max([np.mean(units) for gain in lab.MIDDLE for _, units in flow_centered[gain]])) and more(np.min(arrives[lab.KEPT]), 1000) -->
#
# ## Verdict
#
# **Sigmoids saturate, and sigmoids kill gradients, but here the second is not because of the first.**
# **At the usual scales thirty layers leave less than a trillionth of the gradient (a layer takes 76%<!-- = 1 - lab.at(sigmoids, 1) --> of it by Xavier, 68%<!-- = 1 - lab.at(sigmoids, 2) --> by He; ten starts), while hardly a unit is saturated; at a gain of 116<!-- = round(kept) -->, where it survives, more than half of them are.**<!-- holds: always(few(share) for share in [*sigmoids["saturated"][2], *sigmoids["saturated"][3]]) and always(less(left, 1e-12) for how in ("Xavier", "He") for left in whole("sigmoid", how)) and more(there("sigmoid"), 0.5) -->
# **And initializing with care helps: with both, the mean taken out and a gain that then keeps the gradient, between 16 and 32<!-- = lab.MIDDLE -->, thirty layers learned something in 120<!-- = lab.STEPS --> steps, from each of ten<!-- = len(lab.RUNS) --> starts of two draws, and with either alone next to nothing.**
#
# ## Caveats
#
# - These are networks before training, or after little of it. A network that is driven into saturation later, or by first weights that are far too large for a shallow network, [does suffer from it](../activations/sigmoid.md#weights-that-start-too-large).<!-- plain: the linked page measures it -->
# - The networks are trained for 120<!-- = lab.STEPS --> steps, and “next to nothing” is said of these. What comes after them was not measured.
# - What is done today to make depth possible, normalized layers and connections that skip some, is not tried.
#
# ## Try it yourself
#
# <div class="nn-explorable" data-explore="trial_saturation"></div>
#
# - Print `one_run(SIGMOID, 16, seed=0, centered=True)`. How much of the gradient arrives, and how many units are saturated?
# - How wide must the layers be until two starts give the same factor to three digits? Change `WIDTH`.
# - Which gain keeps the gradient of `elu` with $\alpha$ other than one? Its record takes no parameter, so make one: `Activation(f, df, "", (-2, np.inf))`.
#
# ## Practice
#
# /// exercise | How soon is it gone?
#     id: saturation-layers
#     kind: number
#     answer: np.ceil(np.log(0.001) / np.log(np.sqrt(lab.HE) * d_sigmoid(0.0)))
#
# Take sigmoids at their steepest, with weights by He.
# How many layers does it take until less than a thousandth of the gradient is left?
#
# //// hint
# The slope is a quarter, and the weights multiply by the root of the gain.
# ////
#
# //// hint
# A layer leaves 0.35<!-- = np.sqrt(lab.HE) * d_sigmoid(0.0) -->: multiply until you are below a thousandth.
# ////
#
# //// wrong
#     value: np.ceil(np.log(0.001) / np.log(d_sigmoid(0.0)))
#
# You forgot what He's weights make up for.
# So it is by Xavier, with a quarter for each layer.
# ////
#
# //// wrong
#     value: np.floor(np.log(0.001) / np.log(np.sqrt(lab.HE) * d_sigmoid(0.0)))
#
# After so many, more than a thousandth is left still.
# ////
#
# //// wrong
#     value: np.ceil(np.log(0.001) / np.log(lab.HE * d_sigmoid(0.0)))
#
# You multiplied by the gain.
# In this lab the gain is of the variance, and the weights are its root.
# ////
#
# //// wrong
#     value: np.ceil(np.log(0.001) / np.log(np.sqrt(1 / lab.HE)))
#
# So it would be for ReLUs by Xavier, which leave the root of one half.
# ////
#
# //// wrong
#     value: np.ceil(np.log(0.001) / np.log(lab.HE * d_sigmoid(0.0) ** 2))
#
# You took a layer's factor for the mean *square*.
# The gradient itself is multiplied by the root of it.
# ////
#
# //// solution
# A layer leaves $\frac{\sqrt{2}}{4} \approx 0.354$<!-- = np.sqrt(2) / 4 -->.
# Six layers leave 0.0020<!-- = (np.sqrt(2) / 4) ** 6 -->, seven 0.0007<!-- = (np.sqrt(2) / 4) ** 7 -->, and in this lab there are thirty.
# ////
# ///
#
# /// exercise | Find the bug: outputs that fade
#     id: saturation-bug-root
#     kind: bug
#     function: start
#     given:
#       rng: np.random.default_rng(0)
#       spread: 'lambda W: round(float(W.std()), 2)'
#     try:
#       - 'start(3, 1.0, rng).shape'
#       - 'spread(start(400, 1.0, rng))'
#       - 'spread(start(400, 2.0, rng))'
#       - 'spread(start(400, 16.0, rng))'
#       - 'spread(start(100, 16.0, rng))'
#       - 'abs(round(float(start(400, 16.0, rng).mean()), 2))'
#     equivalent:
#       'return -(np.sqrt(gain / n) * rng.standard_normal((n, n)))': either sign is equally likely
#       'return -rng.normal(0, np.sqrt(gain / n), (n, n))': either sign is equally likely
#       'return -Dense(n, n, rng, gain=np.sqrt(gain)).W': either sign is equally likely
#       'return -rng.uniform(-a, a, (n, n))': either sign is equally likely
#
# This is meant to draw the weights of one layer with n inputs and n units.
# As everywhere in this lab, the gain is of the *variance*, which is to be gain / n.
# With the gains of Xavier and He, the outputs of a deep network of tanh units are nearly zero.
# Find the mistake and mend it.
# (In the checks, `spread` is the standard deviation, rounded.)
#
# //// start
# ```py
# def start(n, gain, rng):
#     return gain / n * rng.standard_normal((n, n))
# ```
# ////
#
# //// hint
# Which standard deviation belongs to this variance?
# ////
#
# //// hint
# `rng.standard_normal` has the standard deviation one; times a number, it has that number.
# ////
#
# //// wrong
# ```py
# def start(n, gain, rng):
#     return gain / n * rng.standard_normal((n, n))
# ```
# This takes the variance for the standard deviation, and for many inputs it is far too small.
# `rng.normal` asks for a standard deviation, too.
# ////
#
# //// wrong
# ```py
# def start(n, gain, rng):
#     return gain / np.sqrt(n) * rng.standard_normal((n, n))
# ```
# Now the number of inputs is below a root, and the gain is not.
# For a gain of one nobody sees it.
# ////
#
# //// wrong
# ```py
# def start(n, gain, rng):
#     return np.sqrt(gain) / n * rng.standard_normal((n, n))
# ```
# Now the gain is below a root, and the number of inputs is not.
# ////
#
# //// wrong
# ```py
# def start(n, gain, rng):
#     return np.sqrt(gain / (2 * n)) * rng.standard_normal((n, n))
# ```
# You counted the units as well as the inputs; a sum has as many terms as inputs.
# ////
#
# //// wrong
# ```py
# def start(n, gain, rng):
#     return (gain / n)**2 * rng.standard_normal((n, n))
# ```
# From a variance to a standard deviation it is a root, not a square.
# ////
#
# //// wrong
# ```py
# def start(n, gain, rng):
#     return np.sqrt(n / gain) * rng.standard_normal((n, n))
# ```
# Upside down: the more inputs, the smaller the weights.
# ////
#
# //// wrong
# ```py
# def start(n, gain, rng):
#     return np.sqrt(gain) * rng.standard_normal((n, n))
# ```
#
# The root of the gain is there, but the number of inputs is gone.
# ////
#
# //// wrong
# ```py
# def start(n, gain, rng):
#     return np.sqrt(2 * gain / n) * rng.standard_normal((n, n))
# ```
#
# He's factor is the gain, and here it comes once more.
# ////
#
# //// wrong
# ```py
# def start(n, gain, rng):
#     return np.sqrt(gain / n) * rng.random((n, n))
# ```
#
# The factor is right.
# But these numbers are all positive, and their variance is not one.
# ////
#
# //// solution
# ```py
# def start(n, gain, rng):
#     return np.sqrt(gain / n) * rng.standard_normal((n, n))
# ```
# Divided by 64<!-- = lab.WIDTH -->, weights are 8<!-- = np.sqrt(lab.WIDTH) --> times smaller than divided by its root, and each layer takes this factor from outputs and gradients.
# ////
#
# //// also
# ```py
# def start(n, gain, rng):
#     return rng.normal(0, np.sqrt(gain / n), (n, n))
# ```
# ////
#
# //// also
# ```py
# def start(n, gain, rng):
#     return Dense(n, n, rng, gain=np.sqrt(gain)).W
# ```
# The gain of `nnref` is of the standard deviation.
# ////
#
# //// also
# ```py
# def start(n, gain, rng):
#     a = np.sqrt(3 * gain / n)
#     return rng.uniform(-a, a, (n, n))
# ```
# Another distribution with the same variance.
# ////
# ///
#
# Back to [Sigmoid](../activations/sigmoid.md#saturation), or on to [the zig-zag](zigzag.py).
