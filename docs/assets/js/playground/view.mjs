// What is seen: the square, the network, the losses, the curve of the chosen unit, and what is said of them.

import { add, colors } from "./canvas.mjs"
import { drawLosses } from "./losses.mjs"
import { drawMap } from "./map.mjs"
import { bytesOf, Net } from "./net.mjs"
import { readOut, summary } from "./readout.mjs"
import { drawCurve, sentence } from "./unit.mjs"
import { drawWarp } from "./warp.mjs"

const RUNS = 20 // that are kept
const HINT = "Point at a unit, or walk there with Tab and the arrow keys."

export class View {
  scene = null // what stays of the network that is shown
  picture = null
  curve = [] // step, training loss, held-out loss
  ahead = [] // the same of steps that are kept, behind the one that is shown
  runs = [] // the curves of earlier runs, each with the points on which it trained
  ghosts = [] // those of them that can be compared with the run that is shown
  marks = [] // changes of settings: step, what
  step = 0
  reach = null // half the side of the square
  ringed = [] // points of the square
  cross = null // where the keyboard points
  node = null // what is chosen of the network
  beat = null // of slow motion
  colors = colors()

  constructor(root, signal) {
    this.root = root
    this.map = add(root.querySelector(".nn-map"), "The square of the inputs. Arrow keys move a cross.")
    this.map.tabIndex = 0
    this.map.setAttribute("role", "application")
    this.losses = add(root.querySelector(".nn-loss"), "Training loss, solid, and held-out loss, dashed, against the step")
    this.activation = add(root.querySelector(".nn-unit-curve"), "The unit's activation, and its sums at training points")
    add(root.querySelector(".nn-net"), "The network")
    this.net = new Net(root.querySelector(".nn-net"), node => this.choose(node))
    this.bent = root.querySelector(".nn-bent")
    this.bent.onchange = () => this.drawPlane()
    root.querySelector(".nn-log").onchange = ({ target }) => {
      this.logarithmic = target.checked
      drawLosses(this.losses, this)
    }
    this.watch(signal)
  }

  watch(signal) { // the size of the page, and its colors
    const sized = new ResizeObserver(() => this.draw()), scheme = new MutationObserver(() => {
      this.colors = colors()
      this.draw()
    })
    sized.observe(this.root)
    scheme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
    signal.addEventListener("abort", () => [sized, scheme].forEach(observer => observer.disconnect()))
  }

  get said() {
    return this.root.querySelector(".nn-message").textContent
  }

  say(text) {
    if (this.said !== text) this.root.querySelector(".nn-message").textContent = text
  }

  tell(text) {
    this.root.querySelector(".nn-told").textContent = text
  }

  unit() { // the map of the chosen unit
    return this.node && this.scene && bytesOf(this.node, this.scene, this.picture)
  }

  choose(node) {
    this.node = node
    if (!this.scene) return
    this.tell(node ? sentence(node, this.scene, this.picture) : HINT)
    this.drawPlane()
    drawCurve(this.activation, node, this)
    requestAnimationFrame(() => this.scene && this.net.draw(this))
  }

  drawPlane() {
    if (this.bent.checked && this.picture?.flat) drawWarp(this.map, this)
    else drawMap(this.map, this)
  }

  draw() {
    this.drawPlane()
    if (this.scene) this.drawDetails()
  }

  drawDetails() { // ten times a second while it plays
    drawLosses(this.losses, this)
    this.net.draw(this)
    drawCurve(this.activation, this.node, this)
  }

  drawLosses() {
    drawLosses(this.losses, this)
  }

  take(picture) { // the newest; returns whether it is the first of its network
    const starts = picture.scene !== this.scene
    Object.assign(this, { scene: picture.scene, reach: picture.scene.reach, step: picture.step })
    if (starts) this.rings()
    this.picture = { ...starts ? {} : this.picture, ...picture, recorded: Boolean(picture.recorded) }
    this.root.dataset.recorded = this.picture.recorded
    return starts
  }

  rings() { // around the points that the lecture's figures ring
    const place = this.root.querySelector(".nn-ringed")
    place.hidden = this.scene.data !== "lecture"
    this.ringed = place.hidden ? [] : JSON.parse(place.dataset.points)
  }

  read({ curve, ahead }) { // the numbers of the picture
    Object.assign(this, { curve, ahead })
    readOut(this.root, this.picture)
    this.net.canvas.setAttribute("aria-label", summary(this.picture))
    if (!this.picture.playing && this.node) this.tell(sentence(this.node, this.scene, this.picture))
  }

  empty(reach) { // a square to put points into
    Object.assign(this, { scene: null, picture: null, curve: [], ahead: [], reach })
    for (const out of this.root.querySelectorAll(".nn-readout output")) out.textContent = "–"
    this.root.querySelector(".nn-now").textContent = ""
    this.drawPlane()
    this.drawLosses()
  }

  remember(data) { // the curve of a run on these points, which ends, stays as a ghost of those that come on the same
    if (this.curve.length > 3) this.runs = [...this.runs, { data, curve: this.curve }].slice(-RUNS)
  }

  compare(data) { // with what was trained on these points before
    this.ghosts = this.runs.filter(run => run.data === data).slice(-3).map(({ curve }) => curve)
  }
}
