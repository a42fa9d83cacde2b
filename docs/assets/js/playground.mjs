// The playground's page: the form is the state, Python trains, this file draws.

import { boot, call, drawn, onprogress, stop } from "./python.mjs"

const GRID = 64, SMALL = 32, LINES = 11, DOTS = 31 // as in scripts/browser/playground.py
const TEXTS = new Set(["data"])

export function setup(root) {
  const page = root.closest("[data-md-component=content]") ?? document.body
  const $ = selector => root.querySelector(selector)
  const form = $("form"), fields = [...form.elements].filter(field => field.name)
  const outputs = Object.fromEntries([...root.querySelectorAll("output")].map(out => [out.id.replace("nn-out-", ""), out]))
  const buttons = Object.fromEntries(["play", "pause", "step", "reset", "link", "code-button"].map(name => [name, $(`.nn-${name}`)]))
  const message = $(".nn-message"), speed = $(".nn-speed select"), script = $(".nn-script")
  const own = { points: [], class: 0, cross: null }
  let scene = null, frame = null, generation = -1, playing = false, session = 0, dirty = true, curve = [], waiting = null, smooth = 0

  // What the page draws on. Each canvas takes the place of the picture in its box.
  for (const link of root.querySelectorAll("a.full-size")) link.replaceWith(...link.childNodes) // a click means the square
  const map = canvas($(".nn-map"), "Decision regions and points. Arrow keys move a cross, Enter sets a point of your own.")
  map.tabIndex = 0
  map.setAttribute("role", "application")
  const losses = canvas($(".nn-loss"), "Training loss and held-out loss against the step")
  const inside = $(".nn-inside")
  addOwn(page.querySelector(".nn-own"))

  // ---- state

  function value(field) {
    return field.tagName === "SELECT" ? field.value : Number(field.value)
  }

  function read() { // the state that the form shows
    const get = name => value(form.elements[name])
    const layers = Array.from({ length: get("depth") }, (_, i) => [get(`n${i + 1}`), get(`a${i + 1}`)])
    const state = { layers }
    for (const { name } of fields) if (!/^([na]\d|depth)$/.test(name)) state[name] = get(name)
    if (state.data === "own") state.own = own.points
    return state
  }

  function show(state) { // the form shows the state; what it does not name gets its default
    for (const field of fields) {
      const fallback = field.tagName === "SELECT" ? [...field.options].find(option => option.defaultSelected)?.value ?? field.options[0].value : field.defaultValue
      field.value = state[field.name] ?? fallback
    }
    const layers = state.layers ?? initial.layers
    form.elements.depth.value = layers.length
    layers.forEach(([n, name], i) => {
      form.elements[`n${i + 1}`].value = n
      form.elements[`a${i + 1}`].value = name
    })
    own.points = state.own ?? own.points
    arrange()
  }

  function arrange() {
    for (const layer of form.querySelectorAll("[data-layer]")) layer.hidden = Number(layer.dataset.layer) > form.elements.depth.value
    for (const slider of form.querySelectorAll(".nn-slider")) slider.querySelector(".nn-shown").textContent = slider.querySelector("input").value
    const data = form.elements.data.value
    for (const name of ["points", "noise", "dseed", "held"]) {
      const off = data === "lecture" || data === "own" && (name === "points" || name === "noise")
      form.elements[name].closest(".nn-field").hidden = off
    }
  }

  function address(state, step) { // the state as the part of the address behind #
    const parts = new URLSearchParams()
    for (const [name, entry] of Object.entries(state)) {
      if (name === "layers") {
        const text = entry.map(([n, kind]) => `${n}-${kind}`).join(",")
        if (text !== initial.layers.map(([n, kind]) => `${n}-${kind}`).join(",")) parts.set(name, text)
      } else if (name === "own") parts.set(name, entry.map(point => point.join(",")).join(";"))
      else if (entry !== initial[name]) parts.set(name, entry)
    }
    parts.set("step", step)
    return "#" + parts.toString().replaceAll("%2C", ",").replaceAll("%3B", ";")
  }

  function parse(hash) { // state and step from an address, or null
    const parts = new URLSearchParams(hash.slice(1))
    if (!parts.has("step")) return null
    const state = {}
    for (const [name, text] of parts) {
      if (name === "layers") state.layers = text.split(",").map(part => [parseInt(part), part.slice(part.indexOf("-") + 1)])
      else if (name === "own") state.own = text ? text.split(";").map(point => point.split(",").map(Number)) : []
      else if (name !== "step") state[name] = TEXTS.has(name) ? text : Number(text)
    }
    return [state, Math.min(Number(parts.get("step")) || 0, 1e6)]
  }

  const initial = read()

  // ---- talking to Python

  async function start(options = {}) { // a new network from the form
    const mine = ++session
    const state = read()
    dirty = false
    curve = []
    smooth = 0
    say("")
    const unwatch = onprogress((share, sentence) => { if (mine === session) say(share < 1 ? `${sentence} … ${Math.round(100 * share)} %` : "") })
    try {
      await boot()
      if (mine !== session) return
      const said = await new Promise((resolve, reject) =>
        call("playground.start", { state, ...options }, event => { if (mine === session) arrived(event) }, true).then(resolve, reject))
      if (mine !== session) return
      if (said.error) {
        scene = frame = waiting = null
        outputs.parameters.textContent = "–"
        set(false)
        live(map) // an empty square to put points into
        live(losses)
        return say(said.error)
      }
    } catch (error) {
      if (mine === session) {
        set(false)
        dirty = true
        if (error.message !== "Stopped.") say(error.message)
      }
    } finally {
      unwatch()
    }
  }

  const request = (op, args = {}) => call(`playground.${op}`, args, event => arrived(event), true)

  function arrived(event) {
    if (event.generation < generation) return
    generation = event.generation
    if (event.scene) {
      scene = event.scene
      outputs.parameters.textContent = scene.parameters
    }
    if (waiting) drawn(waiting.generation) // dropped: a newer picture came before the screen was drawn
    else requestAnimationFrame(show_frame)
    if (waiting?.state.units && !event.state.units) { // its words are still the newest
      event.state = { ...waiting.state, ...event.state }
      event.flat = waiting.flat
      event.maps = joined(event.maps, waiting.maps.subarray(GRID * GRID))
    }
    waiting = event
  }

  function joined(one, other) {
    const both = new Uint8Array(one.length + other.length)
    both.set(one)
    both.set(other, one.length)
    return both
  }

  function show_frame() {
    if (!waiting) return
    const { state, maps, flat, playing: still, generation: mine } = waiting
    waiting = null
    frame = { ...frame, ...state, map: maps.subarray(0, GRID * GRID) }
    if (state.units) Object.assign(frame, { small: maps.subarray(GRID * GRID), flat: new Float32Array(flat.buffer, flat.byteOffset, flat.byteLength / 4) })
    if (state.numbers) words(state) // ten times a second while it plays
    draw()
    if (state.units) drawInside()
    if (state.problem) say(state.problem)
    if (playing !== (still && !state.problem)) set(!playing)
    drawn(mine)
    root.dispatchEvent(new CustomEvent("nn-frame", { detail: state }))
  }

  function words({ numbers, curve: marks }) {
    outputs.step.textContent = numbers.step
    for (const key of ["loss", "heldLoss"]) outputs[key].textContent = numbers[key] === null ? "–" : numbers[key].toPrecision(6)
    for (const key of ["accuracy", "heldAccuracy"]) outputs[key].textContent = numbers[key] === null ? "–" : `${(100 * numbers[key]).toFixed(1)} %`
    curve = [...marks.filter(([step]) => step < numbers.step), [numbers.step, numbers.loss, numbers.heldLoss]]
    drawLosses()
  }

  function say(text) {
    message.textContent = text
  }

  function set(now) {
    playing = now
    if (root.dataset.playing === String(now)) return
    root.dataset.playing = now
    buttons.play.setAttribute("aria-pressed", now)
  }

  // ---- what the reader does

  function go(options) {
    if (options.play) set(true)
    return start({ pace: Number(speed.value), ...options })
  }

  buttons.play.onclick = () => {
    if (playing) return
    set(true)
    if (dirty || !scene) go({ play: true })
    else request("play", { pace: Number(speed.value) })
  }
  buttons.pause.onclick = () => {
    set(false)
    if (scene) request("pause")
  }
  buttons.step.onclick = async () => {
    if (dirty || !scene) await go({})
    if (scene) request("step")
  }
  buttons.reset.onclick = () => go({})
  speed.onchange = () => { if (playing) request("play", { pace: Number(speed.value) }) }
  let sent = 0
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("input", () => {
    arrange()
    if (form.elements.data.value === "own" && !own.points.length) map.focus({ preventScroll: true })
    cancelAnimationFrame(sent) // a slider that moves asks once a picture
    sent = requestAnimationFrame(() => go({ play: playing }))
  })

  function open([state, step]) {
    if (state.data !== "own") delete state.own
    show(state)
    go({ step })
  }

  for (const preset of page.querySelectorAll(".nn-preset")) {
    preset.disabled = false
    preset.onclick = () => {
      const { step, ...state } = JSON.parse(preset.dataset.state)
      open([state, step])
      root.scrollIntoView({ block: "start" })
    }
  }

  buttons.link.onclick = async () => {
    const hash = address(read(), frame?.step ?? 0)
    history.replaceState(history.state, "", hash)
    const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false)
    say(copied ? "The link is in the address bar and on the clipboard." : "The link is in the address bar.")
  }

  buttons["code-button"].onclick = async () => {
    if (!script.hidden) {
      script.hidden = true
      buttons["code-button"].setAttribute("aria-expanded", false)
      return
    }
    try {
      script.firstElementChild.textContent = await call("playground.code", { ...read(), step: frame?.step ?? 0 })
      script.hidden = false
      buttons["code-button"].setAttribute("aria-expanded", true)
    } catch (error) {
      say(error.message)
    }
  }

  // ---- points of one's own

  function addOwn(box) {
    box.innerHTML = `<fieldset class="nn-classes"><legend>Class of the next point</legend>
      <label><input type="radio" name="nn-class" value="0" checked> 0, a circle</label>
      <label><input type="radio" name="nn-class" value="1"> 1, a triangle</label>
      <button type="button" class="nn-button nn-undo">Remove the last point</button>
      <button type="button" class="nn-button nn-none">Remove all points</button></fieldset>
      <label for="nn-csv">Points as CSV</label><textarea id="nn-csv" rows="4" spellcheck="false" placeholder="0.5, -0.2, 1"></textarea>
      <div class="nn-bar"><button type="button" class="nn-button nn-use">Use these points</button>
      <label class="nn-file">Open a CSV file <input type="file" accept=".csv,text/csv,text/plain"></label></div>
      <div class="nn-csv-said" role="status"></div>`
    const said = box.querySelector(".nn-csv-said"), text = box.querySelector("textarea")
    for (const radio of box.querySelectorAll("[type=radio]")) radio.onchange = () => { own.class = Number(radio.value) }
    const changed = () => {
      form.elements.data.value = "own"
      arrange()
      go({ play: playing })
    }
    box.querySelector(".nn-undo").onclick = () => { own.points = own.points.slice(0, -1); changed() }
    box.querySelector(".nn-none").onclick = () => { own.points = []; changed() }
    const use = async () => {
      try {
        const { points, wrong } = await call("playground.read_csv", text.value)
        said.replaceChildren(`${points.length} points${wrong.length ? `, and ${wrong.length} lines left out:` : "."}`)
        if (wrong.length) {
          const list = said.appendChild(document.createElement("ul"))
          for (const line of wrong.slice(0, 10)) list.appendChild(document.createElement("li")).textContent = line
          if (wrong.length > 10) list.appendChild(document.createElement("li")).textContent = `and ${wrong.length - 10} more`
        }
        if (points.length) {
          own.points = points
          changed()
        }
      } catch (error) {
        said.textContent = error.message
      }
    }
    box.querySelector(".nn-use").onclick = use
    box.querySelector("[type=file]").onchange = async event => {
      const [file] = event.target.files
      if (!file) return
      text.value = await file.text()
      use()
    }
    own.changed = changed
  }

  function place(x, y, label) {
    if (form.elements.data.value !== "own") { // the first point starts a set of its own
      form.elements.data.value = "own"
      own.points = []
    }
    own.points = [...own.points, [Number(x.toFixed(3)), Number(y.toFixed(3)), label]]
    own.changed()
  }

  const reach = () => scene?.reach ?? 1.5
  map.addEventListener("click", event => {
    const box = map.getBoundingClientRect()
    const x = reach() * (2 * (event.clientX - box.left) / box.width - 1), y = reach() * (1 - 2 * (event.clientY - box.top) / box.height)
    if (Math.abs(x) <= reach() && Math.abs(y) <= reach()) place(x, y, event.shiftKey ? 1 - own.class : own.class)
  })
  map.addEventListener("keydown", event => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    if (move) {
      const step = reach() / (event.shiftKey ? 50 : 15), [x, y] = own.cross ?? [0, 0]
      own.cross = [x + step * move[0], y + step * move[1]].map(at => Math.max(-reach(), Math.min(reach(), at)))
      draw()
    } else if (event.key === "0" || event.key === "1") {
      own.class = Number(event.key)
      page.querySelector(`[name=nn-class][value="${event.key}"]`).checked = true
    } else if (event.key === "Enter" || event.key === " ") {
      own.cross ??= [0, 0]
      place(...own.cross, own.class)
    } else return
    event.preventDefault()
  })
  map.addEventListener("blur", () => { own.cross = null; draw() })

  // ---- drawing

  function canvas(box, label) {
    const made = document.createElement("canvas")
    made.setAttribute("role", "img")
    made.setAttribute("aria-label", label)
    made.hidden = true
    box.append(made)
    return made
  }

  function live(made) { // the drawing surface in the box's size, its picture away
    if (made.hidden) {
      const picture = made.parentElement.querySelector("img")
      const { width, height } = picture.getBoundingClientRect()
      if (width) made.style.aspectRatio = `${width} / ${height}`
      made.hidden = false
      made.parentElement.classList.add("nn-live")
    }
    const { width, height } = made.getBoundingClientRect(), ratio = Math.min(devicePixelRatio || 1, 2)
    if (made.width !== Math.round(width * ratio) || made.height !== Math.round(height * ratio)) {
      made.width = Math.round(width * ratio)
      made.height = Math.round(height * ratio)
    }
    const pen = made.getContext("2d")
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    pen.clearRect(0, 0, width, height)
    return [pen, width, height]
  }

  let colors = {}
  function repaint() {
    const style = getComputedStyle(document.body)
    const get = name => style.getPropertyValue(`--nn-${name}`).trim()
    const rgb = text => [1, 3, 5].map(at => parseInt(text.slice(at, at + 2), 16))
    colors = Object.fromEntries(["ink", "quiet", "faint", "paper", "accent", "class-a", "class-b", "area-a", "area-b"].map(name => [name, get(name)]))
    const ramp = (low, middle, high) => new Uint32Array(Uint8Array.from({ length: 1024 }, (_, at) => { // as red, green, blue, 255
      const i = at >> 2, k = at & 3, [from, to, share] = i < 128 ? [low, middle, i / 128] : [middle, high, (i - 128) / 127]
      return k < 3 ? Math.round(from[k] + share * (to[k] - from[k])) : 255
    }).buffer)
    const [a, b, paper, left, right] = ["area-a", "area-b", "paper", "class-a", "class-b"].map(name => rgb(colors[name]))
    const pale = (strong, weak) => strong.map((part, k) => Math.round(weak[k] + 0.45 * (part - weak[k])))
    colors.regions = ramp(pale(left, a), paper, pale(right, b))
    colors.units = ramp(left, paper, right)
    redraw()
  }
  function redraw() {
    draw()
    if (scene) drawLosses()
    if (frame?.small) drawInside()
  }
  new MutationObserver(repaint).observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
  addEventListener("resize", redraw)

  const tiles = {}
  function image(bytes, size, ramp) {
    if (!tiles[size]) {
      const tile = Object.assign(document.createElement("canvas"), { width: size, height: size })
      tiles[size] = { tile, pen: tile.getContext("2d", { willReadFrequently: true }), data: new ImageData(size, size) }
    }
    const { tile, pen, data } = tiles[size], pixels = new Uint32Array(data.data.buffer)
    for (let i = 0; i < bytes.length; i++) pixels[i] = ramp[bytes[i]]
    pen.putImageData(data, 0, 0)
    return tile
  }

  function boundary(pen, bytes, side) { // where the map crosses one half, cell by cell
    const at = (i, j) => bytes[j * GRID + i] - 127.5, cell = side / GRID
    pen.beginPath()
    for (let j = 0; j < GRID - 1; j++) {
      for (let i = 0; i < GRID - 1; i++) {
        const corners = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)]
        const sign = corners[0] > 0
        if (corners[1] > 0 === sign && corners[2] > 0 === sign && corners[3] > 0 === sign) continue
        const ends = []
        const edge = (k, l, x, y, dx, dy) => {
          if (corners[k] > 0 !== corners[l] > 0) {
            const share = corners[k] / (corners[k] - corners[l])
            ends.push([(i + x + dx * share + 0.5) * cell, (j + y + dy * share + 0.5) * cell])
          }
        }
        edge(0, 1, 0, 0, 1, 0)
        edge(1, 2, 1, 0, 0, 1)
        edge(2, 3, 1, 1, -1, 0)
        edge(3, 0, 0, 1, 0, -1)
        for (let k = 0; k + 1 < ends.length; k += 2) {
          pen.moveTo(...ends[k])
          pen.lineTo(...ends[k + 1])
        }
      }
    }
    pen.stroke()
  }

  function dots(pen, points, put, hollow) {
    for (const kind of [0, 1]) {
      pen.fillStyle = pen.strokeStyle = colors[kind ? "class-b" : "class-a"]
      pen.beginPath()
      for (const [px, py, label] of points) {
        if (label !== kind) continue
        const [x, y] = put(px, py)
        if (kind) {
          pen.moveTo(x, y - 4)
          pen.lineTo(x + 3.6, y + 2.6)
          pen.lineTo(x - 3.6, y + 2.6)
          pen.closePath()
        } else {
          pen.moveTo(x + 3, y)
          pen.arc(x, y, 3, 0, 7)
        }
      }
      pen.lineWidth = 1
      if (hollow) pen.stroke()
      else {
        pen.fill()
        pen.strokeStyle = colors.paper
        pen.lineWidth = 0.6
        pen.stroke()
      }
    }
  }

  function draw() {
    if (!scene && !own.cross && map.hidden) return
    const [pen, side] = live(map)
    const put = (x, y) => [(x / reach() + 1) * side / 2, (1 - y / reach()) * side / 2]
    if (frame?.map && scene) {
      pen.imageSmoothingEnabled = true
      pen.imageSmoothingQuality = playing ? "low" : "high" // the finer one takes as long as all other drawing
      pen.drawImage(image(frame.map, GRID, colors.regions), 0, 0, side, side)
      pen.strokeStyle = colors.ink
      pen.lineWidth = 1.3
      boundary(pen, frame.map, side)
    }
    if (scene) {
      dots(pen, scene.held, put, true)
      dots(pen, scene.train, put, false)
    }
    if (own.cross) {
      const [x, y] = put(...own.cross)
      pen.strokeStyle = colors.ink
      pen.lineWidth = 1.5
      pen.beginPath()
      pen.moveTo(x - 9, y)
      pen.lineTo(x + 9, y)
      pen.moveTo(x, y - 9)
      pen.lineTo(x, y + 9)
      pen.stroke()
    }
  }

  function drawLosses() {
    const [pen, width, height] = live(losses)
    if (!curve.length) return
    const last = Math.max(curve.at(-1)[0], 10), left = 34, bottom = height - 20
    const values = curve.flatMap(([, a, b]) => [a, b]).filter(v => v !== null).sort((a, b) => a - b)
    const top = Math.max(0.1, values[Math.floor(0.98 * (values.length - 1))] * 1.15)
    const put = (step, loss) => [left + (width - left - 8) * step / last, bottom - (bottom - 8) * Math.min(loss / top, 1.05)]
    pen.font = `11px ${getComputedStyle(root).getPropertyValue("--sans")}`
    pen.fillStyle = pen.strokeStyle = colors.quiet
    pen.lineWidth = 1
    pen.beginPath()
    pen.moveTo(left, 4)
    pen.lineTo(left, bottom)
    pen.lineTo(width - 6, bottom)
    pen.stroke()
    pen.textAlign = "right"
    pen.fillText(top < 1000 ? top.toPrecision(2) : top.toExponential(0).replace("+", ""), left - 4, put(0, top)[1] + 8)
    pen.fillText("0", left - 4, bottom)
    pen.fillText(`step ${last}`, width - 6, height - 5)
    for (const [k, color, dash] of [[1, colors.ink, []], [2, colors.accent, [5, 3]]]) {
      pen.strokeStyle = color
      pen.setLineDash(dash)
      pen.lineWidth = 1.6
      pen.beginPath()
      for (const point of curve) if (point[k] !== null) pen.lineTo(...put(point[0], point[k]))
      pen.stroke()
    }
    pen.setLineDash([])
    pen.textAlign = "left"
    pen.fillStyle = colors.ink
    pen.fillText("— training", left, height - 5) // below the axis, where no curve crosses it
    pen.fillStyle = colors.accent
    pen.fillText("- - held out", left + 70, height - 5)
  }

  let shape = ""
  function drawInside() {
    const names = frame.units.map((_, i) => read().layers[i])
    const now = JSON.stringify(names)
    if (now !== shape) {
      shape = now
      inside.replaceChildren()
      const heading = (text, note) => {
        const box = inside.appendChild(document.createElement("figure"))
        const caption = box.appendChild(document.createElement("figcaption"))
        caption.append(Object.assign(document.createElement("b"), { textContent: text }), ` ${note} `, document.createElement("span"))
        const made = document.createElement("canvas")
        made.setAttribute("role", "img")
        box.append(made)
        return box
      }
      names.forEach(([n, kind], i) => heading(`Layer ${i + 1}`, `${n} × ${kind.replace("_", " ")}`).classList.add("nn-units"))
      heading("Hidden representation", "").classList.add("nn-warp")
      const list = heading("Gradients", "of the weights, per layer")
      list.querySelector("canvas").remove()
      list.classList.add("nn-gradients")
      list.append(document.createElement("ol"))
      list.lastChild.append(...frame.gradients.map(() => {
        const row = document.createElement("li")
        row.append(document.createElement("i"), document.createElement("span"))
        return row
      }))
    }
    let from = 0
    inside.querySelectorAll(".nn-units").forEach((box, i) => {
      const made = box.querySelector("canvas"), [n] = names[i], across = Math.min(n, Math.floor((box.clientWidth + 4) / 40)), units = frame.units[i]
      made.style.aspectRatio = `${across * 40} / ${Math.ceil(n / across) * 40}`
      made.style.maxWidth = `${across * 40}px`
      const [pen, width] = live(Object.assign(made, { hidden: false })), size = width / across - 4
      for (let k = 0; k < n; k++, from += SMALL * SMALL) {
        const x = (k % across) * (size + 4), y = Math.floor(k / across) * (size + 4), state = units?.[k]
        pen.globalAlpha = state === "dead" ? 0.35 : 1
        pen.drawImage(image(frame.small.subarray(from, from + SMALL * SMALL), SMALL, colors.units), x, y, size, size)
        pen.globalAlpha = 1
        pen.strokeStyle = state ? colors.accent : colors.faint
        pen.lineWidth = state ? 2 : 1
        pen.setLineDash(state === "saturated" ? [4, 3] : [])
        pen.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1)
        if (state === "dead") {
          pen.beginPath()
          pen.moveTo(x, y)
          pen.lineTo(x + size, y + size)
          pen.moveTo(x + size, y)
          pen.lineTo(x, y + size)
          pen.stroke()
        }
        pen.setLineDash([])
      }
      const count = state => units?.filter(unit => unit === state).length ?? 0
      const words = ["dead", "saturated"].filter(count).map(state => `${count(state)} ${state}`).join(", ")
      const note = box.querySelector("figcaption span")
      if (note.textContent !== words) note.textContent = words
      made.setAttribute("aria-label", `Maps of the ${n} units of layer ${i + 1}${words && `: ${words}`}`)
    })
    drawWarp(inside.querySelector(".nn-warp"))
    inside.querySelectorAll(".nn-gradients li").forEach((row, i) => {
      const size = frame.gradients[i]
      row.firstChild.style.width = `${size ? Math.max(2, Math.min(100, 100 * (Math.log10(size) + 8) / 9)) : 0}%`
      row.lastChild.textContent = size === null ? "–" : size === 0 ? "0" : size < 0.001 ? size.toExponential(1).replace("-", "−") : size.toPrecision(2)
    })
  }

  function drawWarp(box) {
    const made = box.querySelector("canvas")
    made.style.aspectRatio = "1 / 1"
    const [pen, side] = live(Object.assign(made, { hidden: false })), { flat } = frame, n = 2 * LINES * DOTS
    made.setAttribute("aria-label", "The plane and the training points as the last hidden layer has them")
    const own = flat.length / 2 - n
    let size = 1e-9
    for (let i = 2 * n; i < flat.length; i++) size = Math.max(size, Math.abs(flat[i]))
    size *= 1.15
    smooth = smooth ? smooth + 0.3 * (size - smooth) : size // no jumps
    const put = (x, y) => [(x / smooth + 1) * side / 2, (1 - y / smooth) * side / 2]
    pen.strokeStyle = colors.quiet
    pen.globalAlpha = 0.5
    pen.lineWidth = 0.7
    pen.beginPath()
    for (let line = 0; line < 2 * LINES; line++) {
      for (let dot = 0; dot < DOTS; dot++) {
        const i = 2 * (line * DOTS + dot)
        pen[dot ? "lineTo" : "moveTo"](...put(flat[i], flat[i + 1]))
      }
    }
    pen.stroke()
    pen.globalAlpha = 1
    if (frame.line) {
      const [a, b, c] = frame.line, far = 10 * smooth, length = Math.hypot(a, b) || 1
      const [x, y] = [-c * a / length ** 2, -c * b / length ** 2]
      pen.strokeStyle = colors.ink
      pen.lineWidth = 1.3
      pen.beginPath()
      pen.moveTo(...put(x - far * b / length, y + far * a / length))
      pen.lineTo(...put(x + far * b / length, y - far * a / length))
      pen.stroke()
    }
    dots(pen, Array.from({ length: own }, (_, i) => [flat[2 * (n + i)], flat[2 * (n + i) + 1], scene.train[i]?.[2]]), put, false)
  }

  // ---- ready

  repaint()
  for (const button of Object.values(buttons)) button.disabled = false
  for (const set of form.querySelectorAll("fieldset")) set.disabled = false
  speed.disabled = false
  set(false)
  arrange()
  const linked = () => {
    const found = location.hash && parse(location.hash)
    if (found) open(found)
  }
  addEventListener("hashchange", () => { if (root.isConnected) linked() })
  linked()
  addEventListener("visibilitychange", () => { if (document.hidden && playing && root.isConnected) buttons.pause.click() })
  new MutationObserver((_, watcher) => { // the reader went to another page: nothing trains behind it
    if (root.isConnected) return
    watcher.disconnect()
    if (playing) stop()
  }).observe(document.body, { childList: true, subtree: true })
}
