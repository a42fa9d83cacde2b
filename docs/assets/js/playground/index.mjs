// The playground's page: the fields are the state, a network trains, and what comes of it is drawn.
// Each concern has its module; this one brings them together.

import { Beats } from "./beats.mjs"
import { add, colors } from "./canvas.mjs"
import { Fields } from "./fields.mjs"
import { drawLosses } from "./losses.mjs"
import { drawMap } from "./map.mjs"
import { bytesOf, Net } from "./net.mjs"
import { Player } from "./player.mjs"
import { Points } from "./points.mjs"
import { readOut, summary } from "./readout.mjs"
import { Share } from "./share.mjs"
import { Shelf } from "./shelf.mjs"
import { Settings } from "./state.mjs"
import { Teacher } from "./teacher.mjs"
import { drawCurve, sentence } from "./unit.mjs"
import { drawWarp } from "./warp.mjs"

export function setup(root, signal) { // signal: the reader leaves the page, and nothing of it may stay
  const page = root.closest("[data-md-component=content]") ?? document.body
  const $ = selector => root.querySelector(selector)
  const button = name => $(`.nn-${name}`)
  const form = $("#nn-form"), speed = $(".nn-speed select"), back = $(".nn-back-to"), bent = $(".nn-bent")
  const settings = new Settings(form)
  const view = { // what is drawn
    scene: null, picture: null, curve: [], ahead: [], ghosts: [], marks: [], step: 0, reach: null, cross: null,
    node: null, logarithmic: false, colors: colors(),
    unit: () => view.node && view.scene && bytesOf(view.node, view.scene, view.picture),
  }

  for (const link of root.querySelectorAll("a.full-size")) link.replaceWith(...link.childNodes) // a click is a point
  const map = add($(".nn-map"), "The square of the inputs. Arrow keys move a cross.")
  map.tabIndex = 0
  map.setAttribute("role", "application")
  const losses = add($(".nn-loss"), "Training loss and held-out loss against the step")
  const curve = add($(".nn-unit-curve"), "The unit's activation, and its sums at training points")
  add($(".nn-net"), "The network")
  const net = new Net($(".nn-net"), node => {
    view.node = node
    look()
  })

  // ---- what is seen

  const say = text => { if ($(".nn-message").textContent !== text) $(".nn-message").textContent = text }
  const tell = text => { $(".nn-told").textContent = text }

  function look() { // at the chosen node
    const { node, scene, picture } = view
    if (!scene) return
    tell(node ? sentence(node, scene, picture) : "Point at a unit, or walk there with Tab and the arrow keys.")
    drawPlane()
    drawCurve(curve, node, view)
    requestAnimationFrame(() => view.scene && net.draw(view))
  }

  function drawPlane() {
    if (bent.checked && view.picture?.flat) drawWarp(map, view)
    else drawMap(map, view)
  }

  function draw() {
    drawPlane()
    if (!view.scene) return
    drawLosses(losses, view)
    net.draw(view)
    drawCurve(curve, view.node, view)
  }

  function details(picture) { // ten times a second while it plays
    readOut(root, picture)
    view.curve = curveOf(picture)
    drawLosses(losses, view)
    net.draw(view)
    drawCurve(curve, view.node, view)
    const { pictures } = player.kept
    back.max = Math.max(0, pictures.length - 1)
    back.value = player.kept.index(picture.step)
    back.ariaValueText = `step ${picture.step}`
    if (!picture.playing && view.node) tell(sentence(view.node, picture.scene, picture))
    net.canvas.ariaLabel = summary(picture)
  }

  function curveOf({ step, curve, numbers }) { // up to the step that is shown; the rest is ahead
    const kept = player.kept.pictures.map(({ numbers }) => [numbers.step, numbers.loss, numbers.heldLoss])
    const now = [step, numbers.loss, numbers.heldLoss], known = curve ?? kept
    view.ahead = player.following ? [] : [now, ...kept.filter(([at]) => at > step)]
    return [...known.filter(([at]) => at < step), now]
  }

  const player = new Player({
    wait(share, sentence) {
      root.style.setProperty("--share", share)
      if (share >= 1) return say(sentence)
      const recorded = view.picture?.recorded ? "You see a recorded run; " : ""
      say(`${recorded}${sentence} … ${Math.round(100 * share)} %`)
    },
    playing(now) {
      root.dataset.playing = now
      button("play").setAttribute("aria-pressed", now)
    },
    picture(picture) {
      const starts = picture.scene !== view.scene
      view.scene = picture.scene
      view.reach = picture.scene.reach
      view.step = picture.step
      view.picture = starts ? picture : { ...view.picture, ...picture }
      view.picture.recorded = picture.recorded
      root.dataset.recorded = Boolean(picture.recorded)
      drawPlane()
      if (picture.numbers) details(view.picture)
      if (picture.problem) say(picture.problem)
      if (touched) share.update(picture.playing && !starts)
      root.dispatchEvent(new CustomEvent("nn-frame", { detail: picture }))
    },
    kept() { if (view.picture) details(view.picture) },
    refused({ reach }) { // an empty square to put points into
      Object.assign(view, { scene: null, picture: null, curve: [], ahead: [], reach })
      $("#nn-out-parameters").textContent = "–"
      drawMap(map, view)
      share.update()
    },
    rest() { share.update() },
    pace: () => Number(speed.value) || 0,
    state(step) { // of the run that is shown, without what was changed after this step
      settings.forget(step)
      marks()
      return settings.read()
    },
  }, signal)
  const share = new Share($(".nn-share"), settings, () => view.picture?.step ?? 0, say, signal)
  let touched = false

  // ---- what the reader does

  const undo = [] // earlier states
  let current = settings.read()
  function before() {
    undo.push({ ...current, step: view.picture?.step ?? 0 })
    if (undo.length > 50) undo.shift()
    button("undo").disabled = false
  }

  function start(state = settings.read()) {
    touched = true
    slow = null
    current = settings.read()
    say("")
    remember()
    marks()
    return player.start(state)
  }

  function remember() { // an earlier run's curve stays as a ghost
    if (view.curve.length > 3) view.ghosts = [...view.ghosts.slice(-2), view.curve]
  }

  function marks() {
    view.marks = settings.then.map(([step, name, value]) => [step, `${labels[name]} ${value}`])
  }
  const labels = { lr: "rate", momentum: "momentum", l2: "λ", dropout: "dropout" }

  let next = 0
  const fields = new Fields(root, form, field => {
    before()
    fields.arrange(settings.get("data"))
    const live = field.dataset.live === "" && view.picture?.step > 0
    if (live) return change(field)
    if (field.name === "data" && field.value === "own") own()
    settings.restart()
    cancelAnimationFrame(next) // a slider that moves asks once a picture
    next = requestAnimationFrame(() => start())
  }, signal)

  async function change(field) { // while the network trains
    touched = true
    const { name } = field, value = Number(field.value)
    field.dataset.kept = fields.before // what held until now
    const step = await player.change(name, value)
    settings.change(step, name, value)
    current = settings.read()
    marks()
    drawLosses(losses, view)
    share.update(player.playing)
    if (player.playing && !player.following) player.takeover()
  }

  function own() {
    settings.put("held", 0)
    points.choose(points.tool || "0")
  }

  const points = new Points({
    box: page.querySelector(".nn-own"), tools: $(".nn-tools"), under: $(".nn-under"), map, view, settings,
  }, {
    before,
    changed() {
      fields.arrange("own")
      start()
    },
    moved: drawPlane,
    said: tell,
  })
  for (const thumb of root.querySelectorAll(".nn-thumb"))
    thumb.onclick = () => {
      form.elements.data.value = thumb.dataset.set
      form.elements.data.onchange()
    }

  // One step after the other in slow motion, until Pause, another step or another network.
  const beats = new Beats(view, { tell, draw })
  let slow = null
  async function slowly(once) {
    const mine = slow = {}, running = () => mine === slow && !signal.aborted
    if (!player.following) await player.takeover()
    player.training.set(!once)
    while (running() && await beats.step(running) && !once) player.training.pause()
    if (mine !== slow) return
    slow = null
    player.pause()
  }

  button("play").onclick = () => {
    touched = true
    if (speed.value === "beats" && view.picture) return slow || slowly(false)
    if (view.scene || !player.kept.last) view.picture ? player.play() : begin(true)
    else begin(true)
  }
  button("pause").onclick = () => {
    slow = null
    player.pause()
  }
  button("step").onclick = async () => {
    touched = true
    if (!view.picture) await begin(false)
    if (speed.value === "beats") return slow || slowly(true)
    if (view.picture) player.step()
  }
  button("reset").onclick = () => {
    touched = true
    settings.restart()
    player.training.set(false)
    player.reset(settings.read())
    marks()
  }
  button("undo").onclick = () => {
    const state = undo.pop()
    button("undo").disabled = !undo.length
    if (state) open(state, state.step)
  }
  const begin = playing => {
    player.training.set(playing)
    return start()
  }
  speed.onchange = () => { // between slow motion and the rest one presses Play again
    if (slow || speed.value === "beats") button("pause").click()
    else if (player.playing && player.following) player.training.play(Number(speed.value))
  }
  back.oninput = () => {
    touched = true
    player.look(Number(back.value))
  }
  $(".nn-log").onchange = ({ target }) => {
    view.logarithmic = target.checked
    drawLosses(losses, view)
  }
  bent.onchange = drawPlane

  function open(state, to = 0) { // of a link, a button or an earlier moment: at once at the step `to`, or played to its own
    const { step, ...rest } = state
    settings.show(state.data === "own" ? { own: settings.own, ...state } : state)
    fields.arrange(settings.get("data"))
    player.training.set(false)
    touched = true
    if (!to) return start({ ...settings.read(), step: step ?? 0 })
    current = settings.read()
    marks()
    player.back = true
    return player.training.start(() => ({ state: { ...settings.read(), step: 0 }, pace: 0, to }))
  }

  new Shelf(page.querySelector(".nn-shelf"), {
    state: () => ({ ...settings.read(), step: view.picture?.step ?? 0 }),
    picture: () => view.picture,
    open(state) {
      before()
      open(state, state.step)
      root.scrollIntoView({ block: "start" })
    },
    say,
  })
  const teacher = new Teacher(root, page, settings, () => share.update())

  for (const preset of page.querySelectorAll(".nn-preset")) {
    preset.disabled = false
    preset.onclick = () => {
      before()
      open({ ...JSON.parse(form.dataset.defaults), ...JSON.parse(preset.dataset.state) })
      root.scrollIntoView({ block: "start" })
    }
  }

  // ---- ready

  for (const control of page.querySelectorAll(".nn-playground button, .nn-shelf button, .nn-speed select")) control.disabled = false
  button("undo").disabled = true
  root.classList.add("nn-on")
  player.training.set(false)
  fields.arrange(settings.get("data"))
  const linked = () => {
    const link = settings.understood(location.hash)
    if (!link) return false
    open(link.state)
    link.wrong.push(...teacher.arrange())
    if (link.wrong.length) say(`Not understood in the link: ${link.wrong.join("; ")}. The rest is shown.`)
    return true
  }
  addEventListener("hashchange", linked, { signal })
  const sized = new ResizeObserver(() => draw())
  sized.observe(root)
  signal.addEventListener("abort", () => sized.disconnect())
  const rest = () => { if (document.hidden && player.playing) player.pause() }
  document.addEventListener("visibilitychange", rest, { signal })
  const scheme = new MutationObserver(() => {
    view.colors = colors()
    draw()
  })
  scheme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
  signal.addEventListener("abort", () => scheme.disconnect())
  if (!linked()) player.record().catch(() => {})
}
