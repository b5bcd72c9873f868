// Watches the page for metadata that changes after it has loaded, for all cards together.

import { hasMetadata } from './page.js'

// A head that changes is read again when it has been quiet for so long.
const QUIET = 100

// A page whose last file never comes is not waited for longer than this.
const LOADS = 10_000

// One observer for the head of a page that rewrites it, and for a language set on what cards are in;
// one for metadata that comes, goes or changes elsewhere.
const watching = new Map()
let headObserver, bodyObserver
let quiet

function changed() {
  clearTimeout(quiet)
  quiet = setTimeout(() => watching.forEach((update) => update()), QUIET)
}

const pause = (duration) => new Promise((resolve) => setTimeout(resolve, duration))

// Waits until the page has loaded and been quiet for as long as a changed head takes to be read
// again: frameworks that write the head late have done so then.
export async function settled() {
  if (document.readyState !== 'complete') {
    await Promise.race([new Promise((resolve) => addEventListener('load', resolve, { once: true })), pause(LOADS)])
  }
  await pause(QUIET)
}

// A head that does not follow a new address is not cited.
// What is called a document may be none, and then has no address.
let address = globalThis.document?.URL?.split('#')[0]
function addressChanged() {
  const now = document.URL.split('#')[0]
  if (now === address) return
  address = now
  changed()
}

const addressEvents = () => [[globalThis, 'popstate'], ...(globalThis.navigation ? [[navigation, 'currententrychange']] : [])]

// Calls `update` when the metadata, or the language of what the card is in, has changed.
export function watchHead(card, update) {
  watching.set(card, update)
  if (watching.size === 1) for (const [target, event] of addressEvents()) target.addEventListener(event, addressChanged)
  headObserver ??= new MutationObserver(changed)
  headObserver.observe(document.head, { childList: true, subtree: true, attributes: true, characterData: true })
  headObserver.observe(document.documentElement, { subtree: true, attributeFilter: ['lang'] })
  bodyObserver ??= new MutationObserver((list) => {
    if (list.some(hasMetadata)) changed()
    else addressChanged()
  })
  bodyObserver.observe(document.documentElement, { subtree: true, childList: true })
}

export function unwatchHead(card) {
  watching.delete(card)
  if (watching.size) return
  for (const [target, event] of addressEvents()) target.removeEventListener(event, addressChanged)
  headObserver?.disconnect()
  bodyObserver?.disconnect()
}
