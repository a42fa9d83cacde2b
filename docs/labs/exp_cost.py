# %% [raw]
# ---
# description: The exponential by itself, in each activation, and in a whole training step, as ratios to the ReLU that were measured side by side. Whether exp is expensive depends on the library and your processor.
# ---

# %% [markdown]
# # What does exp cost?
#
# “exp() is a bit compute expensive”<!-- @keyvanrad -->, says the lecture about the sigmoid, “tanh() is a bit compute expensive”<!-- @keyvanrad --> about tanh, and about the ReLU, “Very computationally efficient”<!-- @keyvanrad -->.
#
# ## What would have to be seen
#
# - One `exp` takes longer than one comparison of a number with zero.
# - An activation with an exponential in it takes longer than one without.
# - **Training** takes longer, for that is what one waits for.
#
# ## How it is tested
#
# `make bench` measures it, and the results are kept in the file `docs/benchmarks.json`.
# A time cannot be measured again to the digit, so this page **reads what was recorded**, on this machine:

# %%
from nnref import *
from scripts.lecture.catalog import LECTURE
from scripts.lecture.labs.exp_cost import NETWORKS, calls, functions_table, libraries_table, ratio, steps_table, verdict
from scripts.lecture.measurements import measured

costs = measured("benchmarks")["costs"]
machine = costs["machine"]
print(f"{machine['date']}, {machine['processor']}, one of {machine['cores']} cores, {machine['system']},")
print(f"Python {machine['python']}, NumPy {machine['libraries']['numpy']}")

# %% [markdown]
# All contenders take turns, 61<!-- = costs["rounds"] --> rounds long, on one core.<!-- plain: how it is set up -->
# What is compared is the processor's time, so that what else the machine does counts as little as possible.
# A ratio is taken within a round; given are the median of the rounds and, where there is room, the lower and the upper quartile.<!-- plain: what is given -->
# The numbers are 10,000<!-- = costs["numbers"] --> at a time, about as many as a layer puts out for a batch.
# A training step has 200<!-- = costs["examples"] --> examples, no momentum and no L2, and the networks differ in their activation alone.
#
# Everything was measured twice: with NumPy as it is, and with NumPy told to leave alone the registers of 512<!-- = 8 * 64 --> bits that this processor has and many do not.<!-- plain: how it is set up -->
# With them, NumPy takes the exponential of eight<!-- = 512 // 64 --> numbers in float64 at once.
# For narrower registers it has no such code<!-- @numpyexp -->: without the wide ones it asks the C library for one exponential after the other, whatever else the processor could do.
#
# ## The result
#
# ### One function
#
# /// predict | How many times as long as the comparison with zero does exp take, where the registers are wide?
#     id: predict-exp-cost
#     answer: round(costs["wide"]["elements"]["float64"]["exp"]["ratio"][1], 1)
#
# //// wrong | 20<!-- = 20 --> times
#     value: 20
#
# Many guess so: an exponential is a series, or a table, and a comparison is one instruction.
# But the registers do eight exponentials at once.
# ////
#
# //// right | 1.6<!-- = round(costs["wide"]["elements"]["float64"]["exp"]["ratio"][1], 1) --> times
#     value: round(costs["wide"]["elements"]["float64"]["exp"]["ratio"][1], 1)
#
# So it is, where eight numbers are done at once.
# ////
#
# //// wrong | 5<!-- = 5 --> times
#     value: 5
#
# It is less, as long as the processor does eight numbers at once.
# ////
#
# //// then
# ![Six rows of dots. With wide registers multiplication, division, maximum and exp all take less than one nanosecond, tanh and heaviside about two. Without them exp takes more than four, tanh more than six, and maximum a third less; the others hardly change.](../figures/exp_cost.svg)
# ///// caption
# Time of six of NumPy's functions for a number in float64.<!-- plain: what the picture shows -->
# /////
# ////
# ///

# %%
print(functions_table(costs))
verdict(measured("benchmarks"))

# %% [markdown]
# <!-- invisible-code-block: python
# def of_max(name, registers="wide", dtype="float64"):
#     return costs[registers]["elements"][dtype][name]["ratio"][1]
# def steps(name, registers="wide"):
#     return [ratio(costs, network, name, registers)[1] for network in NETWORKS]
# def own(name):  # how many times its time with wide registers it takes without them
#     return costs["narrow"]["elements"]["float64"][name]["time"] / costs["wide"]["elements"]["float64"][name]["time"]
# alike = "no difference worth a name" if abs(of_max("exp", dtype="float32") - 1) < 0.15 else "a difference"
# -->
#
# These are the medians of the ratios to `maximum`, which is max(0<!-- = 0 -->, x).
# The last line of the code is the verdict below, as a program: it stops the building of this site if a sentence of it no longer holds for what was recorded.
#
# **Where the registers are wide, exp takes 1.6<!-- = of_max("exp") --> times as long as the comparison.**
# In the time of one `exp` the processor does 4.5<!-- = of_max("exp") / of_max("multiply") --> multiplications.
# In float32 there is *no difference worth a name*<!-- = alike -->.
# NumPy's `heaviside`, which is nothing but a comparison, takes longer than `exp`, because it goes from number to number.<!-- holds: more(of_max("heaviside"), of_max("exp")) -->
#
# **Without them it takes 12<!-- = round(of_max("exp", "narrow")) --> times as long, and tanh 17<!-- = round(of_max("tanh", "narrow")) --> times.**
# It is the same function on the same processor, by another program: its own time is 5.2<!-- = own("exp") --> times as long.
# The rest of the ratio is the comparison, which takes a third less without the wide registers.<!-- holds: less(own("maximum"), 1) and abs(own("maximum") - 2 / 3) < 0.02 -->
# In float32, for which NumPy has code for narrower registers as well, it is 1.1 and 2.2<!-- = (of_max("exp", dtype="float32"), of_max("exp", "narrow", "float32")) --> times the comparison.<!-- plain: the numbers say it -->
#
# ### One activation
#
# An activation is more than its exponential.<!-- plain: the calls below show it -->
# These are the functions of NumPy through which each passes the whole array, and these do not depend on a machine:

# %%
for record in LECTURE:
    names = calls(record.f)
    print(f"{record.name:11}{len(names)}  {', '.join(names)}")

# %% [markdown]
# Leaky ReLU makes four<!-- = len(calls(leaky_relu)) --> passes without any exponential, tanh one<!-- = len(calls(tanh)) -->.
# The sigmoid makes six<!-- = len(calls(sigmoid)) -->, two<!-- = calls(sigmoid).count("exp") --> of them exponentials; one would do, with a choice between it and a one for the numerator.
#
# Other libraries have other code, and other ratios.
# These are for a hundred thousand numbers in float64, as multiples of the same library's ReLU, from the page [Benchmarks](../benchmarks.md):<!-- plain: what the table shows -->

# %%
print(libraries_table(measured("benchmarks")["elementwise"]["float64"]["100000"]))

# %% [markdown]
# ### One training step
#
# ![Three panels, for a small, a middle and a wide network. With wide registers all activations lie between one and one and a half times a step with the ReLU. Without them tanh, sigmoid and ELU need up to twice a step with the ReLU, while leaky ReLU and PReLU stay where they are.](../figures/exp_cost_steps.svg)
# /// caption
# Time of a training step as a multiple of one with the ReLU.
# Filled: with registers of 512<!-- = 8 * 64 --> bits, open: without; lines reach from the lower to the upper quartile of the rounds.<!-- plain: what is drawn -->
# ///

# %%
print(steps_table(costs))

# %% [markdown]
# **A step with the sigmoid takes 1.34, 1.23 and 1.11<!-- = np.divide(steps("sigmoid"), steps("relu")) --> times as long as one with the ReLU, in the small, the middle and the wide network.**
# For tanh it is 1.18, 1.12 and 1.02<!-- = steps("tanh") -->.
# For these two it matters less the wider the layers are<!-- holds: less(*(steps("sigmoid")[i] for i in (2, 0))) and decreases(steps("sigmoid")) and decreases(steps("tanh")) and more(*(int(NETWORKS[i].split("-")[1]) for i in (2, 0))) -->, as you would expect: a unit has one activation, and a weight for each unit of the layer before it.
# For the ELU it falls as well: 1.38, 1.30 and 1.26<!-- = steps("elu") -->.<!-- holds: decreases(steps("elu")) -->
#
# **Leaky ReLU costs nearly as much as tanh** in the small network, 1.16<!-- = steps("leaky_relu")[0] --> times the ReLU, with no exponential in it.<!-- holds: 0.9 < steps("leaky_relu")[0] / steps("tanh")[0] < 1 == steps("relu")[0] -->
# In the wide network leaky ReLU costs more than tanh, and about as much as the sigmoid.<!-- holds: more(steps("leaky_relu")[2], steps("tanh")[2]) and abs(steps("leaky_relu")[2] - steps("sigmoid")[2]) < 0.05 -->
#
# **Without wide registers a step with the sigmoid takes about twice as long as one with the ReLU**<!-- holds: always(1.8 < times < 2.2 for times in steps("sigmoid", "narrow")) and steps("relu", "narrow") == [1, 1, 1] -->: 2.14, 1.89 and 2.02<!-- = steps("sigmoid", "narrow") --> times.
# There the width helps tanh, which falls from 1.80 to 1.31<!-- = steps("tanh", "narrow")[::2] -->, and not the sigmoid and the ELU; the reason was not looked for.<!-- holds: decreases(steps("tanh", "narrow")) and not decreases(steps("sigmoid", "narrow")) and not decreases(steps("elu", "narrow")) -->
# The product of matrices still uses the wide registers, since it is done by another library.
# On a processor that has none it takes longer too, so there the ratios may be smaller.<!-- plain: it follows from the sentence before; such a processor was not measured -->
#
# ## Verdict
#
# **True for each number in float64: exp takes 1.6<!-- = of_max("exp") --> times as long as max(0<!-- = 0 -->, x) where NumPy takes eight numbers at once, and 12<!-- = round(of_max("exp", "narrow")) --> times where it takes them one by one, in 5.2<!-- = own("exp") --> times the time.**<!-- holds: of_max("exp", "narrow") > 5 * of_max("exp") -->
# **In training it is a matter of 11 to 34<!-- = [round(100 * (ratio - 1)) for ratio in steps("sigmoid")[::-2]] --> percent more time for a sigmoid in the one case, where a leaky ReLU without any `exp` takes 12 to 16<!-- = (round(100 * (min(steps("leaky_relu")) - 1)), round(100 * (max(steps("leaky_relu")) - 1))) --> percent more, and of up to about twice the time in the other.**<!-- holds: more(min(steps("sigmoid")), 1) and always(1.8 < times < 2.2 for times in steps("sigmoid", "narrow")) and more(min(steps("leaky_relu")), 1) -->
# **That `exp` is a bit expensive is a statement about a processor and a library, and not about a formula.**
#
# ## Caveats
#
# - One processor, one library, one day. On a graphics card or in a compiled program the passes through memory are merged, and the ratios are others.
# - PReLU and leaky ReLU are the same calculation here, and come out at 1.12 and 1.13<!-- = (steps("prelu")[2], steps("leaky_relu")[2]) --> in the wide network. That is how well a ratio repeats within one measurement on an idle machine; on a busy one it repeats less well.<!-- plain: why it is measured on an idle machine -->
# - `nnref` computes the sigmoid without choosing, which costs a second exponential, and its derivatives anew instead of from the output, which costs a third.<!-- plain: the calls above count them -->
#
# ## Try it yourself
#
# <div class="nn-explorable" data-explore="trial_exp_cost"></div>
#
# - In the sources of this site, run `make bench` on your machine and build this page again. The tables are then yours, the build stops if your times contradict the verdict, and the tests name each number in the text that is another one with you.
# - Set the environment variable `NPY_DISABLE_CPU_FEATURES` to `X86_V4` and time `np.exp`.
#
# ## Practice
#
# /// exercise | How many passes?
#     id: exp-cost-passes
#     kind: number
#     answer: 'len(calls(lambda x: 1 / (1 + np.exp(-x))))'
#
# NumPy evaluates `1 / (1 + np.exp(-x))` one function after the other, and each passes the whole array.
# How many passes are that?
#
# //// hint
# Signs count: the minus in front of x is a function of its own.
# ////
#
# //// wrong
#     value: 'calls(lambda x: 1 / (1 + np.exp(-x))).count("exp")'
#
# That is the exponential alone; minus, plus and the division pass the array too.
# ////
#
# //// wrong
#     value: 'len(calls(lambda x: 1 / (1 + np.exp(x))))'
#
# You left out the minus in front of x: NumPy makes a new array for it.
# ////
#
# //// wrong
#     value: len(calls(sigmoid))
#
# So many does the sigmoid of `nnref` make, which never overflows.
# ////
#
# //// wrong
#     value: 'sum(name in ("exp", "divide") for name in calls(lambda x: 1 / (1 + np.exp(-x))))'
#
# You counted the exponential and the division.
# Do the signs cost nothing?
# ////
#
# //// wrong
#     value: 'len(calls(lambda x: 1 / (1 + np.exp(-x)))) + 1'
#
# You counted the storing of the result.
# Each function writes its result while it reads, in the same pass.
# ////
#
# //// wrong
#     value: '2 * len(calls(lambda x: 1 / (1 + np.exp(-x))))'
#
# You counted reading and writing, which is one pass.
# ////
#
# //// solution
# Four<!-- = len(calls(lambda x: 1 / (1 + np.exp(-x)))) -->: the negative, the exponential, the sum, the division.
# ////
# ///
#
# Back to [Sigmoid](../activations/sigmoid.md#exp), or to [Benchmarks](../benchmarks.md).
