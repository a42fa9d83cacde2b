// The playground's page: the form is the state, Python trains, and what arrives is drawn. Each concern has its module.

import { add, clear, colors } from "./canvas.mjs"
import { Inside } from "./inside.mjs"
import { drawLosses } from "./losses.mjs"
import { drawMap } from "./map.mjs"
import { Points } from "./points.mjs"
import { Share } from "./share.mjs"
import { parse, Settings } from "./state.mjs"
import { Training } from "./training.mjs"

export function setup(root, signal) { // signal: the reader leaves the page, and nothing of it may stay
  const page = root.closest("[data-md-component=content]") ?? document.body
  const $ = selector => root.querySelector(selector)
  const button = name => $(`.nn-${name}`)
  const speed = $(".nn-speed select")
  const settings = new Settings($("form"))
  const view = { scene: null, picture: null, curve: [], reach: null, cross: null, colors: colors() } // what is drawn

  for (const link of root.querySelectorAll("a.full-size")) link.replaceWith(...link.childNodes) // a click is a point
  const map = add($(".nn-map"), "Decision regions and points. Arrow keys move a cross, Enter sets a point of your own.")
  map.tabIndex = 0
  map.setAttribute("role", "application")
  const losses = add($(".nn-loss"), "Training loss and held-out loss against the step")
  const inside = new Inside($(".nn-inside"))

  // ---- what is seen

  const say = text => { $(".nn-message").textContent = text }

  function readOut({ numbers, curve, scene }) {
    const show = (name, text) => { $(`#nn-out-${name}`).textContent = text }
    show("step", numbers.step)
    for (const name of ["loss", "heldLoss"]) show(name, numbers[name]?.toPrecision(6) ?? "–")
    for (const name of ["accuracy", "heldAccuracy"])
      show(name, numbers[name] === null ? "–" : `${(100 * numbers[name]).toFixed(1)} %`)
    show("parameters", scene.parameters)
    view.curve = [...curve.filter(([step]) => step < numbers.step), [numbers.step, numbers.loss, numbers.heldLoss]]
  }

  function draw() {
    drawMap(map, view)
    if (view.scene) drawLosses(losses, view)
    if (view.picture) inside.draw(view)
  }

  const training = new Training({
    say,
    playing(now) {
      root.dataset.playing = now
      button("play").setAttribute("aria-pressed", now)
    },
    picture(picture) {
      const starts = picture.scene !== view.scene
      view.scene = picture.scene
      view.reach = picture.scene.reach
      view.picture = { ...view.picture, ...picture }
      drawMap(map, view)
      if (picture.numbers) { // ten times a second while it plays
        readOut(picture)
        drawLosses(losses, view)
        inside.draw(view)
      }
      if (picture.problem) say(picture.problem)
      if (starts || !picture.playing) share.update()
      root.dispatchEvent(new CustomEvent("nn-frame", { detail: picture }))
    },
    refused({ reach }) { // an empty square to put points into
      Object.assign(view, { scene: null, picture: null, curve: [], reach })
      $("#nn-out-parameters").textContent = "–"
      clear(map)
      clear(losses)
      share.update()
    },
  }, signal)
  const share = new Share($(".nn-share"), settings, () => view.picture?.step ?? 0, say)

  // ---- what the reader does

  const pace = () => Number(speed.value)
  const start = (state = settings.read()) => training.start(state, pace())
  new Points(page.querySelector(".nn-own"), map, view, settings, { changed: start, moved: () => drawMap(map, view) })

  button("play").onclick = () => {
    if (training.playing) return
    training.set(true)
    if (training.ready) training.play(pace())
    else start()
  }
  button("pause").onclick = () => training.pause()
  button("step").onclick = async () => {
    if (!training.ready) await start()
    if (training.ready) training.step()
  }
  button("reset").onclick = () => {
    training.set(false)
    start()
  }
  speed.onchange = () => { if (training.playing) training.play(pace()) }
  let next = 0
  $("form").addEventListener("submit", event => event.preventDefault())
  $("form").addEventListener("input", () => {
    settings.arrange()
    if (settings.get("data") === "own" && !settings.own.length) map.focus({ preventScroll: true })
    cancelAnimationFrame(next) // a slider that moves asks once a picture
    next = requestAnimationFrame(() => start())
  })

  function open(state) { // of a link or a button, as it is: Python says what is wrong with it
    settings.show(state)
    training.set(false)
    start(state.data === "own" ? { own: settings.own, ...state } : state)
  }

  for (const preset of page.querySelectorAll(".nn-preset")) {
    preset.disabled = false
    preset.onclick = () => {
      open(JSON.parse(preset.dataset.state))
      root.scrollIntoView({ block: "start" })
    }
  }

  // ---- ready

  for (const control of root.querySelectorAll("button, fieldset, .nn-speed select")) control.disabled = false
  training.set(false)
  settings.arrange()
  const linked = () => {
    const state = parse(location.hash)
    if (state) open(state)
  }
  addEventListener("hashchange", linked, { signal })
  addEventListener("resize", draw, { signal })
  const rest = () => { if (document.hidden && training.playing) training.pause() }
  document.addEventListener("visibilitychange", rest, { signal })
  const scheme = new MutationObserver(() => {
    view.colors = colors()
    draw()
  })
  scheme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
  signal.addEventListener("abort", () => scheme.disconnect())
  linked()
}
