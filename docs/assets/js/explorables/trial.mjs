// What some settings gave from many starts: gray what is recorded, with a band for its middle half, in color the reader's.

import { percent, say as short } from "./plot.mjs"

export const size = [360, 132]
const LEFT = 20, RIGHT = 340, TOP = 12, FLOOR = 92, MOST = 6 // numbers below the axis

export const key = values => Object.values(values).join(" ")

export function show(values, { recorded, ends, own = {}, what, form, log, starts, quartiles, changed }) {
  const found = recorded[key(values)] ?? [], mine = own[key(values)] ?? []
  const [to, back] = log ? [Math.log10, value => 10 ** value] : [value => value, value => value]
  const seen = [...ends, ...Object.values(own).flat().filter(value => Number.isFinite(value) && (!log || value > 0))]
  const low = to(Math.min(...seen)), span = Math.max(to(Math.max(...seen)) - low, 1e-9)
  const x = value => LEFT + (RIGHT - LEFT) * (to(value) - low) / span
  const say = form === "percent" ? percent : value => short(value)
  const [first, last] = middle(found)
  const band = found.length ? `<rect class="nn-band" x="${x(first).toFixed(1)}" y="${TOP}" width="${Math.max(2, x(last) - x(first)).toFixed(1)}" height="${FLOOR - TOP}"></rect>` : ""
  const spread = i => TOP + 8 + (FLOOR - TOP - 16) * (i * 0.618 % 1)
  const dots = found.map((value, i) => `<circle class="nn-recorded" cx="${x(value).toFixed(1)}" cy="${spread(i).toFixed(1)}" r="2.5"></circle>`)
  const marks = mine.filter(Number.isFinite).map((value, i) => `<circle class="nn-mine" cx="${x(value).toFixed(1)}" cy="${spread(i + 0.5).toFixed(1)}" r="5.5"></circle>`)
  const ticks = (log ? decades : round)(back(low), back(low + span))
    .map(value => `<text x="${x(value).toFixed(1)}" y="${FLOOR + 16}" text-anchor="middle">${say(value)}</text>`)
  const svg = `${band}<path class="nn-axis" d="M${LEFT} ${FLOOR}H${RIGHT}"></path>` + dots.join("") + marks.join("") + ticks.join("")
    + `<text x="180" y="${FLOOR + 34}" text-anchor="middle">${what}</text>`
  const before = found.length ? `Recorded, in gray: ${quartiles ? `quarters and middle of many ${starts}` : `${found.length} ${starts}`}, half of them ${say(first) === say(last) ? `about ${say(first)}` : `between ${say(first)} and ${say(last)}`}.`
    : "Nothing is recorded for this setting."
  const yours = mine.length ? ` Yours${changed ? ", with your code" : ""}: ${mine.map(one => Number.isFinite(one) ? say(one) : "lost").join(", ")}.` : ""
  return { svg, said: before + yours }
}

function round(low, high) { // numbers between these with one digit that counts, at equal distances
  const power = 10 ** Math.floor(Math.log10((high - low) / MOST))
  const step = [1, 2, 5, 10].map(digit => digit * power).find(one => (high - low) / one < MOST)
  const first = Math.ceil(low / step), last = Math.floor(high / step)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)))
}

function decades(low, high) { // powers of ten between these, with twice and five times as much where there is room
  const found = digits => {
    const all = []
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) for (const digit of digits) all.push(Number((digit * 10 ** power).toPrecision(6)))
    return all.filter(value => value >= low && value <= high)
  }
  return [[1, 2, 5], [1, 3], [1]].map(found).find(all => all.length <= MOST) ?? found([1]).filter((_, i) => i % 2 === 0)
}

function middle(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = share => {
    const place = share * (sorted.length - 1), i = Math.floor(place)
    return sorted[i] + (place - i) * ((sorted[i + 1] ?? sorted[i]) - sorted[i])
  }
  return [at(0.25), at(0.75)]
}
