// The network in training: Python has it. What arrives of it is shown once for each picture of the screen.

import { boot, call, drawn, onprogress } from "../python.mjs"
import { parts, sizes } from "./recorded.mjs"

export class Training {
  playing = false
  ready = false // Python has the network that is shown, or will have it
  session = 0 // of the newest start; what comes of an older one does not count
  generation = -1
  waiting = null // the picture that the screen shows next

  constructor(on, signal) { // on.picture(picture), on.playing(whether), on.wait(share, sentence), on.refused(answer)
    this.on = on
    signal.addEventListener("abort", () => this.leave())
  }

  async start(request) { // a new network; request() is asked when Python is there: see loop.mjs
    const mine = ++this.session, old = () => mine !== this.session
    this.ready = false
    this.waiting = null
    let waited = false // the reader, for Python: then also for the first picture, which takes seconds in WebKit
    const unwatch = onprogress((share, sentence) => {
      if (old()) return
      waited = true
      this.on.wait(Math.min(share, 0.95), share < 1 ? sentence : "Building the network")
    })
    try {
      await boot()
      if (old()) return
      if (!waited) this.on.wait(1, "")
      this.ready = true
      this.generation = -1 // it may be another Python
      const answer = await call("playground.start", { ...request(), play: this.playing }, event => {
        if (old()) return
        if (waited) this.on.wait(1, "")
        waited = false
        this.arrived(event)
      }, true)
      if (old() || !answer.error) return
      this.on.refused(answer)
      this.fail(answer.error)
    } catch (error) { // Python could not start, or is gone
      if (!old()) this.fail(error.message === "Stopped." ? "" : error.message)
    } finally {
      unwatch()
    }
  }

  stop() { // what was started does not count any more
    if (this.ready) this.ask("pause")
    this.session++
    this.ready = false
    this.waiting = null
  }

  fail(sentence) {
    this.ready = false
    this.waiting = null
    this.set(false)
    this.on.wait(1, sentence)
  }

  set(playing) {
    this.playing = playing
    this.on.playing(playing)
  }

  play(pace, end) { // as far as the step `end`, if there is one
    this.ask("play", { pace, end })
  }

  pause() {
    if (this.ready) this.ask("pause")
  }

  step() {
    this.ask("step")
  }

  change(name, value) {
    return this.ask("change", [name, value])
  }

  ask(what, args = {}) {
    const mine = this.session
    return call(`playground.${what}`, args, event => mine === this.session && this.arrived(event), what !== "change")
  }

  arrived({ generation, playing, scene, state, maps, flat }) {
    if (generation < this.generation) return
    this.generation = generation
    this.scene = scene ?? this.scene // what stays while a network trains
    const size = sizes(this.scene)
    const picture = { ...state, scene: this.scene, generation, playing: playing && !state.problem }
    Object.assign(picture, state.units ? parts(maps, size) : { map: maps }) // with details
    if (state.units) {
      const numbers = new Float32Array(flat.buffer, flat.byteOffset, flat.byteLength / 4)
      Object.assign(picture, { weights: numbers.subarray(0, size.weights), flat: numbers.subarray(size.weights) })
    }
    if (this.waiting) drawn(this.waiting.generation) // dropped: a newer picture came before the screen was drawn
    else requestAnimationFrame(() => this.show())
    this.waiting = { ...this.waiting, ...picture } // the words of one that is dropped are still the newest
  }

  show() {
    const picture = this.waiting
    this.waiting = null
    if (!picture) return
    this.on.picture(picture)
    if (this.playing !== picture.playing) this.set(picture.playing)
    drawn(picture.generation)
  }

  leave() { // nothing trains behind another page
    this.session++
    this.waiting = null
    if (this.ready) call("playground.pause", {}, () => {}, true)
  }
}
