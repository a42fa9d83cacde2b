// Slow motion: one step in four beats, with the real numbers. One point is followed; the update is that of all.

import { call } from "../python.mjs"

const BEAT = 1400 // milliseconds
const short = value => (Math.abs(value) < 0.001 && value ? value.toExponential(1) : value.toPrecision(2)).replace("-", "−")

export class Beats {
  constructor(view, on) { // on.draw(), on.tell(sentence)
    Object.assign(this, { view, on })
  }

  async step(running) { // running(): whether to go on; false if it was stopped
    const step = await call("playground.beats", null)
    if (step.problem) return false
    const largest = Math.max(...step.change.map(Math.abs))
    const beats = [
      [{ numbers: step.outputs, sure: step.sure }, forward(step)],
      [{ sure: step.sure, loss: step.loss }, lossOf(step)],
      [{ numbers: step.gradients }, "Backward: at each unit stands how fast the loss rises with its output; the sign says which way to go."],
      [{ change: step.change, largest }, `Update: each weight moves against its gradient, the largest by ${short(largest)}; the lines are the moves, enlarged.`],
    ]
    for (const [beat, sentence] of beats) {
      this.view.beat = { ...beat, point: step.point }
      this.on.tell(sentence)
      this.on.draw()
      await new Promise(done => setTimeout(done, BEAT))
      if (!running()) break
    }
    this.view.beat = null
    return running()
  }
}

function forward({ point: [x, y, label], sure }) {
  return `Forward: the ${label ? "triangle" : "circle"} at ${short(x)}, ${short(y)} goes through; at each unit stands its output. The probability of class 1 is ${short(sure)}.`
}

function lossOf({ point: [, , label], sure, loss }) {
  const right = label ? sure : 1 - sure
  return `Loss: the network gives the point's class, ${label}, a probability of ${short(right)}; −ln ${short(right)} = ${short(loss)}.`
}
