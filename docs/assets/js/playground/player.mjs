// What plays: pictures that are kept (the recorded run, or what one looks back at), then the network itself, which
// Python brings to the step that is shown. Both are the same run: the settings and the seeds make it.

import { Kept } from "./kept.mjs"
import { recorded } from "./recorded.mjs"
import { Training } from "./training.mjs"

const FRAME = 55 // milliseconds for a picture that is kept

export class Player {
  kept = new Kept()
  shown = null // the picture on the screen
  asked = null // what a new network is asked for with, until its first picture

  constructor(on, signal) { // on.picture, on.playing, on.wait, on.refused; on.state(), on.pace() and on.end() are asked
    Object.assign(this, { on, signal })
    this.training = new Training({ ...on, picture: picture => this.live(picture) }, signal)
    signal.addEventListener("abort", () => this.hold())
  }

  get playing() {
    return this.training.playing
  }

  get following() { // the network itself is on the screen, or on its way there
    return this.training.ready && !this.back
  }

  async record() { // fill with the recorded run; its first picture is shown at once
    this.recording = true
    for await (const picture of recorded()) {
      if (this.signal.aborted || !this.recording) return
      this.kept.add(picture)
      if (!picture.step) this.show(picture)
      if (this.playing && !this.timer) this.replay() // Play was pressed before this picture was there
    }
    this.on.kept()
  }

  live(picture) {
    this.hold()
    this.back = false
    this.asked = null
    if (picture.numbers) {
      this.recording = false
      this.kept.add({ ...picture })
    }
    this.show(picture)
  }

  show(picture) {
    this.shown = picture
    this.on.picture(picture)
  }

  hold() { // no kept picture follows
    clearTimeout(this.timer)
    this.timer = 0
  }

  start(state) { // a new network; at a step that it is brought to where it is named
    this.back = false
    return this.ask(() => ({ state, pace: this.on.pace(), end: this.on.end(0) }))
  }

  bring(state, to) { // a network that is shown first at this step
    this.back = true
    return this.ask(() => ({ state: { ...state, step: 0 }, pace: 0, to }))
  }

  ask(request) {
    this.hold()
    this.recording = false
    this.coming = null
    this.kept.clear()
    this.asked = request
    return this.training.start(request)
  }

  play() {
    if (this.playing) return
    this.training.set(true)
    if (this.following && !this.asked) return this.go()
    this.replay()
    this.takeover()
  }

  go() {
    this.training.play(this.on.pace(), this.on.end(this.shown.step))
  }

  takeover() { // the network goes on from what is shown when Python is there; a new one from its start
    if (this.asked) return this.training.start(this.asked)
    if (this.coming) return this.coming
    const request = () => {
      this.hold()
      this.coming = null
      this.back = false
      const step = this.shown?.step ?? 0
      return { state: { ...this.on.state(step), step: 0 }, pace: this.on.pace(), to: step, end: this.on.end(step) }
    }
    this.coming = this.training.start(request).finally(() => { this.coming = null })
    return this.coming
  }

  replay() {
    const next = this.shown && this.kept.pictures[this.kept.index(this.shown.step) + 1]
    if (!next) return this.hold()
    this.timer = setTimeout(() => {
      this.show({ ...next, playing: true })
      this.replay()
    }, FRAME)
  }

  pause() {
    this.hold()
    if (this.following && this.training.ready) this.training.pause()
    this.training.set(false)
    this.on.rest()
  }

  async step() {
    this.hold()
    if (this.playing) this.pause()
    if (this.following && !this.asked) return this.training.step()
    const next = this.kept.pictures[this.kept.index(this.shown.step) + 1]
    if (next?.step === this.shown.step + 1) {
      this.show({ ...next, playing: false })
      this.takeover()
      return
    }
    await this.takeover()
    if (this.training.ready) this.training.step()
  }

  look(at) { // back, or forward again, at a kept picture
    const picture = this.kept.pictures[at]
    if (!picture) return
    if (this.playing) this.pause()
    this.hold()
    this.training.stop()
    if (this.coming) this.on.wait(1, "") // nobody waits for Python any more
    this.coming = null
    this.back = true
    this.show({ ...picture, playing: false })
  }

  change(name, value) { // of a setting while the network trains; resolves to the step from which on it holds
    const { step } = this.shown
    this.recording = false
    if (this.following) return this.training.change(name, value).then(answer => answer.step)
    this.hold()
    this.kept.cut(step)
    return step
  }

  reset(state) {
    if ((this.recording || this.back) && this.kept.pictures[0]?.step === 0) this.look(0)
    else this.start(state)
  }
}
