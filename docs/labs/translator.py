# %% [raw]
# ---
# description: What lambda = 0.01 is called in CS231n, ConvNetJS, TensorFlow Playground, scikit-learn, PyTorch and Keras, for any number of examples, each shown by training to the same weights.
# ---

# %% [markdown]
# # The lambda translator
#
# <!-- invisible-code-block: python
# from scripts.lecture.labs import translator
# from scripts.lecture.labs.knobs import chosen
# run, found = measured("knobs_l2"), measured("translator")
# best = float(np.median(np.take(run["strengths"], chosen(run))))
# lam, n = found["lambda"], found["n"]
# set_to = [tool.strength(lam, n) for tool in translator.TOOLS]
# -->
#
# The lecture compares λ = 0.001, 0.01 and 0.1<!-- @keyvanrad --> and does [not say what λ multiplies](../corrections.md#lambda-without-a-formula).
# If they are numbers for ConvNetJS, to whose demo<!-- @convnetjsdemo --> with batches of ten the notes of CS231n<!-- @cs231n --> send the reader of the same pictures, they are 0.0001, 0.001 and 0.01<!-- = [translator.tool("ConvNetJS").lam(value, 10) for value in (0.001, 0.01, 0.1)] --> here.
# [On its kind of data](knobs.py) the best $\lambda$ is about 0.01<!-- = best -->, where `nnref` adds $\frac{\lambda}{2} \sum_i w_i^2$<!-- = lam / 2 * (w @ w) --> to the mean loss and leaves the biases alone.<!-- plain: what the lab that is linked measures -->
# What must you set elsewhere to get the same?
# It depends on what the program adds: is there a half, is it divided by the number of examples, do the biases count?
#
# ## What would have to be seen
#
# Two penalties are the same if they give the same weights: after hundreds of steps from one start, no weight and no bias may differ by more than a millionth.
#
# ## The table
#
# Here $n$ is the number of examples in a **batch**, and the right column is what has the effect of a $\lambda$ of 0.01<!-- = lam --> for 80<!-- = n --> examples in one batch.
#
# /// predict | Six programs, all set to the same effect. By what factor do their numbers differ at most?
#     id: predict-factor
#     answer: max(set_to) / min(set_to)
#
# //// wrong | 1<!-- = 1 -->: the number is the same everywhere
#     value: 1
#
# Then it could be copied from one program to the next.
# Some divide the penalty by the number of examples.
# ////
#
# //// wrong | 2<!-- = 2 -->
#     value: 2
#
# That would be the half, which some leave out.
# There is one more difference.
# ////
#
# //// wrong | 80<!-- = n -->
#     value: n
#
# That would be the number of examples, by which some divide.
# There is one more difference.
# ////
#
# //// right | 160<!-- = max(set_to) / min(set_to) -->
#     value: max(set_to) / min(set_to)
#
# It is twice the number of examples: one divides by it, another leaves out the half.
# ////
#
# //// then
# | | added to the mean loss | instead of 0.01<!-- = lam --> |
# | --- | --- | --- |
# | CS231n<!-- @cs231nnotes2 -->: `reg` | $\frac{\lambda}{2} \sum_i w_i^2$<!-- = lam / 2 * (w @ w) --> | 0.01<!-- = set_to[0] --> |
# | ConvNetJS<!-- @convnetjs -->: `l2_decay` | $\frac{\lambda}{2n} \sum_i w_i^2$<!-- = lam / (2 * n) * (w @ w) for n > 0 --> | 0.8<!-- = set_to[1] --> |
# | TensorFlow Playground<!-- @playground -->: `Regularization rate` | $\frac{\lambda}{2} \sum_i w_i^2$<!-- = lam / 2 * (w @ w) --> | 0.01<!-- = set_to[2] --> |
# | scikit-learn<!-- @sklearnmlp -->: `alpha` | $\frac{\lambda}{2n} \sum_i w_i^2$<!-- = lam / (2 * n) * (w @ w) for n > 0 --> | 0.8<!-- = set_to[3] --> |
# | PyTorch<!-- @pytorchsgd -->: `weight_decay` | $\frac{\lambda}{2} \sum_i w_i^2$<!-- = lam / 2 * (w @ w) -->, biases too | 0.01<!-- = set_to[4] --> |
# | Keras<!-- @kerasl2 -->: `L2` | $\lambda \sum_i w_i^2$<!-- = lam * (w @ w) --> | 0.005<!-- = set_to[5] --> |
# ////
# ///
#
# In PyTorch you leave the biases out by handing them over as a group of their own, as [From nnref to PyTorch](../equivalents.md) does.
# For any other strength and batch it goes like this; the lines below the code are the lecture's three values for batches of 32<!-- = 32 --> examples:<!-- plain: what the code below prints -->

# %%
import inspect

from nnref import *
from scripts.lecture.labs import translator
from scripts.lecture.measurements import measured

print(inspect.getsource(translator.Tool))
for tool in translator.TOOLS:
    print(f"{tool.name:22} {tool.word:20}", *(f"{tool.strength(lam, 32):8g}" for lam in (0.001, 0.01, 0.1)))

# %% [markdown]
# ## How it is tested
#
# scikit-learn is run here and now: a classifier on its own digits, and a regressor on the lecture's points, 80<!-- = len(translator.digits()[1]) --> examples each, from weights that `nnref` has drawn, 500<!-- = translator.STEPS --> steps with momentum.

# %%
alpha = translator.tool("scikit-learn").strength(0.01, 80)
for name in "scikit-learn: MLPClassifier", "scikit-learn: MLPRegressor":
    print(f"{name}, alpha = {alpha}: same to 1e-6?", translator.difference(name, 0.01, alpha) < 1e-6)

# %% [markdown]
# Keras, the Playground, ConvNetJS and CS231n are taken by their word: each has a rule that turns a weight $w$ and the sum $g$ of the gradients over the batch into a new weight, which their documentation or code gives.
# These are the rules, and each trains a network for the digits:

# %%
for tool in translator.TOOLS:
    if tool.step:
        print(inspect.getsource(tool.step))

# %% [markdown]
# ## The result

# %%
print("                            weights apart at most,\n                            translated   with 0.01 itself")
for name, apart in measured("translator")["plain"].items():
    print(f"{name:28}< 1e-6       {f'{apart:.2f}' if apart else '< 1e-6'}")

# %% [markdown]
# PyTorch and Keras are large, so they are not installed to build this site; the tests that compare `nnref` with other libraries run both, with the strengths of the table, to the same millionth.
# They also check that PyTorch's default, with biases, does **not** give these weights.
#
# ## Verdict
#
# **A strength without its formula means nothing: what is 0.01<!-- = lam --> here is anything from 0.005 to 0.8<!-- = (min(set_to), max(set_to)) --> elsewhere, and with the number taken as it is, three of the six programs give other weights, and PyTorch does unless the biases are left out.**<!-- holds: sum(value != lam for value in set_to) == 3 and len(set_to) == 6 -->
# **Translated, all of them give the same, to a millionth in every weight: scikit-learn, PyTorch and Keras where they are run, the other three by the rules that they document.**<!-- plain: the lines printed above, and the tests of parity -->
#
# ## Caveats
#
# - CS231n has two conventions<!-- @cs231nlinear -->. The table has that of its notes on neural networks; its notes on linear classifiers<!-- @cs231nlinear --> leave the half out, and there it is 0.005<!-- = lam / 2 -->.
# - **A smaller batch is stronger** where the penalty is divided by its size.<!-- holds: less(*(translator.tool("scikit-learn").strength(lam, size) for size in (10, n))) --> With batches of ten, the same `alpha` of scikit-learn is eight<!-- = n // 10 --> times what it is with all 80<!-- = n --> at once.
# - In an earlier version<!-- @playground -->, the Playground divided by the size of the batch, too. Its loss is half a squared error and its classes are −1 and 1<!-- = (-1, 1) -->, so a strength that is right there need not be right for cross-entropy.<!-- @playground -->
# - All this is for gradient descent, with or without momentum.<!-- plain: how it is set up --> With Adam, a penalty in the loss and a decay of the weights are two different things, as Loshchilov and Hutter<!-- @loshchilov2019 --> show.
#
# ## Try it yourself
#
# - Set scikit-learn's `alpha` to 0.01<!-- = lam -->, with batches of ten and with batches of 80<!-- = n -->. Which is nearer to no regularization?
# - Write the rule of a program that you use, and give it to `translator.by_rule`.
# - Let the biases shrink as well. How far are the weights from those above?
#
# ## Practice
#
# /// exercise | To scikit-learn
#     id: translator-alpha
#     kind: number
#     answer: translator.tool("scikit-learn").strength(0.02, 50)
#     within: 0.001
#
# You found that 0.02<!-- = 0.02 --> for $\lambda$ is right here.
# Which `alpha` do you give to scikit-learn, with batches of 50<!-- = 50 --> examples?
#
# //// hint
# Put both formulas side by side.
# What must `alpha` be for them to be equal?
# ////
#
# //// wrong
#     value: 0.02
#
# You took the number as it is.
# scikit-learn divides the penalty by the size of the batch.
# ////
#
# //// wrong
#     value: 0.02 / 50
#     within: 0.0001
#
# You divided by the size of the batch.
# The program does that already, and it has to be made up for.
# ////
#
# //// wrong
#     value: 0.02 * 50 / 2
#
# You took the half away, but both formulas have it.
# ////
#
# //// wrong
#     value: 0.02 * 50 * 2
#
# You put in a factor for the half, but both formulas have it.
# ////
#
# //// wrong
#     value: 0.02 * 80
#
# You took the 80<!-- = n --> examples of this page.
# It is the batch that counts.
# ////
#
# //// wrong
#     value: 0.02 / 2
#
# You halved it, but both formulas have the half.
# What else stands below their fractions?
# ////
#
# //// solution
# scikit-learn has $\frac{\alpha}{2n}$<!-- = alpha / 2 / n for n > 0 -->, this page $\frac{\lambda}{2}$<!-- = lam / 2 -->: both are equal where `alpha` is $n \lambda$<!-- = lam / 2 * (2 * n) -->, and that is $50 \cdot 0.02 = 1$<!-- = translator.tool("scikit-learn").strength(0.02, 50) -->.
# ////
# ///
#
# /// exercise | Which λ is that?
#     id: translator-lambda
#     kind: code
#     function: lam
#     equivalent:
#       return 2 * penalty(1): a single weight need not be in an array
#     try:
#       - 'lam(lambda w: 0.5 * np.sum(w**2))'
#       - 'lam(lambda w: 0.01 * np.sum(w**2))'
#       - 'lam(lambda w: 0.8 / (2 * 80) * np.sum(w**2))'
#       - 'lam(lambda w: 0.0 * np.sum(w**2))'
#
# You are given the penalty of a program as a function: for an array of weights, it gives what the program adds to the mean loss.
# It is some number times the sum of the squares, but you do not know which.
# Find the $\lambda$ with the same effect here.
#
# //// start
# ```py
# def lam(penalty):
#     return 0.0
# ```
# ////
#
# //// hint
# Choose weights whose sum of squares you know, and ask for their penalty.
# ////
#
# //// hint
# Here the penalty is $\frac{\lambda}{2}$<!-- = lam / 2 --> times that sum.
# ////
#
# //// wrong
# ```py
# def lam(penalty):
#     return penalty(np.ones(1))
# ```
# This is the number before the sum of squares.
# Here half of $\lambda$ stands there.
# ////
#
# //// wrong
# ```py
# def lam(penalty):
#     return penalty(np.ones(1)) / 2
# ```
# You halved, but it is $\lambda$ that is halved in the formula.
# ////
#
# //// wrong
# ```py
# def lam(penalty):
#     return 2 * penalty(np.ones(10))
# ```
# With ten weights the sum of squares is ten.
# ////
#
# //// wrong
# ```py
# def lam(penalty):
#     w = 2 * np.ones(1)
#     return 2 * penalty(w) / w[0]
# ```
# You divided by the weight, but the penalty has its square.
# ////
#
# //// solution
# ```py
# def lam(penalty):
#     return 2 * penalty(np.ones(1))
# ```
# For a single weight of one, the penalty is half of $\lambda$.
# ////
#
# //// also
# ```py
# def lam(penalty):
#     return penalty(np.ones(2))
# ```
# Two weights of one make up for the half.
# ////
#
# //// also
# ```py
# def lam(penalty):
#     return numerical_gradient(penalty, np.ones(1)).item()
# ```
# The slope of the penalty is $\lambda w$<!-- = lam * w -->, whatever it is made of.
# ////
# ///
#
# /// exercise | A λ that grows with the batch
#     id: translator-twice
#     kind: bug
#     function: gradient
#     equivalent:
#       'per_example = [x[i].T * d_cross_entropy(z[i], t[i]) for i in one_by_one]': a column times a row is broadcast to their product
#     given:
#       x: 'np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, -1.0], [2.0, 1.0]])'
#       z: 'np.array([[0.2, -0.1], [1.0, 0.0], [-0.5, 0.5], [0.0, 2.0]])'
#       t: 'np.array([0, 1, 1, 0])'
#       W: 'np.array([[1.0, -2.0], [0.5, 3.0]])'
#     try:
#       - 'gradient(x[:1], z[:1], t[:1], W, 0.0)'
#       - 'gradient(x[:2], z[:2], t[:2], W, 0.0)'
#       - 'gradient(x, z, t, W, 0.0)'
#       - 'gradient(x, z, t, W, 0.1)'
#     holds:
#       'np.allclose(gradient(np.r_[x, x], np.r_[z, z], np.r_[t, t], W, 0.1), gradient(x, z, t, W, 0.1))': 'With each example twice in the batch the mean loss is the same, but your gradient is another one.'
#
# This should be the gradient of the mean loss with its penalty, for the weights of the output layer: `x` is what the layer reads, `z` are its logits.
# The larger the batch, the smaller the steps, and the more $\lambda$ seems to do.
# Find the mistake and mend it.
#
# //// start
# ```py
# def gradient(x, z, t, W, lam):
#     g = d_cross_entropy(z, t)
#     return x.T @ g / len(x) + lam * W
# ```
# ////
#
# //// hint
# `cross_entropy` is a mean over the examples.
# So what does its derivative have in it already?
# ////
#
# //// wrong
# ```py
# def gradient(x, z, t, W, lam):
#     g = d_cross_entropy(z, t)
#     return x.T @ g / len(x) + lam * W
# ```
# The loss is divided by the size of the batch twice, the penalty never.
# So the penalty outweighs the loss, the more the larger the batch.
# ////
#
# //// wrong
# ```py
# def gradient(x, z, t, W, lam):
#     g = d_cross_entropy(z, t)
#     return (x.T @ g + lam * W) / len(x)
# ```
# Now the penalty is divided as well, and both are too small.
# ////
#
# //// wrong
# ```py
# def gradient(x, z, t, W, lam):
#     g = d_cross_entropy(z, t)
#     return x.T @ g + lam * W / len(x)
# ```
# The loss is right now, but you divided the penalty instead.
# That is scikit-learn's `alpha`, and not this $\lambda$.
# ////
#
# //// wrong
# ```py
# def gradient(x, z, t, W, lam):
#     g = d_cross_entropy(z, t)
#     return x.T @ g * len(x) + lam * W
# ```
# This is the gradient of the *sum* of the losses: it grows with the batch.
# ////
#
# //// wrong
# ```py
# def gradient(x, z, t, W, lam):
#     g = d_cross_entropy(z, t)
#     return x.T @ g + lam / 2 * W
# ```
# The loss is right now.
# But the half of the penalty cancels against the two of its derivative.
# ////
#
# //// wrong
# ```py
# def gradient(x, z, t, W, lam):
#     g = d_cross_entropy(z, t)
#     return x.T @ g
# ```
# The loss is right now.
# What has become of the penalty?
# ////
#
# //// wrong
# ```py
# def gradient(x, z, t, W, lam):
#     g = d_cross_entropy(z, t)
#     return x.T @ g + lam * len(x) * W
# ```
#
# The loss is right now.
# But the penalty grows with the batch.
# ////
#
# //// wrong
# ```py
# def gradient(x, z, t, W, lam):
#     g = d_cross_entropy(z, t)
#     return x.T @ g / len(x) + lam * len(x) * W
# ```
#
# The loss is still divided twice, and now the penalty grows with the batch as well.
# ////
#
# //// wrong
# ```py
# def gradient(x, z, t, W, lam):
#     g = d_cross_entropy(z, t)
#     return x.T @ g + 2 * lam * W
# ```
#
# The loss is right now.
# But on this page the penalty has a half, and the two cancels it.
# ////
#
# //// solution
# ```py
# def gradient(x, z, t, W, lam):
#     g = d_cross_entropy(z, t)
#     return x.T @ g + lam * W
# ```
# The mean is in the loss already, so its derivative has the size of one example, as the penalty does.
# ////
#
# //// also
# ```py
# def gradient(x, z, t, W, lam):
#     p = softmax(z)
#     p[np.arange(len(t)), t] -= 1
#     return x.T @ p / len(x) + lam * W
# ```
# Probability minus target, divided once.
# ////
#
# //// also
# ```py
# def gradient(x, z, t, W, lam):
#     one_by_one = [slice(i, i + 1) for i in range(len(x))]
#     per_example = [x[i].T @ d_cross_entropy(z[i], t[i]) for i in one_by_one]
#     return np.mean(per_example, axis=0) + lam * W
# ```
# ////
# ///
#
# Back to [Lambda, dropout, noise](knobs.py), or to [Regularization](../architectures/regularization.md#lambda).
