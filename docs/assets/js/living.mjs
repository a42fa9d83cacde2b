// Living figures: the page's figure becomes a control. Every value comes from nnref.

import { boot, call, loading, onprogress } from "./python.mjs"

const WIDTH = 480, HEIGHT = 262, REACH = 6, GAP = 16, TOP = 26, BOTTOM = 14
const SVG = "http://www.w3.org/2000/svg"

const element = (tag, attributes = {}, style = {}) => {
  const made = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  Object.assign(made.style, style)
  return made
}
const minus = text => String(text).replace("-", "−")
const digits = value => value === 0 ? "0" : minus(Math.abs(value) < 0.001 || Math.abs(value) >= 1e5 ? value.toExponential(3) : value.toPrecision(4))

export async function start(link, name, button, signal) { // signal: the reader goes to another page
  const box = document.createElement("div")
  box.className = "nn-living"
  button.disabled = true
  button.textContent = "Loading Python …"
  const unwatch = onprogress((share, sentence) => { button.textContent = share < 1 ? loading(share, sentence) : sentence })
  let known
  try {
    await boot()
    known = await call("curves.names", null)
  } catch (error) {
    button.disabled = false
    button.textContent = "Move along the curve"
    throw error
  } finally {
    unwatch()
  }
  if (signal.aborted) return

  const state = { x: 1, params: name === "maxout" ? { w: [-0.5, 1], b: [0, 0] } : { ...known[name] }, other: "" }
  const plot = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" })
  const values = document.createElement("output")
  values.setAttribute("aria-live", "polite")
  const rows = document.createElement("div")
  rows.className = "nn-living-controls"

  function slider(label, low, high, step, value, change) {
    const id = `nn-living-${rows.childElementCount}`
    const row = rows.appendChild(document.createElement("div"))
    row.className = "nn-field nn-slider"
    const input = Object.assign(document.createElement("input"), { type: "range", id, min: low, max: high, step, value })
    const shown = Object.assign(document.createElement("b"), { className: "nn-shown", textContent: minus(value) })
    shown.setAttribute("aria-hidden", "true")
    input.addEventListener("input", () => {
      shown.textContent = minus(input.value)
      change(Number(input.value))
      update()
    })
    row.append(Object.assign(document.createElement("label"), { htmlFor: id, textContent: label }), input, shown)
    return number => {
      input.value = number
      shown.textContent = minus(input.value)
    }
  }

  const moved = slider("x", -REACH, REACH, 0.01, state.x, x => { state.x = x })
  if (name === "maxout")
    for (const i of [0, 1]) {
      slider(`Weight of piece ${i + 1}`, -2, 2, 0.05, state.params.w[i], value => { state.params.w[i] = value })
      slider(`Bias of piece ${i + 1}`, -3, 3, 0.05, state.params.b[i], value => { state.params.b[i] = value })
    }
  else for (const [parameter, value] of Object.entries(known[name]))
    slider(parameter, 0, 2, 0.01, value, given => { state.params[parameter] = given })
  const compare = rows.appendChild(document.createElement("div"))
  compare.className = "nn-field"
  compare.innerHTML = '<label for="nn-compare">Compare with</label><select id="nn-compare"><option value="">nothing</option></select>'
  const select = compare.querySelector("select")
  for (const other of Object.keys(known)) if (other !== name) select.append(new Option(other.replace("_", " "), other))
  select.onchange = () => {
    state.other = select.value
    update()
  }

  // One question at a time; what changed meanwhile is asked next.
  let asking = false, again = false
  async function update() {
    if (asking) {
      again = true
      return
    }
    asking = true
    try {
      do {
        again = false
        const now = structuredClone(state)
        const ask = (what, other, more) => call(`curves.${what}`, { name: other, params: other === name ? now.params : known[other], ...more })
        const shown = now.other ? [name, now.other] : [name]
        const curves = await Promise.all(shown.map(one => ask("curve", one, { reach: REACH })))
        const points = await Promise.all(shown.map(one => ask("value", one, { x: now.x })))
        draw(now, shown, curves, points)
      } while (again)
    } catch (error) {
      values.textContent = error.message
    } finally {
      asking = false
    }
  }

  const side = (WIDTH - GAP) / 2
  const left = [0, side + GAP]
  const acrossTo = (panel, x) => left[panel] + 6 + (side - 12) * (x + REACH) / (2 * REACH)

  function draw(now, shown, curves, points) {
    plot.replaceChildren()
    const size = Math.max(12, 11 * WIDTH / (plot.clientWidth || WIDTH)) // at least 11 pixels on a phone
    for (const [panel, key, title] of [[0, "y", "f (x)"], [1, "d", "f ′(x)"]]) {
      const all = curves.flatMap(curve => curve[key])
      const low = Math.max(key === "y" ? -3 : -1.2, Math.min(0, ...all)), high = Math.min(key === "y" ? 6 : 2.2, Math.max(1, ...all))
      const pad = 0.08 * (high - low)
      const up = value => {
        const at = Math.max(low - pad, Math.min(high + pad, value))
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (at - low + pad) / (high - low + 2 * pad)
      }
      const line = (x1, y1, x2, y2, style) => plot.append(element("line", { x1, y1, x2, y2 }, { strokeWidth: 1, ...style }))
      line(acrossTo(panel, -REACH), up(0), acrossTo(panel, REACH), up(0), { stroke: "var(--nn-quiet)" })
      line(acrossTo(panel, 0), TOP, acrossTo(panel, 0), HEIGHT - BOTTOM, { stroke: "var(--nn-quiet)" })
      line(acrossTo(panel, now.x), TOP, acrossTo(panel, now.x), HEIGHT - BOTTOM, { stroke: "var(--nn-faint)", strokeWidth: 1.5 })
      const write = (text, x, y, anchor = "middle") => {
        const label = element("text", { x, y, "text-anchor": anchor }, { fill: "var(--nn-quiet)", font: `${size}px var(--sans)` })
        label.textContent = text
        plot.append(label)
      }
      write(title, left[panel] + side / 4, 16)
      for (const x of [-REACH, REACH]) write(minus(x), acrossTo(panel, x) + (x < 0 ? 6 : -4), up(0) + size + 2)
      for (const y of key === "y" ? [high > 2 ? 4 : 1] : [1]) {
        line(acrossTo(panel, 0) - 3, up(y), acrossTo(panel, 0) + 3, up(y), { stroke: "var(--nn-quiet)" })
        write(y, acrossTo(panel, 0) - 8, up(y) + 4, "end")
      }
      shown.forEach((one, i) => {
        const { x, breaks } = curves[i], values = curves[i][key]
        let path = "", before = null
        x.forEach((at, k) => {
          const outside = values[k] < low - pad || values[k] > high + pad
          const broken = key === "d" && before !== null && breaks.some(kink => kink >= before && kink < at)
          path += outside ? "" : `${path && !broken && before !== null ? "L" : "M"}${acrossTo(panel, at).toFixed(1)} ${up(values[k]).toFixed(1)}`
          before = outside ? null : at
        })
        plot.append(element("path", { d: path }, { fill: "none", stroke: `var(--nn-${one})`, strokeWidth: i ? 1.4 : 2.2, strokeDasharray: i ? "5 3" : "" }))
        const value = points[i][key]
        if (value >= low - pad && value <= high + pad)
          plot.append(element("circle", { cx: acrossTo(panel, now.x), cy: up(value), r: i ? 3.5 : 5 }, { fill: `var(--nn-${one})`, stroke: "var(--nn-paper)", strokeWidth: 1.5 }))
      })
    }
    const said = shown.map((one, i) => `${one.replace("_", " ")}: f(${minus(now.x)}) = ${digits(points[i].y)}, f′(${minus(now.x)}) = ${digits(points[i].d)}`)
    values.textContent = said.join("; ")
    plot.setAttribute("aria-label", `${said[0]}`)
  }

  // Mouse and touch: along the curve.
  function drag(event) {
    const frame = plot.getBoundingClientRect()
    const at = (event.clientX - frame.left) * WIDTH / frame.width
    const panel = at > side + GAP / 2 ? 1 : 0
    const x = ((at - left[panel] - 6) / (side - 12)) * 2 * REACH - REACH
    state.x = Number(Math.max(-REACH, Math.min(REACH, x)).toFixed(2))
    moved(state.x)
    update()
  }
  plot.addEventListener("pointerdown", event => {
    plot.setPointerCapture(event.pointerId)
    drag(event)
  })
  plot.addEventListener("pointermove", event => { if (event.pointerType === "mouse" || event.buttons) drag(event) })

  await update()
  box.append(plot, values, rows)
  link.hidden = true
  link.after(box)
  button.remove()
  box.scrollIntoView({ block: "nearest" }) // a figure that moves has left the place above it
  rows.querySelector("input").focus({ preventScroll: true })
}
