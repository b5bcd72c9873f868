// `<div data-citation-card data-styles="…">`, for editors that strip elements they do not know:
// becomes a card in place, also when it is added later.
//
// Sanitisers let `data-` attributes through, so such an element may have been written by a visitor.
// Only documented attributes that need no trust are copied. Attributes that make the card fetch or
// store something wait until the owner of the page allows them.

const TAG = 'citation-card'
const PLACE = `[data-citation-card]:not(${TAG})`

// Words alone: what they name is shipped beside the script, or on the page.
const HARMLESS = ('from styles formats tabs selected lang locale layout show hide loading heading-level debug versions contact options').split(' ')
const TRUSTED = 'src doi registry assets follow remember'.split(' ')
// Their words may be the addresses of style files.
const NAMING_STYLES = ['styles', 'tabs', 'selected']

let allowed = false
// What waits for the owner's permission, by card.
const withheld = new Map()

// Lets `data-` attributes of the page's own content make cards fetch and store.
export function allowFetching() {
  allowed = true
  for (const [card, attributes] of withheld) {
    for (const [name, value] of attributes) card.setAttribute(name, value)
  }
  withheld.clear()
}

// Upgrades every place of a document, now and later. `permitted` says whether the owner trusts them.
export function upgradePlaces(document, permitted) {
  allowed ||= permitted
  const begin = () => {
    document.querySelectorAll(PLACE).forEach(upgrade)
    new MutationObserver((list) => list.forEach(placesChanged)).observe(document, { childList: true, subtree: true, attributeFilter: ['data-citation-card'] })
  }
  // An element that the parser is still filling would lose what comes after it.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin, { once: true })
  else begin()
}

function placesChanged({ type, target, addedNodes }) {
  if (type === 'attributes') return target.matches(PLACE) && upgrade(target)
  for (const node of addedNodes) {
    if (node.nodeType !== 1 || !node.isConnected) continue
    if (node.matches(PLACE)) upgrade(node)
    else if (node.firstElementChild) node.querySelectorAll(PLACE).forEach(upgrade)
  }
}

function upgrade(place) {
  const card = place.ownerDocument.createElement(TAG)
  const waiting = []
  for (const { name, value } of [...place.attributes]) {
    if (name === 'lang' || name === 'dir') card.setAttribute(name, value)
    if (!name.startsWith('data-')) continue
    const bare = name.slice('data-'.length)
    if (needsTrust(bare, value)) waiting.push([bare, value])
    else if (HARMLESS.includes(bare) || bare === 'src') card.setAttribute(bare, value)
  }
  if (allowed) for (const [name, value] of waiting) card.setAttribute(name, value)
  else if (waiting.length) withheld.set(card, waiting)
  card.append(...place.childNodes)
  place.replaceWith(card)
}

function needsTrust(name, value) {
  // An element of the page is not fetched.
  if (name === 'src') return !value.trim().startsWith('#')
  return TRUSTED.includes(name) || (NAMING_STYLES.includes(name) && /[/:\\]|\.csl\b/i.test(value))
}
