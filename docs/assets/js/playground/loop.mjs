// The worker's side of the playground: steps as long as a frame lasts, then a picture, at most two of them under way.
// Each start, pause and step is a new generation, and what is drawn of an older one does not count.

const SLICE = 11, LONGEST = 40 // milliseconds of steps from one wait to the next
let generation = 0, underway = 0, until = Infinity, pace = 0, network = false // whether there is one
const pause = new MessageChannel()
let resume = null
pause.port1.onmessage = () => {
  const go = resume
  resume = null
  go()
}
let lag = 0, timed = false // how long a message is on its way, in milliseconds; too long
// Never two messages at a time: a start would leave its own behind, and the page's wait in line.
async function yielded() {
  const before = performance.now()
  await new Promise(resolve => {
    if (timed) return setTimeout(resolve)
    if (!resume) pause.port2.postMessage(0)
    resume = resolve
  })
  lag = 0.9 * lag + 0.1 * (performance.now() - before)
  timed ||= lag > 6 // in WebKit it waits for what the page draws; a timer takes 4 ms
}

export function drawn(of) {
  if (of === generation) underway--
}

function picture(engine, say, playing, scene) {
  const made = engine.frame(!playing), [state, maps, flat] = made.toJs()
  made.destroy() // Python's tuple, which JavaScript would keep alive
  underway++
  const transfer = flat.length ? [maps.buffer, flat.buffer] : [maps.buffer]
  say([{ event: "frame", generation, playing, scene, state: JSON.parse(state), maps, flat }, transfer])
}

function next() { // a new generation
  underway = 0
  return ++generation
}

async function play(engine, say) {
  const mine = next()
  let slice = SLICE
  for (let more = true; more && mine === generation;) {
    if (pace && underway) { // a set number of steps a picture: wait for the picture
      await yielded()
      continue
    }
    more = pace ? engine.advance(0, until, pace) : engine.advance(slice, until)
    if (underway < 2 || !more) picture(engine, say, more)
    await yielded()
    slice = Math.min(LONGEST, Math.max(SLICE, 3 * lag)) // less often where it takes long
  }
}

async function reach(engine, step) { // without pictures; false if another generation began meanwhile
  const mine = next()
  while (mine === generation && engine.advance(20, step)) await yielded()
  return mine === generation
}

const commands = {
  // to: the step of the first picture; end: where it pauses by itself
  async start(engine, { state, play: go = false, pace: steps = 0, to = 0, end = 0 }, say) {
    next()
    pace = steps
    const scene = JSON.parse(engine.start(JSON.stringify(state)))
    network = !scene.error
    if (!network) return scene
    until = scene.step || end || Infinity
    go ||= scene.step > 0
    if (to && !await reach(engine, to)) return scene
    picture(engine, say, go, scene)
    if (go) play(engine, say)
    return scene
  },
  play(engine, args, say) {
    until = args.end || Infinity
    pace = args.pace
    play(engine, say)
  },
  pause(engine, args, say) {
    next()
    picture(engine, say, false)
  },
  step(engine, args, say) {
    next()
    engine.advance(0, Infinity)
    picture(engine, say, false)
  },
}

export const playground = Object.fromEntries(Object.entries(commands).map(([name, command]) =>
  [name, (...args) => network || name === "start" ? command(...args) : undefined]))
