// Examples: editing, running, what comes out; and the values behind the marks.

import { boot, call, onprogress, stop } from "./python.mjs"

const escaped = text => text.replace(/[&<>]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign])

// Colors while editing: the classes that the site's highlighter uses, told apart by one expression.
const WORDS = "False|None|True|and|as|assert|async|await|break|case|class|continue|def|del|elif|else|except|finally|for|"
  + "from|global|if|import|in|is|lambda|match|nonlocal|not|or|pass|raise|return|try|while|with|yield"
const PARTS = new RegExp([/(?<gp>^(?:>>>|\.\.\.)(?: |$))/, /(?<c1>#.*)/,
  /(?<s2>[rbfuRBFU]{0,2}(?:"""[^]*?(?:"""|$(?![^]))|'''[^]*?(?:'''|$(?![^]))|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))/,
  /(?<mi>\b\d[\w.]*)/, new RegExp(`(?<k>\\b(?:${WORDS})\\b)`), /(?<n>[^\W\d]\w*)/].map(part => part.source).join("|"), "gm")

function colored(kind, text) {
  const code = piece => {
    let html = "", at = 0
    for (const found of piece.matchAll(PARTS)) {
      const [name] = Object.entries(found.groups).find(([, part]) => part !== undefined)
      html += escaped(piece.slice(at, found.index)) + (name === "n" ? escaped(found[0]) : `<span class="${name}">${escaped(found[0])}</span>`)
      at = found.index + found[0].length
    }
    return html + escaped(piece.slice(at))
  }
  if (kind !== "pycon") return code(text)
  return text.split("\n").map(line => /^\s*(>>>|\.\.\.)/.test(line) ? code(line) : `<span class="go">${escaped(line)}</span>`).join("\n")
}

export function edit(example) {
  if (example.editing) return
  example.editing = true
  const { source, code, kind } = example
  const insert = text => document.execCommand("insertText", false, text) || source.setRangeText(text, source.selectionStart, source.selectionEnd, "end")
  const line = () => source.value.slice(source.value.lastIndexOf("\n", source.selectionStart - 1) + 1, source.selectionStart)
  let typing = false
  const color = () => { code.innerHTML = colored(kind, source.value) + "\n" }
  if (source.value !== example.original.slice(0, -1)) color()
  source.addEventListener("input", () => { typing = true; color() })
  source.addEventListener("pointerdown", () => { typing = true })
  source.addEventListener("blur", () => { typing = false })
  source.addEventListener("keydown", event => {
    if (event.isComposing || event.key === "Enter" && (event.ctrlKey || event.metaKey)) return // the latter runs
    if (event.key === "Escape") {
      typing = false
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault()
      const before = line(), [prompt] = before.match(/^(>>> |\.\.\. )?/), rest = before.slice(prompt.length)
      const indent = rest.match(/^ */)[0] + (/:\s*(#.*)?$/.test(rest) ? "    " : "")
      const go = prompt && !(rest.trim() === "" && prompt === "... ") && (indent || prompt === "... ") ? "... " : prompt && ">>> "
      insert("\n" + go + indent)
    } else if (event.key === "Tab" && typing && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault()
      shift(event.shiftKey)
    }
  })
  function shift(back) {
    const { selectionStart: from, selectionEnd: to, value } = source
    if (!back && from === to) return insert("    ")
    const start = value.lastIndexOf("\n", from - 1) + 1, end = value.indexOf("\n", Math.max(to - 1, from)) < 0 ? value.length : value.indexOf("\n", Math.max(to - 1, from))
    const lines = value.slice(start, end).split("\n")
    const moved = lines.map(text => back ? text.replace(/^((?:>>> |\.\.\. )?) {1,4}/, "$1") : text.replace(/^(>>> |\.\.\. )?/, "$&    ")).join("\n")
    if (moved === lines.join("\n")) return
    source.setSelectionRange(start, end)
    insert(moved)
    if (from === to) source.setSelectionRange(Math.max(start, from - 4), Math.max(start, from - 4))
    else source.setSelectionRange(start, start + moved.length)
  }
}

export function reset(example) {
  example.forget()
  example.source.value = example.original.slice(0, -1)
  example.code.innerHTML = example.html
  example.reset.hidden = true
  example.out.hidden = true
  example.out.replaceChildren()
  example.state.textContent = "As it was"
  example.run.focus()
}

// Everything of the page that runs above an element, in order: examples, and blocks that the page does not show.
function above(element, last) {
  const blocks = []
  const walker = document.createTreeWalker(document.querySelector("[data-md-component=content]") ?? document.body,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (node === element) break
    const hidden = node.nodeType === Node.COMMENT_NODE && node.data.match(/^\s*invisible-code-block: python\s*\n([^]*)$/)
    if (hidden) blocks.push({ kind: "hidden", source: hidden[1] })
    else if (node.example && node.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING
      && !node.contains(element)) blocks.push(block(node.example))
  }
  return last ? [...blocks, block(last)] : blocks
}

const block = ({ kind, source }) => ({ kind, source: source.value + "\n" })

function progress(state) {
  return onprogress((share, sentence) => {
    state.textContent = share < 1 ? `${sentence} … ` : "Running … "
    if (share < 1) state.append(Object.assign(document.createElement("progress"), { value: share, ariaLabel: sentence }))
  })
}

export async function run(example) {
  const { out, state } = example
  if (example.busy) return
  example.busy = true
  const focused = document.activeElement === example.run
  example.run.hidden = true
  example.stop.hidden = false
  example.stop.onclick = () => stop()
  if (focused) example.stop.focus({ preventScroll: true })
  state.textContent = "Loading Python … "
  const unwatch = progress(state)
  out.replaceChildren()
  out.hidden = true
  const text = add(out, "pre", "nn-text")
  try {
    await boot()
    state.textContent = "Running … "
    const request = { page: location.pathname, blocks: above(example.box, example) }
    const result = await call("blocks.run", request, ({ text: more }) => {
      out.hidden = false
      text.textContent += more
    })
    state.textContent = show(example, result)
    if (result.picture) out.append((await import("./made.mjs")).draw(result.picture))
  } catch (error) {
    state.textContent = error.message === "Stopped." ? "Stopped. The next run starts the page anew." : "Failed"
    if (error.message !== "Stopped.") add(out, "p", "nn-error", error.message)
  } finally {
    unwatch()
    example.busy = false
    example.stop.hidden = true
    example.run.hidden = false
    if (document.activeElement === example.stop || document.activeElement === document.body) example.run.focus({ preventScroll: true })
    if (!text.textContent) text.remove()
    out.hidden = !out.hasChildNodes()
  }
}

function add(to, tag, className, textContent = "") {
  return to.appendChild(Object.assign(document.createElement(tag), { className, textContent }))
}

function show(example, { value, error, examples, made }) {
  const { out } = example
  if (made) add(out, "pre", "nn-value", made)
  if (value !== null) add(out, "pre", "nn-value", value)
  if (error) add(out, "pre", "nn-error", error.trimEnd())
  for (const one of examples) {
    const passed = one.ok && one.want
    const row = add(out, "div", `nn-check ${one.ok ? "nn-pass" : "nn-fail"}`)
    add(row, "span", "nn-verdict", passed ? "✓ pass" : one.ok ? "ran" : "✗ fail")
    add(row, "code", "", one.source.trimEnd())
    if (!one.ok) add(row, "pre", "", (one.want ? `expected\n${indented(one.want)}\n` : "") + `got\n${indented(one.got || "nothing\n")}`)
    else if (!one.want && one.got) add(row, "pre", "", one.got.trimEnd())
  }
  if (!examples.length) return error ? "Error" : "Done"
  const checked = examples.filter(one => one.want || !one.ok), failed = checked.filter(one => !one.ok)
  return failed.length ? `${failed.length} of ${checked.length} fail` : checked.length ? `${checked.length} of ${checked.length} pass` : "Done"
}

const indented = text => text.trimEnd().replace(/^/gm, "    ")

// A mark: the expression is evaluated once more, below the examples above it.
export async function mark(button) {
  const out = button.nextElementSibling?.matches(".nn-result") ? button.nextElementSibling : document.createElement("output")
  out.className = "nn-result"
  out.textContent = "Loading Python … "
  button.after(out)
  const unwatch = progress(out)
  try {
    const { value, error, at } = await call("blocks.evaluate", { page: location.pathname, blocks: above(button), expression: button.dataset.expr })
    out.textContent = error ?? `${at ? `for ${at}: ` : "= "}${value}`
  } catch (error) {
    out.textContent = error.message
  } finally {
    unwatch()
  }
}
