// The network in training: Python has it. What arrives of it is shown once for each picture of the screen.

import { boot, call, drawn, onprogress } from "../python.mjs"

export class Training {
  playing = false
  ready = false // a network was asked for, and not refused
  session = 0 // of the newest start; what comes of an older one does not count
  generation = -1
  waiting = null // the picture that the screen shows next

  constructor(on, signal) { // on.picture(picture), on.playing(whether), on.say(sentence), on.refused(answer)
    this.on = on
    signal.addEventListener("abort", () => this.leave())
  }

  async start(state, pace) { // a new network
    const mine = ++this.session, old = () => mine !== this.session
    this.on.say("")
    const unwatch = onprogress((share, sentence) => {
      if (!old()) this.on.say(share < 1 ? `${sentence} … ${Math.round(100 * share)} %` : "")
    })
    try {
      await boot()
      if (old()) return
      this.ready = true
      this.generation = -1 // it may be another Python
      const request = { state, pace, play: this.playing }
      const answer = await call("playground.start", request, event => old() || this.arrived(event), true)
      if (old() || !answer.error) return
      this.fail(answer.error)
      this.on.refused(answer)
    } catch (error) { // Python could not start, or is gone
      if (!old()) this.fail(error.message === "Stopped." ? "" : error.message)
    } finally {
      unwatch()
    }
  }

  fail(sentence) {
    this.ready = false
    this.waiting = null
    this.set(false)
    this.on.say(sentence)
  }

  set(playing) {
    this.playing = playing
    this.on.playing(playing)
  }

  play(pace) {
    this.ask("play", { pace })
  }

  pause() {
    this.set(false)
    if (this.ready) this.ask("pause")
  }

  step() {
    this.ask("step")
  }

  ask(what, args = {}) {
    return call(`playground.${what}`, args, event => this.arrived(event), true)
  }

  arrived({ generation, playing, scene, state, maps, flat }) {
    if (generation < this.generation) return
    this.generation = generation
    this.scene = scene ?? this.scene // what stays while a network trains
    const cells = this.scene.sizes.map ** 2
    const picture = { ...state, scene: this.scene, generation, playing: playing && !state.problem }
    picture.map = maps.subarray(0, cells)
    if (state.units) { // with details
      picture.small = maps.subarray(cells)
      picture.flat = new Float32Array(flat.buffer, flat.byteOffset, flat.byteLength / 4)
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
