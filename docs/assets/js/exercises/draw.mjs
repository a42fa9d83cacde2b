// A curve that the reader draws before it is shown: by mouse, by finger, or knot by knot with the arrow keys.

import { shown } from "./say.mjs"

const SVG = "http://www.w3.org/2000/svg", STEPS = 20 // from the lowest place to the highest, by an arrow key
const MOVES = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 }
const add = (parent, tag, attributes) => {
  const element = parent.appendChild(document.createElementNS(SVG, tag))
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

export function draw({ section, data, check }) {
  const svg = section.querySelector(".nn-plot"), { ticks, low, high } = data, last = ticks.length - 1
  const [, top, , height] = JSON.parse(svg.dataset.frame), across = JSON.parse(svg.dataset.across)
  const up = y => top + height * (high - y) / (high - low), inside = y => Math.max(low, Math.min(high, y))
  const mine = ticks.map(() => (low + high) / 2)
  let touched = false, over = false
  svg.setAttribute("role", "group")
  svg.setAttribute("aria-label", `Draw ${data.up} over ${data.across}: left and right change the place, up and down the height`)
  const line = add(svg, "polyline", { class: "nn-mine" })
  const knots = ticks.map((tick, i) => {
    const knot = add(svg, "circle", { class: "nn-knot", r: 5, cx: across[i], role: "slider", tabindex: i ? -1 : 0,
      "aria-label": `${data.up} at ${data.across} ${tick}`, "aria-valuemin": low, "aria-valuemax": high })
    knot.addEventListener("keydown", event => {
      if (over) return
      const to = { ArrowLeft: i - 1, ArrowRight: i + 1, Home: 0, End: last }[event.key], by = MOVES[event.key]
      if (event.key === "Enter") check.click()
      else if (to !== undefined) go(Math.max(0, Math.min(last, to)))
      else if (by) set(i, mine[i] + by * (high - low) / STEPS)
      else return
      event.preventDefault()
    })
    return knot
  })

  function go(i) {
    knots.forEach((knot, j) => knot.setAttribute("tabindex", i === j ? 0 : -1))
    knots[i].focus({ preventScroll: true })
  }
  function show() {
    line.setAttribute("points", mine.map((y, i) => `${across[i]},${up(y)}`).join(" "))
    knots.forEach((knot, i) => {
      knot.setAttribute("cy", up(mine[i]))
      knot.setAttribute("aria-valuenow", shown(mine[i], 3))
      knot.setAttribute("aria-valuetext", shown(mine[i], 3))
    })
  }
  function set(i, y) {
    touched = true
    mine[i] = inside(y)
    show()
  }

  let before = null // the knot that was drawn last
  const place = ({ clientX, clientY }) => {
    const { left, top: from, width } = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / width
    const x = (clientX - left) * scale, y = (clientY - from) * scale
    const near = across.map(one => Math.abs(one - x))
    return [near.indexOf(Math.min(...near)), inside(high - (high - low) * (y - top) / height)]
  }
  svg.addEventListener("pointerdown", event => {
    if (over) return
    const [i, y] = place(event)
    before = [i, y]
    svg.setPointerCapture(event.pointerId)
    go(i)
    event.preventDefault()
    set(i, y)
  })
  svg.addEventListener("pointermove", event => {
    if (!before) return
    const [i, y] = place(event), [j, from] = before, step = Math.sign(i - j)
    for (let k = j + step; k !== i && step; k += step) mine[k] = from + (y - from) * (k - j) / (i - j) // a quick hand
    set(i, y)
    before = [i, y]
  })
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { before = null })
  show()

  const mean = values => values.reduce((sum, one) => sum + one, 0) / values.length
  const away = (curve, level = 0) => mean(curve.map((y, i) => Math.abs(y - mine[i] - level)))
  const shape = curve => away(curve, mean(curve) - mean(mine))
  return {
    judge() {
      if (!touched) return { nothing: true, text: "Draw a curve first: drag over the picture, or use the arrow keys." }
      const far = data.answer.map((y, i) => Math.abs(y - mine[i])), i = far.indexOf(Math.max(...far))
      const text = `Yours is solid, and what was found is dashed. They are furthest apart at ${data.across} = ${ticks[i]}: `
        + `you drew ${shown(mine[i], 2)}, and it is ${shown(data.answer[i], 2)}.`
      const ok = away(data.answer) <= data.within
      const all = [data.answer, ...data.wrong].map(shape), nearest = all.indexOf(Math.min(...all))
      return { ok, nearly: !nearest, text, wrong: ok || !nearest ? null : nearest - 1 }
    },
    guess: () => `from ${shown(mine[0], 2)} to ${shown(mine[last], 2)}`,
    reveal() {
      over = true
      const points = data.answer.map((y, i) => `${across[i]},${up(y)}`).join(" ")
      svg.insertBefore(add(svg, "polyline", { class: "nn-found", points }), line)
      if (!touched) line.remove()
      for (const knot of knots) {
        if (touched) knot.setAttribute("aria-disabled", true)
        else knot.remove()
      }
    },
    reset() {},
  }
}
