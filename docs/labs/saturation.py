# %% [raw]
# ---
# description: The gradient on its way through thirty layers, for all activations and eleven scales of the weights. Sigmoids do kill it, but where no unit is saturated; where half of them are, it survives and is of no use.
# ---

# %% [markdown]
# # Saturation through depth
#
# “Sigmoids saturate and kill gradients”<!-- @keyvanrad -->, says the lecture, and that one “must pay extra caution for initializing”<!-- @keyvanrad -->.
# [Sigmoid](../activations/sigmoid.md#saturation) shows the curve, and what ten layers of it leave of a gradient.
# This lab goes to thirty layers, takes all activations and many scales of the first weights, and asks a second question: is it *because* they saturate that sigmoids [kill gradients](../corrections.md#sigmoids-saturate-and-kill-gradients)?
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
# Here 11<!-- = len(lab.GAINS) --> gains are tried, from 0.25 to 256<!-- = (lab.GAINS[0], lab.GAINS[-1]) -->, from ten starts each.
# A unit counts as saturated on an example if its slope there is below 0.01<!-- = saturated.__defaults__[0] -->.
# A maxout unit has two pieces here, and its slope is always that of the larger one, so none of them counts as saturated.
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
# Lines are means over the starts, on the scale of the figure; bands, hardly wider than the lines, hold all of them.
# ///

# %%
flows = measured("saturation_flow") | measured("saturation_flow_after")
del flows["gains"]
print(lab.table_of_factors(flows))

# %% [markdown]
# The factor is what one layer leaves, the mean over all thirty.
#
# <!-- invisible-code-block: python
# sigmoids, relus = flows["sigmoid"], flows["relu"]
# kept = lab.kept_at(sigmoids)
# -->
#
# **Sigmoids kill the gradient.**
# A layer leaves a quarter to a third of it, and thirty of them leave less than a trillionth.
#
# **They do it without being saturated.**
# At both scales fewer than one unit in a thousand is.
# It is the quarter: small weights make small inputs, where the slope is near its largest value of 0.25<!-- = d_sigmoid(0) -->, and the weights multiply by the root of the gain.
# Their product is 0.25<!-- = np.sqrt(1) / 4 --> by Xavier and 0.35<!-- = np.sqrt(2) / 4 --> by He, close to what was measured.
#
# **What He and Xavier scaling change.**
# By He, a layer of ReLUs keeps the gradient, because half of the units pass it on and the weights make up for the other half: the factor is 0.99<!-- = lab.at(relus, 2) -->.
# By Xavier it is 0.70<!-- = lab.at(relus, 1) -->, about the root of one half, and thirty layers leave 0.00003<!-- = np.mean(relus["Xavier"], axis=0)[0] --> of it.
# Tanh is nearly linear near zero and wants a gain of about one: 0.95<!-- = lab.at(flows["tanh"], 1) --> by Xavier.
# So does maxout, of which every unit passes the gradient on: 1.00<!-- = lab.at(flows["maxout"], 1) --> by Xavier, and 1.41<!-- = lab.at(flows["maxout"], 2) --> by He, with which thirty layers make the gradient *more than ten thousand times*<!-- = "more than ten thousand times" if np.min(flows["maxout"]["He"], axis=0)[0] > 1e4 else "less" --> as large.
# The smooth relatives of the ReLU that came after the lecture need a little more than He's gain, and the [SELU](../activations/selu.md), which was made for it, less than Xavier's.
#
# ## The result: what the scale does
#
# ![Above, the factor of a layer against the gain on two logarithmic axes, for the activations in the lecture and those after it. Maxout crosses one at one, the ReLU and its relatives at two, tanh between them, the sigmoid only beyond a hundred. Below, the share of saturated units: for the sigmoid it is zero up to a gain of eight and above one half at the gain where it crosses one.](../figures/saturation_gain.svg)
# /// caption
# The factor of a layer, and the share of saturated units, against the gain.
# The horizontal line is a gradient that is kept.
# PReLU and leaky ReLU lie on the ReLU; their slope on the left is too large to count as saturated.
# ///
#
# **With larger weights, sigmoids saturate more and pass more of the gradient on.**
# The two curves of the sigmoid rise together, which is the opposite of what the slide says.
# A saturated unit blocks the gradient, but the same weights that saturate it multiply the gradient in all the others, and the second effect wins.
# The sigmoid keeps the gradient at a gain of 115<!-- = round(kept) -->, with weights 7.6<!-- = np.sqrt(kept / 2) --> times as large as He's, and there more than half of the units are saturated.
# That is hardly more than the ReLU lives with: half of its units are flat on any example, at every gain.
#
# ## The result: what is learned {#learned}
#
# A gradient that arrives is one thing, a network that learns is another.
# These networks are trained on the 1,200<!-- = len(lab.digits()[0]) --> digits that the labs train on (of scikit-learn's; the split is drawn once), shifted and scaled to mean zero and variance one.
# They have thinner layers, of 32<!-- = lab.HIDDEN --> units, and get 120<!-- = lab.STEPS --> steps of 50<!-- = lab.BATCH --> digits with momentum 0.9<!-- = lab.MOMENTUM -->.
# The learning rate is the best of five, chosen for each line and depth by the accuracy on the digits trained on from three other starts.
#
# ![Three panels for three, ten and thirty layers, a row of dots for each kind of start. At three layers all learn. At ten layers sigmoids by Xavier and by He are at one tenth, which is chance, those with the gradient kept a little above. At thirty layers only the centered sigmoids, tanh, and the ReLU by He are above chance.](../figures/saturation_learned.svg)
# /// caption
# Accuracy on the digits trained on, from ten<!-- = len(lab.RUNS) --> starts; a bar is the mean, the dotted line is guessing.
# “Gradient kept” is a gain of 128<!-- = lab.KEPT -->; the line under it is explained below the table.
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
# **A gradient that arrives is not enough.**
# At that gain the gradient reaches the first of thirty sigmoid layers, and still the network learns next to nothing, from any start and at any rate.
#
# **What helps is a start that does two things at once.**
# A sigmoid puts out one half on average, for any input, and thirty layers hand this half on and on.
# In the fourth line biases take it out, and the gain is 16<!-- = lab.STARTS["sigmoid, 16 and centered"][1] -->, so that weights four times as large as Xavier's make up for the quarter.
# Such a network computes at first what a tanh network by Xavier computes, because [tanh is a sigmoid](../activations/tanh.md#identity).
# It learns in thirty layers, from every start, though in so few steps it gets no further than a third of the digits, on average.
#
# **Neither of the two is enough.**
# Here is each by itself, in thirty layers, and everything on a second draw of starts, with learning rates chosen anew:

# %%
print(lab.table_of_controls(controls))

# %% [markdown]
# Not centered, no gain helps.
# Centered, gains of 1, 2 and 128<!-- = (lab.XAVIER, lab.HE, lab.KEPT) --> do not help either, and 16 and 32<!-- = lab.MIDDLE --> do, on both draws.<!-- holds: [gain for gain, *of_draws in zip(lab.CONTROLS, *(draw["centered"] for draw in controls)) if np.min(of_draws) > 0.2] == [*lab.MIDDLE] -->
#
# ## Verdict
#
# **Sigmoids saturate, and sigmoids kill gradients, but the second is not because of the first.**
# **At the usual scales thirty layers leave less than a trillionth of the gradient (a layer takes 76%<!-- = 1 - lab.at(sigmoids, 1) --> of it by Xavier, 68%<!-- = 1 - lab.at(sigmoids, 2) --> by He; ten starts), while hardly a unit is saturated; where the gradient survives, more than half of them are.**
# **And initializing with care can make up for it, but it takes both, a gain between the usual and the one that keeps the gradient, and the mean taken out: so started, thirty layers learned from each of ten<!-- = len(lab.RUNS) --> starts of two draws, with either alone from none.**
#
# ## Caveats
#
# - These are networks before training, or after little of it. A network that is driven into saturation later, or by first weights that are far too large for a shallow network, [does suffer from it](../activations/sigmoid.md#weights-that-start-too-large).
# - These steps are few. “Next to nothing” is said of them; with many more, networks that have begun to learn get further.
# - What is done today to make depth possible, normalized layers and connections that skip some, is not tried.
#
# ## Try it yourself
#
# - Print `one_run(SIGMOID, 16, seed=0, centered=True)`. How much of the gradient arrives, and how many units are saturated?
# - How wide must the layers be until two starts give the same factor to three digits? Change `WIDTH`.
# - Which gain keeps the gradient of `elu` with $\alpha$ other than one? Its record takes no parameter, so make one: `Activation(f, df, "", (-2, np.inf))`.
#
# Back to [Sigmoid](../activations/sigmoid.md#saturation), or on to [the zig-zag](zigzag.py).
