// Fields for numbers: typed and taken with Enter, on leaving or after a pause, by slider, arrow keys, − and +, dice.
// What is empty or impossible leaves the value that was, and says so beside the field.

import { impossible } from "./state.mjs"

const PAUSE = 600 // milliseconds after the last key
const STOPS = [1, 3]
const DATA = ["points", "noise", "dseed", "held"] // beside the name of the data set
const IDLE = { lecture: DATA, own: ["points", "noise"] } // of them, those that mean nothing for a data set

export const dataOf = state => // the points on which a network trains, as text
  JSON.stringify([state.data, state.own ?? [], ...DATA.filter(name => !IDLE[state.data]?.includes(name)).map(name => state[name])])

export class Fields {
  constructor(root, form, taken, signal) { // taken(field): it has a new value
    Object.assign(this, { root, form, taken })
    signal.addEventListener("abort", () => clearTimeout(this.timer))
    for (const field of this.numbers) this.prepare(field)
    for (const select of root.querySelectorAll("select[form=nn-form]")) select.onchange = () => taken(select)
    for (const button of root.querySelectorAll(".nn-stepper button")) button.onclick = () => this.by(button)
    for (const dice of root.querySelectorAll(".nn-dice"))
      dice.onclick = () => this.take(dice.parentElement.querySelector("input"), Math.floor(Math.random() * 1000))
    form.addEventListener("submit", event => event.preventDefault())
  }

  get numbers() {
    return [...this.root.querySelectorAll("input[type=number][form=nn-form]")]
  }

  prepare(field) {
    field.dataset.kept = field.value
    const range = field.parentElement.querySelector(".nn-range")
    if (range) field.slider = range.parentElement.insertBefore(this.slider(field, range.dataset), range)
    range?.remove()
    field.oninput = () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.read(field), PAUSE)
    }
    field.onchange = () => this.read(field, true)
    field.onkeydown = event => {
      const up = { ArrowUp: 1, ArrowDown: -1 }[event.key]
      if (event.key === "Enter") this.read(field, true)
      else if (up) this.take(field, this.next(field, up))
      else return
      event.preventDefault()
    }
  }

  read(field, ends = false) { // what was typed; at the end an impossible value goes back
    clearTimeout(this.timer)
    const value = field.value === "" ? null : Number(field.value), why = impossible(field, value)
    if (!why) return this.take(field, value)
    this.say(field, `${why}: it stays ${field.dataset.kept}.`)
    if (ends) field.value = field.dataset.kept
  }

  take(field, value) {
    if (field.disabled) return
    field.value = value
    this.say(field, "")
    this.place(field)
    if (field.dataset.kept === field.value) return
    this.before = field.dataset.kept
    field.dataset.kept = field.value
    this.taken(field)
  }

  say(field, why) {
    const place = field.closest(".nn-field").querySelector(".nn-amiss")
    if (place && place.textContent !== why) place.textContent = why
    if (why) field.setAttribute("aria-invalid", "true")
    else field.removeAttribute("aria-invalid")
  }

  by(button) {
    const field = button.parentElement.querySelector("input"), value = Number(field.value) + Number(button.dataset.by)
    if (!impossible(field, value)) this.take(field, value)
  }

  next(field, up) { // the value that an arrow key leads to
    const now = Number(field.value), step = Number(field.dataset.step), stops = field.stops
    const other = stops ? (up > 0 ? stops.find(stop => stop > now * 1.001) : stops.findLast(stop => stop < now * 0.999))
      : Number((now + up * step).toPrecision(8))
    return Math.min(field.max, Math.max(field.min, other ?? now))
  }

  slider(field, { low, high, log }) { // for the hand; keys and screen readers have the field
    const slider = document.createElement("input")
    const stops = log === undefined ? null : decades(Number(low), Number(high), field.name === "l2")
    Object.assign(slider, { type: "range", min: 0, tabIndex: -1 })
    slider.setAttribute("aria-hidden", "true")
    slider.max = stops ? stops.length - 1 : Math.round((high - low) / field.dataset.step * 2)
    field.stops = stops
    slider.oninput = () => this.take(field, stops ? stops[slider.value]
      : Number((Number(low) + slider.value * (high - low) / slider.max).toPrecision(3)))
    slider.onkeydown = event => event.preventDefault()
    field.place = value => {
      slider.value = stops ? nearest(stops, value) : (value - low) / (high - low) * slider.max
    }
    field.place(Number(field.value))
    return slider
  }

  place(field) { // the slider goes where the number is
    field.place?.(Number(field.value))
  }

  arrange(data) { // what does not count now is hidden, and what cannot be done is grey
    const { depth } = this.form.elements
    for (const layer of this.root.querySelectorAll("[data-layer]")) {
      const i = Number(layer.dataset.layer)
      layer.hidden = i > depth.value
      const path = `#nn-curve-${this.form.elements[`a${i}`].value}`
      layer.querySelector("use").setAttribute("href", path)
    }
    this.root.querySelector(".nn-heads").style.setProperty("--columns", Number(depth.value) + 2)
    for (const field of this.numbers) {
      this.place(field)
      this.say(field, "")
      for (const button of field.parentElement.querySelectorAll("[data-by]"))
        button.disabled = Boolean(impossible(field, Number(field.value) + Number(button.dataset.by)))
    }
    for (const name of DATA)
      this.form.elements[name].closest(".nn-field").hidden = Boolean(IDLE[data]?.includes(name))
    this.root.querySelector(".nn-batched").hidden = !Number(this.form.elements.batch.value)
    for (const thumb of this.root.querySelectorAll(".nn-thumb"))
      thumb.classList.toggle("nn-chosen", thumb.dataset.set === data)
  }
}

function decades(low, high, zero) { // 1, 3, 10, 30, ... between two ends, and before them 0 where it can be
  const stops = zero ? [0] : []
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++)
    for (const stop of STOPS) {
      const value = Number((stop * 10 ** power).toPrecision(3))
      if (value >= low && value <= high) stops.push(value)
    }
  return stops
}

function nearest(stops, value) {
  const distance = stop => Math.abs(Math.log((stop || 1e-5) / (value || 1e-5)))
  return stops.reduce((best, stop, i) => distance(stop) < distance(stops[best]) ? i : best, 0)
}
