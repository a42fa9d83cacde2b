// A place on a curve, or the two ends of a region, set by mouse, touch or arrow keys.

import { offMark } from "./off.mjs"
import { shown } from "./say.mjs"

const SVG = "http://www.w3.org/2000/svg"
const draw = (parent, tag, attributes) => {
  const element = parent.appendChild(document.createElementNS(SVG, tag))
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

export function mark({ section, data, check, moved }) {
  const svg = section.querySelector(".nn-plot"), [left, top, width, height] = JSON.parse(svg.dataset.frame)
  const [low, high] = data.x, last = data.y.length - 1, x = i => low + (high - low) * i / last
  const above = Math.max(...data.y, 0), below = Math.min(...data.y, 0)
  const across = i => left + width * i / last, up = i => top + height * (above - data.y[i]) / (above - below)
  const band = data.region && draw(svg, "rect", { class: "nn-band", y: top, height })
  const names = data.region ? ["Left end", "Right end"] : ["Place on the curve"]
  const home = data.region ? [Math.round(last / 4), Math.round(3 * last / 4)] : [Math.round(last / 8)]
  const at = [...home]
  let touched = false
  svg.setAttribute("role", "group")
  svg.setAttribute("aria-label", "A curve to mark")

  const handles = names.map((name, which) => {
    const handle = draw(svg, "g", { class: "nn-cross", role: "slider", tabindex: 0, "aria-label": name, "aria-valuemin": low, "aria-valuemax": high })
    draw(handle, "path", { d: `M0 ${top}V${top + height}` })
    draw(handle, "circle", { r: 6 })
    handle.addEventListener("keydown", event => {
      const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -last, End: last }[event.key]
      if (event.key === "Enter") check.click()
      if (!step) return
      event.preventDefault()
      set(which, at[which] + step * (event.shiftKey ? 10 : 1))
    })
    return handle
  })

  function show() {
    handles.forEach((handle, which) => {
      const i = at[which]
      handle.setAttribute("transform", `translate(${across(i)} 0)`)
      handle.querySelector("circle").setAttribute("cy", up(i))
      handle.setAttribute("aria-valuenow", x(i).toPrecision(4))
      handle.setAttribute("aria-valuetext", place(which))
    })
    if (!band) return
    band.setAttribute("x", across(at[0]))
    band.setAttribute("width", across(at[1]) - across(at[0]))
  }
  const place = which => `x = ${shown(x(at[which]))}, height ${shown(data.y[at[which]])}`
  function set(which, i) {
    touched = true
    at[which] = Math.max(0, Math.min(last, i))
    if (data.region && at[0] > at[1]) at[1 - which] = at[which]
    show()
    moved(data.region ? `From x = ${shown(x(at[0]))} to x = ${shown(x(at[1]))}.` : `${place(0)}.`)
  }

  let held = null
  const under = event => {
    const { left: from, width: wide } = svg.getBoundingClientRect()
    return Math.round(last * ((event.clientX - from) * svg.viewBox.baseVal.width / wide - left) / width)
  }
  svg.addEventListener("pointerdown", event => {
    const i = under(event)
    held = data.region && Math.abs(at[1] - i) < Math.abs(at[0] - i) ? 1 : 0
    svg.setPointerCapture(event.pointerId)
    handles[held].focus({ preventScroll: true })
    event.preventDefault()
    set(held, i)
  })
  svg.addEventListener("pointermove", event => { if (held !== null) set(held, under(event)) })
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { held = null })
  show()

  const within = data.within + 1e-9 * (high - low)
  const matches = ([from, to]) => data.region
    ? Math.abs(x(at[0]) - from) <= within && Math.abs(x(at[1]) - to) <= within
    : x(at[0]) >= from - within && x(at[0]) <= to + within
  return {
    judge() {
      if (!touched) return { nothing: true, text: "Set the mark first: click on the curve, or move it with the arrow keys." }
      if (matches(data.answer)) return { ok: true }
      const wrong = data.wrong.findIndex(matches)
      if (wrong >= 0) return { ok: false, wrong }
      return { ok: false, wrong: null, text: offMark(at.map(x), data) }
    },
    reset() {
      at.splice(0, at.length, ...home)
      touched = false
      show()
    },
  }
}
