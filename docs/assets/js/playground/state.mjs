// The settings: what the fields show, and the same as the part of the address behind #.

const PLAN = ["task", "hide", "until"] // of a link: not the network's. Play pauses at the step `until`
const LAYER = /^([na]\d|depth)$/

export class Settings {
  own = [] // points of the reader's own: x, y and class
  then = [] // changes while the network trained: step, setting, value
  plan = {} // of a teacher's link

  constructor(form) {
    this.form = form
    this.initial = JSON.parse(form.dataset.defaults) // of links
    this.names = [...form.elements].map(field => field.name).filter(name => name)
    this.first = this.read()
  }

  get(name) {
    const field = this.form.elements[name]
    return field.tagName === "SELECT" ? field.value : Number(field.value)
  }

  put(name, value) { // a field that cannot show the value shows its default
    const field = this.form.elements[name], select = field.tagName === "SELECT"
    const possible = select ? [...field.options].some(option => option.value === value) : typeof value === "number"
    field.value = possible ? value : select ? field.querySelector("[selected]").value : field.defaultValue
    field.dataset.kept = field.value
  }

  layers() {
    return Array.from({ length: this.get("depth") }, (_, i) => [this.get(`n${i + 1}`), this.get(`a${i + 1}`)])
  }

  read() { // the settings of a network that starts now: the fields show what holds after all changes
    const plain = this.names.filter(name => !LAYER.test(name))
    const state = { layers: this.layers(), ...Object.fromEntries(plain.map(name => [name, this.get(name)])) }
    if (this.then.length) Object.assign(state, this.base, { then: this.then })
    if (state.data === "own") state.own = this.own
    return state
  }

  show({ layers = this.initial.layers, own = this.own, then = [], ...plain }) { // what is not named gets its default
    const values = { ...this.initial, ...plain, depth: layers.length }
    layers.forEach(([n, kind], i) => Object.assign(values, { [`n${i + 1}`]: n, [`a${i + 1}`]: kind }))
    for (const name of this.names) this.put(name, values[name])
    this.own = own
    this.then = []
    for (const change of then) this.change(...change)
  }

  change(step, name, value) { // from this step on; `base` is what the network started with
    if (!this.then.length) {
      this.base = {}
      for (const field of [...this.form.elements].filter(field => field.dataset.live === ""))
        this.base[field.name] = Number(field.dataset.kept ?? field.defaultValue)
    }
    this.then = [...this.then.filter(([at, which]) => at < step || at === step && which !== name), [step, name, value]]
    this.put(name, value)
  }

  forget(step) { // the changes after a step; the fields show what held there
    if (!this.then.length) return
    const kept = this.then.filter(([at]) => at <= step), base = this.base
    for (const name of Object.keys(base)) this.put(name, base[name])
    this.then = []
    for (const change of kept) this.change(...change)
  }

  restart() { // a new network begins with what the fields show
    this.then = []
  }

  address(step) { // what differs from the settings of links, the step, and the plan
    const parts = new URLSearchParams()
    for (const [name, value] of Object.entries(this.read()))
      if (written(name, value) !== written(name, this.initial[name] ?? [])) parts.set(name, written(name, value))
    parts.set("step", step)
    for (const [name, value] of Object.entries(this.plan)) parts.set(name, value)
    return "#" + parts.toString().replaceAll("%2C", ",").replaceAll("%3B", ";")
  }

  understood(hash) { // { state, wrong: what of a link is not understood }, or null for a heading's
    if (!hash.includes("=")) return null
    const state = {}, wrong = []
    this.plan = {}
    for (const [name, text] of new URLSearchParams(hash.slice(1))) {
      if (name === "until" && !(Number(text) > 0 && Number.isInteger(Number(text)))) wrong.push(`until=${text} (a step is a whole number above zero)`)
      else if (PLAN.includes(name)) this.plan[name] = text
      else {
        const value = parsed(name, text), why = this.why(name, value)
        if (why) wrong.push(`${name}=${text.length > 40 ? text.slice(0, 40) + "…" : text} (${why})`)
        else state[name] = value
      }
    }
    return { state, wrong }
  }

  why(name, value) { // a setting cannot have this value
    const { elements } = this.form
    if (name === "layers") return this.whyLayers(value)
    if (name === "own") return value.every(isPoint) ? "" : "a point is x, y and a class, 0 or 1"
    if (name === "then") {
      const live = which => elements[which]?.dataset.live === ""
      const fits = ([step, which, number]) => step >= 0 && live(which) && !this.why(which, number)
      return value.every(fits) ? "" : "a change is step-setting-value"
    }
    if (name === "step") return Number.isInteger(value) && value >= 0 && value <= 1e9 ? "" : "a step is a whole number"
    if (!(name in this.initial)) return "there is no such setting"
    if (name === "data")
      return [...elements.data.options].some(option => option.value === value) ? "" : "there is no such data set"
    return impossible(elements[name], value)
  }

  whyLayers(layers) {
    const { n1, a1, depth } = this.form.elements, known = [...a1.options].map(option => option.value)
    if (layers.length > depth.max) return `there can be 1 to ${depth.max} hidden layers`
    const wrong = layers.find(([n, kind]) => impossible(n1, n) || !known.includes(kind))
    return wrong ? `a layer is 1 to ${n1.max} neurons and an activation, such as 8-tanh` : ""
  }
}

export function impossible(field, value) { // why the field cannot have it, in the words of its label; or ""
  const { min, max } = field, label = field.labels[0].textContent, whole = field.inputMode === "numeric"
  if (typeof value === "number" && value >= min && value <= max && (!whole || Number.isInteger(value))) return ""
  return `${label} is a ${whole ? "whole " : ""}number from ${min} to ${Number(max).toLocaleString("en")}`
}

function written(name, value) {
  if (name === "layers" || name === "then") return value.map(parts => parts.join("-")).join(",")
  if (name === "own") return value.map(point => point.join(",")).join(";")
  return String(value)
}

const number = text => text.trim() && Number.isFinite(Number(text)) ? Number(text) : text
const isPoint = point => point.length === 3 && point.every(Number.isFinite) && [0, 1].includes(point[2])
  && Math.max(Math.abs(point[0]), Math.abs(point[1])) <= 1e6

function parsed(name, text) {
  if (name === "own") return text ? text.split(";").map(point => point.split(",").map(number)) : []
  if (name === "layers") return text.split(",").map(part => pair(part.split("-")))
  if (name === "then") return text.split(",").map(change)
  return number(text)
}
const pair = ([n, ...kind]) => [number(n), kind.join("-")]
const change = text => {
  const [step, name, ...value] = text.split("-")
  return [number(step), name, number(value.join("-"))]
}
