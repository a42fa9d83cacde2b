// The one worker: starts Python on the first message and answers requests {id, op, args} one after the other.
// Every file is fetched with its hash, so a file that differs from the one the site was built with is refused.

import { drawn, playground } from "./playground/loop.mjs"

const site = new URL("../../", import.meta.url)
const folder = new URL("../py/", import.meta.url)
const { fetch } = self // while Pyodide starts, self.fetch hands it what is there already
let python, modules, files, info, compressed, cache

const url = name => new URL(files[name].path, folder).href
const tell = (name, share) => postMessage({ name, share }) // of a file that is here
const say = (id, message, transfer = []) => postMessage({ id, ...message }, transfer)

async function arriving(name) { // told as it comes: each byte is a sign of life
  const answer = await fetch(url(name), { cache })
  if (!answer.ok) throw new TypeError(answer.statusText)
  let came = 0
  const told = new TransformStream({
    transform(chunk, out) {
      came += chunk.byteLength
      tell(name, 0.99 * came / files[name].bytes) // the rest when it is checked
      out.enqueue(chunk)
    },
  })
  return new Response(answer.body.pipeThrough(told), { headers: { "content-type": answer.headers.get("content-type") } })
}

async function right(name, bytes) {
  const hash = new Uint8Array(await self.crypto.subtle.digest("SHA-256", bytes))
  return files[name].integrity === "sha256-" + btoa(String.fromCharCode(...hash))
}

async function whole(name) {
  if (!self.crypto.subtle) return fetch(url(name), { integrity: files[name].integrity, cache }) // told at its end alone
  const bytes = await (await arriving(name)).arrayBuffer()
  if (!await right(name, bytes)) throw new TypeError("another hash")
  return new Response(bytes)
}

async function load(name, how) {
  try {
    const answer = await whole(name)
    const result = how ? await answer[how]() : answer
    tell(name, 1)
    return result
  } catch (error) {
    if (error instanceof TypeError) { // the network, the status or the hash: an answer without a check tells which
      const there = await fetch(url(name), { cache }).catch(() => null)
      error = new Error(!there ? `${name} could not be loaded: the site does not answer.`
        : !there.ok ? `${name} is missing on this site (status ${there.status}).`
          : `${name} was refused: its hash is not that of the file this site was built with.`)
      error.wrong = Boolean(there) // then the browser may keep a wrong answer
    }
    throw error
  }
}

async function unzipped(name, type = "") {
  const { body } = await load(name)
  return new Response(body.pipeThrough(new DecompressionStream("gzip")), { headers: { "content-type": type } })
}

function* members(tar) {
  const text = (from, size) => new TextDecoder().decode(tar.subarray(from, from + size)).split("\0")[0]
  for (let at = 0; tar[at];) {
    const size = parseInt(text(at + 124, 12), 8), start = at + 512, prefix = text(at + 345, 155)
    yield [(prefix && prefix + "/") + text(at, 100), tar.subarray(start, start + size)]
    at = start + 512 * Math.ceil(size / 512)
  }
}

function unpack(FS, buffer) {
  const packages = `/lib/python${info.python.replace(/\.\d+$/, "")}/site-packages/`
  for (const [name, bytes] of members(new Uint8Array(buffer))) {
    const path = packages + name
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")))
    FS.writeFile(path, bytes, { canOwn: true })
  }
}

async function checked(name, coming) { // compiles while it arrives; what is compiled runs only if the hash is right
  const answer = await coming
  if (!answer) return load(name) // which says what is wrong
  const hash = answer.clone().arrayBuffer().then(bytes => right(name, bytes))
  const [module, same] = await Promise.all([WebAssembly.compileStreaming(answer).catch(() => null), hash.catch(() => false)])
  if (!same) return load(name)
  tell(name, 1)
  return module
}

async function compiled() {
  const name = "pyodide.asm.wasm", checks = compressed && self.crypto.subtle
  const coming = checks && arriving(name).catch(() => null) // the largest file is asked for first
  try {
    await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))
  } catch (error) {
    throw new Error(`WebAssembly is blocked here, by a setting of the browser or of the site (${error.message})`)
  }
  if (checks) return checked(name, coming)
  if (compressed) return WebAssembly.compileStreaming(load(name))
  return WebAssembly.compileStreaming(unzipped(name + ".bin", "application/wasm")) // this host does not compress
}

async function module(name) {
  await load(name, "arrayBuffer") // checks it; the import then comes from the browser's cache
  return import(url(name))
}

async function boot() {
  const wasm = compiled()
  const unpacked = async name => (await unzipped(name)).arrayBuffer()
  const library = load("python_stdlib.bin", "arrayBuffer")
  const archives = Promise.all(["numpy.bin", "nnref.bin"].map(unpacked))
  const scripts = Promise.all([module("pyodide.mjs"), module("pyodide.asm.mjs")])
  const started = scripts.then(async ([{ loadPyodide }, { default: createPyodideModule }]) => {
    const { instantiateStreaming } = WebAssembly
    self.fetch = async file => String(file).endsWith(".wasm") ? new Response() : new Response(await library)
    WebAssembly.instantiateStreaming = async (_, imports) =>
      ({ module: await wasm, instance: await WebAssembly.instantiate(await wasm, imports) })
    const indexURL = folder.href
    python = await loadPyodide({
      createPyodideModule, indexURL, packageBaseUrl: indexURL, lockFileContents: { info, packages: {} },
      fsInit: async FS => { for (const archive of await archives) unpack(FS, archive) },
    })
    Object.assign(self, { fetch })
    Object.assign(WebAssembly, { instantiateStreaming })
  })
  await Promise.all([started, wasm, library, archives]) // a missing file fails at once, whatever Pyodide makes of it
  tell("python", 1)
}

function read(place) { // a file of the site, at once: code of the page is waiting for it
  const request = new XMLHttpRequest()
  request.open("GET", new URL(place, site), false)
  request.send()
  return request.status === 200 ? request.responseText : ""
}

function imported(name) {
  modules ??= {}
  if (!modules[name]) {
    modules[name] = python.pyimport(`scripts.browser.${name}`)
    if (name === "blocks") Object.assign(modules[name], { read, words: python.pyimport("scripts.prose.compare").HELPERS })
  }
  return modules[name]
}

async function answer({ id, op, args }) {
  const [name, what] = op.split(".")
  const module = imported(name)
  if (op === "blocks.run" || op === "blocks.evaluate")
    return JSON.parse(module[what](JSON.stringify(args), text => say(id, { event: "text", text })))
  if (name === "playground" && what in playground) return playground[what](module, args, message => say(id, ...message))
  return JSON.parse(module[what](JSON.stringify(args)))
}

let ready
self.onmessage = async ({ data }) => {
  if (data.files) {
    ({ files, info, compressed, cache } = data)
    ready = boot()
    ready.then(() => postMessage({ ready: true }), ({ message, wrong }) => postMessage({ failed: message, wrong }))
  } else if (data.drawn !== undefined) {
    drawn(data.drawn)
  } else {
    try {
      await ready
      say(data.id, { result: await answer(data) })
    } catch (error) {
      say(data.id, { error: error.message })
    }
  }
}
