// A curve with its tangent above, its slope below; values and slopes are those of data.y and data.d.

import { colored, handle, minus, plane, say } from "./plot.mjs"

export const size = [360, 330]
const WIDTH = [36, 350]

export function show({ x }, { name, activation, x: [first, every], y, d, most, kinks }, guessing) {
  const xs = y.map((_, i) => first + i * every), i = Math.round((x - first) / every)
  const high = Math.min(4, Math.max(...y)), low = Math.max(-1.5, Math.min(...y, 0))
  const steep = Math.max(...d, 1), flat = Math.min(...d, 0)
  const pad = 0.1 * (high - low)
  const above = plane([WIDTH[0], 16, WIDTH[1], 178], [first, -first], [low - pad, high + pad])
  const below = plane([WIDTH[0], 212, WIDTH[1], 306], [first, -first], [flat - 0.15, steep + 0.15])
  const line = `${colored(activation, "stroke-width: 2.6; stroke-linejoin: round")}`
  const parts = []
  let start = 0
  for (const kink of [...kinks, Infinity]) { // a slope that jumps is not joined
    const end = kink === Infinity ? y.length : Math.round((kink - first) / every)
    parts.push(below.path(xs.slice(start, end).map((a, k) => [a, d[start + k]])))
    start = end + 1
  }
  const ends = [first, -first].map(a => [a, y[i] + d[i] * (a - x)])
  const guide = `<path class="nn-guide" d="M${above.x(x)} 16V306"></path>`
  const svg = above.axes([], [0, 1]) + below.axes([first, 0, -first], [0, 1])
    + (guessing ? "" : guide)
    + above.inside(`<path d="${above.path(xs.map((a, k) => [a, y[k]]))}" ${line}></path>`
      + `<path d="${above.path(ends)}" ${colored("ink", "stroke-width: 1.6")}></path>`)
    + `<text x="${WIDTH[0] + 6}" y="13">value f(x)</text><text x="${WIDTH[0] + 6}" y="209">slope f′(x)</text>`
    + (guessing ? `<text x="${(WIDTH[0] + WIDTH[1]) / 2}" y="262" text-anchor="middle" class="nn-strong">?</text>`
      : below.inside(`<path d="${parts.join("")}" ${line}></path>`) + `<circle cx="${below.x(x)}" cy="${below.y(d[i])}" r="5" style="fill: var(--nn-ink)"></circle>`)
    + `<rect class="nn-across" data-drag="x" x="${WIDTH[0]}" y="0" width="${WIDTH[1] - WIDTH[0]}" height="330"></rect>`
    + handle("x", above.x(x), above.y(Math.max(low - pad, Math.min(high + pad, y[i]))))
  const said = guessing ? `The curve of ${name}, and its tangent at ${minus(x)}.`
    : `At x = ${minus(x)} the value is ${say(y[i], 3)} and the slope ${say(d[i], 3)}${kinks.includes(x) ? ", by convention, for here is a kink" : ""}.`
  return { svg, said, found: d[i] >= 0.995 * most }
}

export const drag = (part, [across]) => ({ x: plane([WIDTH[0], 0, WIDTH[1], 1], [-6, 6], [0, 1]).values([across, 0])[0] })
