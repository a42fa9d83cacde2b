// What was answered, kept in this browser: {id: {solved, wrong}}, each the time of the last such answer.

const KEY = "nn-exercises", DAY = 24 * 3600e3, ABROAD = new EventTarget()

export function all() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {}
  } catch { // blocked, or not ours
    return {}
  }
}

function write(known) {
  try {
    if (known) localStorage.setItem(KEY, JSON.stringify(known))
    else localStorage.removeItem(KEY)
  } catch { /* this browser remembers nothing */ }
  ABROAD.dispatchEvent(new Event("change"))
}

export function watch(show, signal) { // also what another tab does
  ABROAD.addEventListener("change", show, { signal })
  addEventListener("storage", ({ key }) => { if (key === KEY || key === null) show() }, { signal })
}

export function remember(id, ok, now = Date.now()) {
  const known = all(), one = known[id] ?? {}
  if (ok) {
    if (now - one.wrong > DAY) delete one.wrong // it is known still
    one.solved = now
  } else one.wrong = now
  write({ ...known, [id]: one })
}

export const forget = () => write(null)
export const solved = id => Boolean(all()[id]?.solved)
export const left = ids => ids.filter(id => !solved(id))
export function due(id, now = Date.now()) { // it went wrong, and that was a day ago or more
  const { wrong, solved = 0 } = all()[id] ?? {}
  return Boolean(wrong) && now - Math.max(wrong, solved) > DAY
}
