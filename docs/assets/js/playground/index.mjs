// The playground's page: the fields are the state, a network trains, and what comes of it is drawn.
// Each concern has its module; this one brings them together.

import { loading } from "../python.mjs"
import { Beats } from "./beats.mjs"
import { dataOf, Fields } from "./fields.mjs"
import { Player } from "./player.mjs"
import { Points } from "./points.mjs"
import { Share } from "./share.mjs"
import { Shelf } from "./shelf.mjs"
import { Settings } from "./state.mjs"
import { Teacher } from "./teacher.mjs"
import { View } from "./view.mjs"

const SHORT = { lr: "rate", momentum: "momentum", l2: "λ", dropout: "dropout" } // on the loss curve
const UNDO = 50 // earlier states
const AT_ONCE = 400 // milliseconds in which a new network is there if Python is
const EARLIER = "You still see the earlier network."

export const setup = (root, signal) => new Playground(root, signal) // signal: the reader leaves the page

class Playground {
  touched = false // by the reader: then the address says what is seen
  earlier = [] // states that Undo brings back
  slow = null // what slow motion is under way
  asked = null // the step of a network that is asked for, until its first picture: what is seen is the one before
  next = 0 // picture of the screen in which a new network is asked for

  constructor(root, signal) {
    Object.assign(this, { root, signal, page: root.closest("[data-md-component=content]") ?? document.body })
    for (const link of root.querySelectorAll("a.full-size")) link.replaceWith(...link.childNodes) // a click is a point
    this.form = root.querySelector("#nn-form")
    this.speed = root.querySelector(".nn-speed select")
    this.back = root.querySelector(".nn-back-to")
    this.preset = root.querySelector(".nn-presets select")
    this.why = root.querySelector(".nn-preset-why span")
    this.settings = new Settings(this.form)
    this.current = this.settings.read()
    this.data = dataOf(this.current) // of the network that is seen
    this.view = new View(root, signal)
    this.player = new Player(this.listener(), signal)
    this.share = new Share(root.querySelector(".nn-share"), this.settings, () => this.goal(),
      text => this.view.say(text), signal)
    this.fields = new Fields(root, this.form, field => this.taken(field), signal)
    this.points = this.drawing()
    this.teacher = new Teacher(root, this.page, this.settings, () => this.share.update())
    this.beats = new Beats(this.view, { tell: text => this.view.tell(text), draw: () => this.view.draw() })
    this.shelf = this.shelving()
    this.buttons()
    this.begin()
  }

  button(name) {
    return this.root.querySelector(`.nn-${name}`)
  }

  get reached() { // the step of the network that the settings are of
    return this.asked ?? this.view.picture?.step ?? 0
  }

  get until() { // the step at which Play pauses, of an example or a link
    return this.lesson?.until ?? Number(this.settings.plan?.until)
  }

  goal() { // the step that is shown, or to which a link's network is on its way
    const { picture, scene } = this.view
    if (this.asked !== null) return this.asked
    return picture?.playing && scene.step > picture.step ? scene.step : picture?.step ?? 0
  }

  // ---- what comes of the network

  listener() {
    return {
      wait: (share, sentence) => this.wait(share, sentence),
      playing: now => {
        this.root.dataset.playing = now
        this.button("play").setAttribute("aria-pressed", now)
      },
      picture: picture => this.show(picture),
      kept: () => this.view.picture && this.details(),
      refused: ({ reach }) => {
        this.arrived()
        this.view.empty(reach)
        this.share.update()
      },
      rest: () => this.share.update(),
      pace: () => Number(this.speed.value) || 0,
      end: step => this.until > step ? this.until : 0,
      state: step => { // of the run that is shown, without what was changed after this step
        this.settings.forget(step)
        this.mark()
        return this.settings.read()
      },
    }
  }

  wait(share, sentence) { // for Python
    const { picture } = this.view, earlier = this.asked !== null && picture ? EARLIER : ""
    this.root.style.setProperty("--share", share < 1 ? share : 0)
    const seen = earlier || (picture?.recorded ? "You see a recorded run." : "")
    const words = share < 1 ? [seen, loading(share, sentence)] : sentence ? [sentence, earlier] : []
    this.view.say([this.misread, ...words].filter(Boolean).join(" "))
  }

  ask(step) { // another network is asked for: until its first picture the one before is seen, and this is said
    this.slow = null
    this.asked = step
    this.root.classList.add("nn-earlier")
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => {
      if (this.view.picture && !this.view.said) this.view.say(EARLIER)
    }, AT_ONCE)
  }

  arrived() {
    clearTimeout(this.waiting)
    if (this.view.said === EARLIER) this.view.say("")
    this.asked = null
    this.root.classList.remove("nn-earlier")
    this.view.compare(this.data = dataOf(this.current))
  }

  show(picture) {
    if (this.asked !== null) this.arrived()
    const starts = this.view.take(picture)
    this.view.drawPlane()
    if (picture.numbers) this.details()
    if (picture.problem) this.view.say(picture.problem)
    const { ask, why } = this.lesson ?? {}, { until } = this
    if (ask && (picture.step >= until || picture.problem) && this.why.textContent === ask)
      this.why.textContent = `${ask} ${why}`
    const rests = picture.step === until && !picture.playing && !picture.problem
    this.rest(rests ? `Paused at step ${until}. Play goes on.` : "")
    if (this.touched) this.share.update(picture.playing && !starts)
    this.root.dispatchEvent(new CustomEvent("nn-frame", { detail: picture }))
  }

  rest(sentence) { // of a pause that nobody pressed; it goes with the pause
    if (sentence || this.view.said === this.rested) this.view.say(sentence)
    this.rested = sentence
  }

  details() {
    const { step, numbers } = this.view.picture, { kept, following } = this.player, { last } = kept
    const losses = ({ step, loss, heldLoss }) => [step, loss, heldLoss], now = losses(numbers)
    const run = last?.curve ? [...last.curve, losses(last.numbers)] : kept.pictures.map(({ numbers }) => losses(numbers))
    this.view.read({
      curve: [...run.filter(([at]) => at < step), now],
      ahead: following ? [] : [now, ...run.filter(([at]) => at > step)],
    })
    this.view.drawDetails()
    this.shelf.tell()
    this.back.max = Math.max(0, kept.pictures.length - 1)
    this.back.value = kept.index(step)
    this.back.setAttribute("aria-valuetext", `step ${step}`)
  }

  mark() {
    this.view.marks = this.settings.then.map(([step, name, value]) => [step, `${SHORT[name]} ${value}`])
  }

  // ---- what the reader does

  before() { // a change that Undo takes back
    this.example()
    this.earlier.push({ ...this.current, step: this.reached })
    if (this.earlier.length > UNDO) this.earlier.shift()
    this.button("undo").disabled = false
  }

  start(state = this.settings.read()) { // a new network
    this.touched = true
    this.current = this.settings.read()
    this.misread = "" // of the link
    this.view.say("")
    if (this.asked === null) this.view.remember(this.data)
    this.ask(state.step ?? 0)
    this.mark()
    return this.player.start(state)
  }

  taken(field) { // has a new value
    this.before()
    this.fields.arrange(this.settings.get("data"))
    if (field.dataset.live === "" && this.asked === null && this.reached > 0) return this.change(field)
    if (field.name === "data" && field.value === "own") {
      this.settings.put("held", 0)
      this.points.choose(this.points.tool || "0")
    } else if (field.name === "data") this.points.choose("") // a click on these points looks at them
    this.settings.restart()
    cancelAnimationFrame(this.next) // a slider that moves asks once a picture
    this.next = requestAnimationFrame(() => this.start())
  }

  async change(field) { // while the network trains
    this.touched = true
    const { name } = field, value = Number(field.value), { player } = this
    field.dataset.kept = this.fields.before // what held until now
    const step = await player.change(name, value)
    this.settings.change(step, name, value)
    this.current = this.settings.read()
    this.mark()
    this.view.drawLosses()
    this.share.update(player.playing)
    if (player.playing && !player.following) player.takeover()
  }

  // Of a link, a button or an earlier moment: at once at the step `to`, or played to the state's own.
  open(state, to = 0) {
    this.example()
    this.settings.show(state.data === "own" ? { own: this.settings.own, ...state } : state)
    this.fields.arrange(this.settings.get("data"))
    this.player.training.set(false)
    if (!to) return this.start({ ...this.settings.read(), step: state.step ?? 0 })
    this.touched = true
    this.current = this.settings.read()
    this.ask(to)
    this.mark()
    return this.player.bring(this.current, to)
  }

  async slowly(once) { // one step after the other in four beats, until Pause, or another network
    const mine = this.slow = {}, running = () => mine === this.slow && !this.signal.aborted
    if (!this.player.following) await this.player.takeover()
    this.player.training.set(!once)
    while (running() && await this.beats.step(running) && !once) this.player.training.pause()
    if (mine !== this.slow) return
    this.slow = null
    this.player.pause()
  }

  play() {
    this.touched = true
    if (this.speed.value === "beats" && this.view.picture) return this.slow || this.slowly(false)
    if (this.view.picture || this.player.recording) return this.player.play() // of which the first picture is on its way
    this.player.training.set(true)
    this.start()
  }

  pause() {
    this.slow = null
    this.player.pause()
  }

  async step() {
    this.touched = true
    if (!this.view.picture) {
      this.player.training.set(false)
      await this.start()
    }
    if (this.speed.value === "beats") return this.slow || this.slowly(true)
    if (this.view.picture) this.player.step()
  }

  reset() {
    this.touched = true
    this.ask(0)
    this.settings.restart()
    this.player.training.set(false)
    this.player.reset(this.settings.read())
    this.mark()
  }

  undo() {
    const state = this.earlier.pop()
    this.button("undo").disabled = !this.earlier.length
    if (state) this.open(state, state.step)
  }

  // ---- once

  buttons() {
    for (const name of ["play", "pause", "step", "reset", "undo"]) this.button(name).onclick = () => this[name]()
    this.speed.onchange = () => { // between slow motion and the rest one presses Play again
      if (this.slow || this.speed.value === "beats") this.pause()
      else if (this.player.playing && this.player.following) this.player.go()
    }
    this.back.oninput = () => {
      this.touched = true
      this.player.look(Number(this.back.value))
    }
    for (const thumb of this.root.querySelectorAll(".nn-thumb"))
      thumb.onclick = () => {
        this.form.elements.data.value = thumb.dataset.set
        this.form.elements.data.onchange()
      }
    const asked = [...this.preset.querySelectorAll("[data-ask]")].map(({ dataset }) => `${dataset.ask} ${dataset.why}`)
    this.why.parentElement.dataset.longest = asked.sort((a, b) => b.length - a.length)[0] // room for each of them
    this.preset.onchange = () => {
      const { value, selectedOptions: [{ dataset }] } = this.preset
      if (!value) return this.example()
      this.bring({ ...this.settings.initial, ...JSON.parse(value) })
      this.example(value, { ...dataset, until: Number(dataset.until) })
    }
  }

  example(value = "", lesson = null) { // its question; Play goes on to the step that answers it. Both go with its settings
    this.preset.value = value
    this.lesson = lesson
    this.shelf.tell()
    this.why.textContent = lesson?.ask ?? ""
    this.why.parentElement.dataset.own = lesson ? `${lesson.ask} ${lesson.why}` : ""
  }

  bring(state, to) { // into view, if it is not: nothing moves under the hand
    this.before()
    this.open(state, to)
    const { top } = this.root.getBoundingClientRect()
    if (top < 0 || top > innerHeight / 2) this.root.scrollIntoView({ block: "start" })
  }

  drawing() {
    const { root, page, view, settings } = this, find = name => root.querySelector(name)
    const parts = { box: page.querySelector(".nn-own"), tools: find(".nn-tools"), under: find(".nn-under") }
    return new Points({ ...parts, map: view.map, view, settings }, {
      before: () => this.before(),
      changed: () => {
        this.fields.arrange("own")
        this.start()
      },
      moved: () => view.drawPlane(),
      said: text => view.tell(text),
    })
  }

  shelving() {
    return new Shelf(this.page.querySelector(".nn-shelf"), {
      state: () => this.settings.read(),
      step: () => this.lesson?.until ?? this.reached,
      picture: () => this.asked === null ? this.view.picture : null,
      open: state => this.bring(state, state.step),
      say: text => this.view.say(text),
    })
  }

  begin() {
    const waiting = ".nn-playground button, .nn-shelf button, .nn-presets select, .nn-speed select"
    for (const control of this.page.querySelectorAll(waiting)) control.disabled = false
    this.button("undo").disabled = true
    this.shelf.tell()
    this.player.training.set(false)
    this.fields.arrange(this.settings.get("data"))
    addEventListener("hashchange", ({ newURL }) => this.linked(new URL(newURL).hash), { signal: this.signal })
    let resting = false // while the page is out of sight: nobody sees it, and it goes on when it is seen again
    const rest = () => {
      if (document.hidden ? !this.player.playing : !resting) return
      resting = document.hidden
      if (resting) this.player.pause()
      else this.player.play()
    }
    document.addEventListener("visibilitychange", rest, { signal: this.signal })
    if (!this.linked()) this.player.record().catch(() => {}) // without it Python starts at the first press
  }

  linked(hash = location.hash) { // whether it names a network
    const link = this.settings.understood(hash)
    if (!link) return false
    this.open(link.state)
    const wrong = [...link.wrong, ...this.teacher.arrange()]
    this.misread = wrong.length ? `Not understood in the link: ${wrong.join("; ")}. The rest is shown.` : ""
    if (this.misread) this.view.say(this.misread)
    return true
  }
}
