// A ReLU unit with one input, before a step and after: its weighted sum, its output and its points. All from data.ways.

import { colored, plane, say, sums } from "./plot.mjs"

export const size = [360, 270]
const panel = plane([30, 8, 350, 248], [-1.4, 2.4], [-6.4, 6.4])

export function show({ rate, step }, { ways, x, t }, guessing) {
  const i = Math.round(rate / 0.05) - 1
  const [w, b, loss, active] = ways[i][guessing ? 0 : step], [w0, b0, before] = ways[i][0]
  const u = a => w * a + b, zero = -b / w, ends = [-1.4, 2.4]
  const bend = zero > ends[0] && zero < ends[1] ? [[zero, 0]] : []
  const output = [ends[0], ...bend.map(([a]) => a), ends[1]].map(a => [a, Math.max(0, u(a))])
  const svg = panel.axes([-1, 0, 1, 2], [-4, 4])
    + panel.inside((step && !guessing ? `<path d="${panel.path(ends.map(a => [a, w0 * a + b0]))}" ${colored("faint", "stroke-width: 2")}></path>` : "")
      + `<path d="${panel.path(ends.map(a => [a, u(a)]))}" ${colored("quiet", "stroke-width: 1.6; stroke-dasharray: 5 3")}></path>`
      + `<path d="${panel.path(output)}" ${colored("relu", "stroke-width: 3; stroke-linejoin: round")}></path>`)
    + x.map((a, k) => `<circle cx="${panel.x(a)}" cy="${panel.y(t[k])}" r="6" style="stroke: var(--nn-accent); stroke-width: 2; fill: var(--nn-${u(a) > 0 ? "accent" : "paper"})"></circle>`).join("")
    + `<text x="${panel.x(-1.3)}" y="20">target, filled: active</text>`
    + `<text x="${panel.x(-1.3)}" y="36" style="fill: var(--nn-relu)">line: output</text><text x="${panel.x(-1.3)}" y="52">dashed: sum u</text>`
  const line = `u = ${sums([[w, "x"], [b, ""]])}`, points = `${active} of ${x.length} points`
  const after = step === 1 ? "After one step" : `After ${step} steps`
  const said = guessing || !step ? `Before the first step ${line} is positive at ${points}, and the loss is ${say(before, 3)}.`
    : active ? `${after} at the rate ${rate}, ${line} is positive at ${points}; the loss went from ${say(before, 3)} to ${say(loss, 3)}.`
      : `${after} at the rate ${rate}, ${line} is positive at no point: the unit is dead, its gradient is zero, and the loss stays at ${say(loss, 3)}.`
  return { svg, said, found: ways[i][1][3] > 0 && ways[i + 1]?.[1][3] === 0 }
}
