// PReLUs: one whose slope the reader drags, and those of a network while it learned. A PReLU is linear in its slope, so
// the curves of the slopes zero and one give all others.

import { colored, handle, minus, plane, say } from "./plot.mjs"

export const size = [360, 300]
const panel = plane([30, 8, 350, 286], [-3, 3], [-3, 3.4])
export const prelu = ({ zero, one }, alpha) => zero.map((y, i) => y + alpha * (one[i] - y))

export function show({ alpha, step }, data) {
  const every = 25, row = step / every, slopes = data.learned[row]
  const curve = slope => panel.path(prelu(data, slope).map((y, i) => [data.x[i], y]))
  const negative = slopes.filter(slope => slope < 0).length, mean = slopes.reduce((a, b) => a + b) / slopes.length
  const y = -2 * alpha
  const svg = panel.axes([-2, 2], [-2, 2])
    + panel.inside(slopes.map(slope => `<path d="${curve(slope)}" ${colored("quiet", `opacity: 0.75; stroke-width: 1; ${slope < 0 ? "stroke-dasharray: 4 2" : ""}`)}></path>`).join("")
      + `<path d="${curve(alpha)}" ${colored("prelu", "stroke-width: 3.2; stroke-linejoin: round")}></path>`)
    + handle("alpha", panel.x(-2), panel.y(y))
    + `<text x="${panel.x(0.2)}" y="${panel.y(-2.2)}">thin: ${slopes.length} units of a network</text><text x="${panel.x(0.2)}" y="${panel.y(-2.6)}">dashed: slope below zero</text>`
  const learned = row ? `After ${step.toLocaleString("en")} steps` : "Before learning"
  const said = `A PReLU with the slope ${minus(alpha)} makes ${say(y)} of −2. `
    + `${learned}, ${negative || "none"} of ${slopes.length} slopes ${negative === 1 ? "is" : "are"} below zero, and their mean is ${say(mean)}.`
  return { svg, said, found: alpha === 1 }
}

export const drag = (part, at) => ({ alpha: panel.values(at)[1] / -2 })
