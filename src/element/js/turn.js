// Work for many cards, one after another: the page can paint and answer between them.

// A frame is 16 ms, and the page wants some of it.
const SLICE = 8

let last = Promise.resolve()
let since = 0

// Waits for its turn, in the order of asking, and does `work` before the next one's.
export function turn(work) {
  const mine = last.then(async () => {
    if (performance.now() - since > SLICE) {
      await task()
      since = performance.now()
    }
    return work?.()
  })
  last = mine.catch(() => {})
  return mine
}

// Resolves in a task of its own, without the delay that nested timers get.
export function task() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(0)
  })
}
