// The small picture of what an example has made, from what scripts/browser/made.py says of it.

import { colored, plane, say } from "./explorables/plot.mjs"

const SIZE = [320, 180]
const STYLES = [["class-a", ""], ["class-b", "stroke-dasharray: 6 3;"], ["ink", "stroke-dasharray: 2 3;"], ["quiet", ""]]
const list = new Intl.ListFormat("en", { type: "conjunction" })

export function draw(picture) {
  const [markup, said] = picture.kind === "map" ? map(picture) : curves(picture)
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  svg.setAttribute("viewBox", `0 0 ${SIZE.join(" ")}`)
  svg.setAttribute("class", "nn-made")
  svg.setAttribute("role", "img")
  svg.setAttribute("aria-label", said)
  svg.innerHTML = markup
  svg.querySelectorAll("text.nn-name").forEach((text, i) => { text.textContent = picture.lines[i].name }) // the reader's: no markup
  return svg
}

function curves({ x: [from, to], lines }) {
  const all = lines.flatMap(({ y }) => y), low = Math.min(0, ...all), high = Math.max(...all, low + 1e-9)
  const panel = plane([48, 10, 310, 158], [from, to], [low, high + 0.04 * (high - low)])
  const ticks = [...new Set([low, 0, high])].map(value => Number(value.toPrecision(2)))
  const shown = lines.slice(0, STYLES.length)
  const markup = panel.axes([from, to], ticks) + shown.map(({ y }, i) => {
    const [color, dashes] = STYLES[i]
    return `<path d="${panel.path(y.map((value, k) => [from + (to - from) * k / (y.length - 1), value]))}" ${colored(color, `stroke-width: 2; ${dashes}`)}></path>`
  }).join("") + shown.map((_, i) => {
    const [color, dashes] = STYLES[i], at = 18 + 15 * i
    return `<path d="M60 ${at}h22" ${colored(color, `stroke-width: 2; ${dashes}`)}></path><text class="nn-name" x="87" y="${at + 4}"></text>`
  }).join("")
  return [markup, `${list.format(shown.map(({ name }) => name))}: from ${say(lines[0].y[0])} at ${say(from, 6)} to ${say(lines[0].y.at(-1))} at ${say(to, 6)}.`]
}

function map({ cells, points, classes }) {
  const side = SIZE[1], size = side / cells.length
  const areas = cells.flatMap((row, j) => [...row.matchAll(/0+|1+/g)].map(({ 0: run, index }) =>
    `<rect x="${(index * size).toFixed(2)}" y="${(j * size).toFixed(2)}" width="${(run.length * size).toFixed(2)}" height="${size.toFixed(2)}" style="fill: var(--nn-area-${run[0] === "0" ? "a" : "b"})" shape-rendering="crispEdges"></rect>`)).join("")
  const marks = points.map(([a, b], i) => {
    const x = (a * side).toFixed(1), y = ((1 - b) * side).toFixed(1)
    return classes[i] ? `<path d="M${x} ${y}m-2.6 -2.6l5.2 5.2m0 -5.2l-5.2 5.2" ${colored("class-b", "stroke-width: 1.5")}></path>`
      : `<circle cx="${x}" cy="${y}" r="2.6" ${colored("class-a", "stroke-width: 1.5")}></circle>`
  }).join("")
  const all = cells.join(""), share = Math.round(100 * all.replaceAll("0", "").length / all.length)
  return [areas + marks,
    `The points, circles and crosses, and the network's areas: it gives ${share}% of the picture to the crosses.`]
}
