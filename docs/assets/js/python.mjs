// The page's side of Python: starts the worker on the first call, keeps it while the reader moves from page to page.

const folder = new URL("../py/", import.meta.url)
const STALLED = 90e3, STARTED = 30e3 // milliseconds without a sign of life: while loading, and while starting
let worker, ready, giveUp, count = 0, watch, cache = "default"
const waiting = new Map(), watchers = new Set()

async function manifest() {
  const answer = await fetch(new URL("runtime.json", folder), { cache: "no-cache" })
  return { compressed: answer.headers.has("content-encoding"), ...await answer.json() }
}

function unable() {
  if (!self.WebAssembly)
    return "WebAssembly is off in this browser, by a setting or a mode of more safety: without it Python cannot run here."
  if (!self.Worker || !self.DecompressionStream || !HTMLScriptElement.supports?.("importmap"))
    return "This browser is too old to run Python. Chrome 103, Firefox 114, Safari 16.4 and anything newer can."
}

export const loading = (share, sentence) => `${sentence} … ${Math.round(100 * share)} %`

export function onprogress(watcher) { // watcher(share, sentence); share is 1 when Python is there
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

function start() {
  return new Promise((resolve, reject) => {
    giveUp = reject
    const fail = (sentence, wrong) => {
      if (wrong) cache = "reload" // the next try asks the site for all of it; else what arrived is not fetched again
      stop(sentence)
    }
    const because = unable()
    if (because) return fail(because)
    const alive = limit => {
      clearTimeout(watch)
      watch = setTimeout(() => fail("Python did not start in time. A slow connection, or a setting that blocks "
        + "WebAssembly or workers, may be the reason. Everything else on the page works without it."), limit)
    }
    const mine = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" }) // comes up while the list arrives
    worker = mine
    worker.onerror = event => fail(`The worker that runs Python could not start: ${event.message || "it was blocked"}.`)
    manifest().then(({ files, info, why, compressed }) => {
      if (worker !== mine) return // stopped meanwhile
      if (why) return fail(`This copy of the site was built without Python: ${why}`)
      const sizes = Object.entries(files).filter(([name]) => name !== "pyodide.asm.wasm.bin")
      const total = sizes.reduce((sum, [, { bytes }]) => sum + bytes, 0)
      const here = new Map(sizes.map(([name]) => [name, 0])) // the share of each file; 1 when it is checked
      const came = new Set() // by the names under which they were asked for
      alive(STALLED)
      worker.onmessage = ({ data }) => {
        if (data.share) {
          if (data.share === 1) came.add(data.name)
          here.set(data.name.replace(".wasm.bin", ".wasm"), data.share) // a host sends one of the two
          const left = sizes.some(([name]) => here.get(name) < 1)
          const loaded = sizes.reduce((sum, [name, { bytes }]) => sum + bytes * here.get(name), 0)
          alive(left ? STALLED : STARTED)
          watchers.forEach(watcher => watcher(0.9 * loaded / total, left ? "Loading Python" : "Starting Python"))
        } else if (data.failed) {
          fail(`Python could not start. ${data.failed}`, data.wrong)
        } else if (data.ready) {
          clearTimeout(watch)
          cache = "default"
          keep([...came].flatMap(name => files[name]?.path ?? [])).catch(() => {}) // without it all works, while there is a line
          watchers.forEach(watcher => watcher(1, "Python is ready"))
          resolve()
        } else {
          const call = waiting.get(data.id)
          if (data.event) call?.on?.(data)
          else if (call) {
            call.answered = true
            if (!call.stays) waiting.delete(data.id)
            if (data.error) call.reject(new Error(data.error))
            else call.resolve(data.result)
          }
        }
      }
      worker.postMessage({ files, info, compressed, cache })
    }, () => { if (worker === mine) fail("Python could not be loaded: the site does not answer.") })
  })
}

// For the next visit, and for reading without a line: see service-worker.js.
async function keep(paths) {
  const { serviceWorker } = navigator
  if (!serviceWorker) return
  await serviceWorker.register(new URL("../../service-worker.js", import.meta.url))
  const { active } = await serviceWorker.ready
  const python = paths.map(path => new URL(path, folder).href)
  active.postMessage({ pages: [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)], python })
}

export function boot() {
  ready ??= start()
  return ready
}

// Answer of op(args); `on` gets what comes before the answer. With stays, also what comes after it.
export async function call(op, args, on, stays = false) {
  await boot()
  const id = ++count
  if (stays) // what came of the call before is of no use any more
    for (const [old, call] of waiting) {
      if (call.answered) waiting.delete(old)
      call.stays = false
    }
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject, on, stays })
    worker.postMessage({ id, op, args })
  })
}

export const drawn = generation => worker?.postMessage({ drawn: generation })

// Ends whatever runs. The next call starts a new Python.
export function stop(sentence = "Stopped.") {
  clearTimeout(watch)
  worker?.terminate()
  worker = ready = undefined
  giveUp?.(new Error(sentence)) // to whom waits for the start
  for (const { reject } of waiting.values()) reject(new Error(sentence))
  waiting.clear()
}
