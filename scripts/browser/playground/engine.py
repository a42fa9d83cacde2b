"""A network in training: it takes its steps from the program (program.py), and knows the last state that was good."""

from itertools import islice
from time import perf_counter

import numpy as np

from nnref import CROSS_ENTROPY
from scripts.browser.playground import program

REACH = 1.5  # half the side of the square, unless the points need more


class Engine:
    """A network in training."""

    def __init__(self, state):
        self.state, self.now, self.names = state, state, {}
        exec(program.setup(state), self.names)
        self.rng = self.names["rng"]
        self.x, self.t, self.x_held, self.t_held = (self.names[name] for name in ("x", "t", "x_held", "t_held"))
        reach = max(REACH, float(np.abs(np.r_[self.x, self.x_held]).max()) * 1.05) if state["data"] == "own" else REACH
        self.reach = 5.0 if state["data"] == "lecture" else reach
        self.step, self.problem, self.pace = 0, None, 1
        self.ahead = list(state["then"])  # changes that are still to come
        self.good = None
        self.keep()
        self.curve, self.between, self.due = [], [], 0
        self.mark()

    @property
    def net(self):
        return self.names["net"]

    @property
    def run(self):
        return self.names["run"]

    def change(self, name, value):
        """A setting changes from here on, as the program says it."""
        code, self.now = program.changed(self.now, name, value)
        exec(code, self.names)

    def keep(self):
        """Remember this state, and the one before, whose loss is known to be finite by now."""
        self.better, self.good = self.good, (self.step, [p.copy() for p in self.net.params])

    def mark(self):
        """A point of the loss curves, and when the next is due: the same steps on every machine,
        each 3% after the last."""
        loss, _, held, _ = self.measure()
        self.note([[self.step, loss, held]])
        self.curve += self.between
        self.between, self.due = [], self.step + 1 + self.step // 32

    def note(self, points):
        """Of what is known of the losses since the last point of the curves, the lowest and the highest stay, so that
        no peak is lost; and the newest."""
        self.between = extremes([*self.curve[-1:], *self.between, *points])[len(self.curve[-1:]) :]

    def advance(self, milliseconds, until, steps=1):
        """Steps for so long (for 0: that many), at most to step `until`. Return whether there is more to do."""
        start = perf_counter()
        goal = until if milliseconds else min(until, self.step + steps)
        while not self.problem and self.step < goal:
            while self.ahead and self.ahead[0][0] <= self.step:
                self.change(*self.ahead.pop(0)[1:])
            n = int(min(self.pace, goal - self.step, self.due - self.step))
            n = min(n, self.ahead[0][0] - self.step) if self.ahead else n
            before = perf_counter()
            with np.errstate(all="ignore"):
                losses = self.losses(n)
                finite = np.isfinite(losses[-1]) and all(np.isfinite(p).all() for p in self.net.params)
            now = perf_counter()
            if not finite:
                self.fail(losses)
                return False
            if not any(self.now[name] for name in ("batch", "dropout", "inputnoise")):  # a step's is the training loss
                ends = sorted(end(range(n), key=losses.__getitem__) for end in (min, max))
                self.note([[self.step + i, losses[i], None] for i in ends if np.isfinite(losses[i])])
            self.step += n
            self.keep()
            if self.step == self.due:
                self.mark()
            if now - before < 0.002 and n == self.pace:
                self.pace = min(2 * n, 256)
            elif now - before > 0.006:
                self.pace = max(1, n // 2)
            if milliseconds and now - start >= milliseconds / 1000:
                break
        if self.score(self.x, self.t)[0] is None:
            self.fail([np.nan])
        return not self.problem and self.step < until

    def losses(self, n):
        """The losses of n steps, to the first at which a layer refuses what overflowed before it: NaN."""
        losses = []
        try:
            for loss in islice(self.run, n):
                losses.append(loss)
        except ValueError:
            losses.append(np.nan)
        return losses

    def fail(self, losses):
        bad = np.flatnonzero(~np.isfinite(losses))
        step = self.step + (int(bad[0]) if len(bad) else len(losses))
        last = self.good if np.isfinite(losses[0]) or not self.better else self.better
        self.step, params = last  # pyright: ignore[reportGeneralTypeIssues]
        for p, good in zip(self.net.params, params):
            p[...] = good
        s = self.now
        bound = 2 * (1 + s["momentum"])
        if s["lr"] * s["l2"] > bound:
            why = (
                f"Learning rate times regularization is {s['lr'] * s['l2']:g}, more than 2 × (1 + momentum) = "
                f"{bound:g}: "
                "the decay itself makes the weights grow."
            )
        else:
            why = f"The learning rate {s['lr']:g} is too large here: each step overshoots further than the one before."
        self.problem = (
            f"At step {step} the loss stopped being a finite number. {why} "
            f"You see step {self.step}, the last good state."
        )

    def measure(self):
        """Loss and accuracy on the training points, then on the held-out ones."""
        held = self.score(self.x_held, self.t_held) if len(self.x_held) else (None, None)
        return [*self.score(self.x, self.t), *held]

    def score(self, x, t):
        """Loss and accuracy on some points; None where there is no finite number."""
        with np.errstate(all="ignore"):
            try:
                z = self.net.forward(x)
                loss, accuracy = CROSS_ENTROPY.f(z, t), (z.argmax(axis=1) == t).mean()
            except ValueError:  # layers and the loss refuse what overflowed before them
                return None, None
        return (float(loss), float(accuracy)) if np.isfinite(loss) else (None, float(accuracy))

    def numbers(self):
        names = ("loss", "accuracy", "heldLoss", "heldAccuracy")
        return {"step": self.step} | dict(zip(names, self.measure()))


def extremes(points):
    """Of points of the loss curves the first, the last, and those with the lowest and the highest losses."""
    kept = {0, len(points) - 1}
    for loss in 1, 2:
        known = [i for i, point in enumerate(points) if point[loss] is not None]
        kept |= {end(known, key=lambda i: points[i][loss]) for end in (min, max) if known}
    return [points[i] for i in sorted(kept)]
