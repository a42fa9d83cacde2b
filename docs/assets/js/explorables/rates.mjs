// A loss over one weight, and the steps of gradient descent on it, all of them from data.

import { colored, minus, plane, say } from "./plot.mjs"

export const size = [360, 250]
const panel = plane([30, 10, 350, 226], [-4.5, 6.5], [-0.8, 15.5])

export function show({ rate, step }, { ways, losses, valley, goal }, guessing) {
  const i = Math.round(rate / 0.05) - 1, last = guessing ? 0 : step
  const way = ways[i].slice(0, last + 1).map((w, k) => [w, losses[i][k]])
  const [w, loss] = way.at(-1), start = way[0]
  const near = ([a, b]) => Math.abs(a) < 50 && b < 200
  const drawn = way.filter(near)
  const svg = panel.axes([-4, goal], [])
    + panel.inside(`<path d="${panel.path(valley)}" ${colored("quiet", "stroke-width: 2")}></path>`
      + `<path d="${panel.path(drawn)}" ${colored("accent", "stroke-width: 1.6")}></path>`
      + drawn.map(([a, b]) => `<circle cx="${panel.x(a)}" cy="${panel.y(b)}" r="3.6" style="fill: var(--nn-accent)"></circle>`).join("")
      + `<circle cx="${panel.x(w)}" cy="${panel.y(loss)}" r="6.5" style="fill: var(--nn-accent); stroke: var(--nn-paper)"></circle>`)
    + `<rect x="${panel.x(start[0]) - 6}" y="${panel.y(start[1]) - 6}" width="12" height="12" style="fill: var(--nn-ink)"></rect>`
    + `<text x="${panel.x(start[0]) + 12}" y="${panel.y(start[1]) + 12}" class="nn-strong">start</text>`
    + `<text x="${panel.x(0) + 5}" y="20">loss E</text><text x="350" y="243" text-anchor="end">weight w</text>`
  return { svg, said: said(rate, last, w, loss, start, goal), found: Math.abs(ways[i][1] - goal) < 0.02 }
}

function said(rate, step, w, loss, [from, before], goal) {
  if (!step) return `Before the first step the weight is ${minus(from)} and the loss ${say(before)}; the bottom is at ${goal}.`
  const off = Math.abs(w - goal), once = step === 1 ? "1 step" : `${step} steps`
  const verdict = off < 0.05 ? "the bottom is reached" : loss > before ? "higher than before the first step" : "on its way down"
  return `After ${once} at the rate ${rate} the weight is ${say(w, 3)} and the loss ${say(loss, 3)}: ${verdict}.`
}
