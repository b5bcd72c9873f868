// Watches the page for metadata that changes after it has loaded, for all cards together.

import { tells } from './page.js'

// A head that changes is read again when it has been quiet for so long.
const QUIET = 100

// One observer for the head of a page that rewrites it, and for a language set on what cards are in;
// one for metadata that comes, goes or changes elsewhere.
const watching = new Map()
let headObserver, bodyObserver
let quiet

function changed() {
  clearTimeout(quiet)
  quiet = setTimeout(() => watching.forEach((update) => update()), QUIET)
}

// Calls `update` when the metadata, or the language of what the card is in, has changed.
export function watchHead(card, update) {
  watching.set(card, update)
  headObserver ??= new MutationObserver(changed)
  headObserver.observe(document.head, { childList: true, subtree: true, attributes: true, characterData: true })
  headObserver.observe(document.documentElement, { subtree: true, attributeFilter: ['lang'] })
  bodyObserver ??= new MutationObserver((list) => list.some(tells) && changed())
  bodyObserver.observe(document.documentElement, { subtree: true, childList: true })
}

export function unwatchHead(card) {
  watching.delete(card)
  if (watching.size) return
  headObserver?.disconnect()
  bodyObserver?.disconnect()
}
