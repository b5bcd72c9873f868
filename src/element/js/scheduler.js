// Work for many cards, one after another: the page can paint and answer between them.

// A frame is 16 ms, and the page wants some of it.
const SLICE = 8
// So many cards that are put in together begin at once, the others in their turn.
export const FEW = 4

// A page that is not shown has no frames: then work goes on after so long.
const HIDDEN = 100

let last = Promise.resolve()
let since = 0
let queued = 0

// Waits for its turn, in the order of asking, and does `work` before the next one's. Where many wait, each
// slice is laid out and painted before the next: all together would take the browser too long.
export function enqueue(work) {
  queued++
  const mine = last.then(async () => {
    queued--
    if (performance.now() - since > SLICE) {
      await (queued > FEW ? nextFrame() : nextTask())
      since = performance.now()
    }
    return work?.()
  })
  last = mine.catch(() => {})
  return mine
}

// Resolves in a task of its own, without the delay that nested timers get.
export function nextTask() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(0)
  })
}

// Resolves after the next frame.
function nextFrame() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => nextTask().then(resolve))
    setTimeout(resolve, HIDDEN)
  })
}

let together = 0

// Begins the work of a card: of the first few at once, of many in their turn.
export function startBatched(card, work) {
  if (!together++) setTimeout(() => { together = 0 })
  if (together <= FEW) work()
  else enqueue(() => { if (card.isConnected) work() })
}

let placed = 0

// Whether something is among the first few of this task.
export function amongFew() {
  if (!placed++) setTimeout(() => { placed = 0 })
  return placed <= FEW
}

// When the page has shown what it has, and nothing else is to do.
export function whenIdle(work) {
  if (globalThis.requestIdleCallback) setTimeout(() => requestIdleCallback(work), 100)
  else setTimeout(work, 200)
}

// Waits for work, not longer than so many milliseconds. A timer would keep a card that is gone.
export function within(patience, work) {
  let timer
  const late = new Promise((resolve) => { timer = setTimeout(resolve, patience) })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
