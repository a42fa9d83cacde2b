// The settings: what the form shows, and the same as the part of the address behind #.

export class Settings {
  own = [] // points of the reader's own: x, y and class

  constructor(form) {
    this.form = form
    this.names = [...form.elements].map(field => field.name).filter(name => name)
    this.initial = this.read()
  }

  get(name) {
    const field = this.form.elements[name]
    return field.tagName === "SELECT" ? field.value : Number(field.value)
  }

  put(name, value) { // a field that cannot show the value shows its default
    const field = this.form.elements[name], select = field.tagName === "SELECT"
    const possible = select ? [...field.options].some(option => option.value === value) : typeof value === "number"
    field.value = possible ? value : select ? field.querySelector("[selected]").value : field.defaultValue
  }

  read() { // the settings that the form shows
    const layers = Array.from({ length: this.get("depth") }, (_, i) => [this.get(`n${i + 1}`), this.get(`a${i + 1}`)])
    const plain = this.names.filter(name => !/^([na]\d|depth)$/.test(name))
    const state = { layers, ...Object.fromEntries(plain.map(name => [name, this.get(name)])) }
    if (state.data === "own") state.own = this.own
    return state
  }

  show({ layers = this.initial.layers, own = this.own, ...plain }) { // what is not named gets its default
    const values = { ...plain, depth: layers.length }
    layers.forEach(([n, kind], i) => Object.assign(values, { [`n${i + 1}`]: n, [`a${i + 1}`]: kind }))
    for (const name of this.names) this.put(name, values[name])
    this.own = own
    this.arrange()
  }

  arrange() { // what does not count now is hidden
    const { form } = this, { depth, data } = form.elements
    for (const layer of form.querySelectorAll("[data-layer]")) layer.hidden = Number(layer.dataset.layer) > depth.value
    for (const slider of form.querySelectorAll(".nn-slider"))
      slider.querySelector(".nn-shown").textContent = slider.querySelector("input").value
    const idle = { lecture: ["points", "noise", "dseed", "held"], own: ["points", "noise"] }[data.value] ?? []
    for (const name of ["points", "noise", "dseed", "held"])
      form.elements[name].closest(".nn-field").hidden = idle.includes(name)
  }

  address(step) { // what differs from the first settings, and the step
    const parts = new URLSearchParams()
    for (const [name, value] of Object.entries(this.read()))
      if (written(name, value) !== written(name, this.initial[name] ?? [])) parts.set(name, written(name, value))
    parts.set("step", step)
    return "#" + parts.toString().replaceAll("%2C", ",").replaceAll("%3B", ";")
  }
}

function written(name, value) {
  if (name === "layers") return value.map(layer => layer.join("-")).join(",")
  if (name === "own") return value.map(point => point.join(",")).join(";")
  return String(value)
}

export function parse(hash) { // the settings that an address names, or null; Python says what is wrong with them
  if (!hash.includes("=")) return null // a heading's
  const state = {}
  for (const [name, text] of new URLSearchParams(hash.slice(1)))
    state[name] = name === "layers" ? text.split(",").map(layer) : name === "own" ? points(text) : number(text)
  return state
}

const number = text => text.trim() && Number.isFinite(Number(text)) ? Number(text) : text
const points = text => text ? text.split(";").map(point => point.split(",").map(number)) : []
const layer = text => {
  const [n, ...kind] = text.split("-")
  return [number(n), kind.join("-")]
}
