// The picture of a page's metadata that `src/discovery/page.rs` reads: plain lists of texts.

// More of one kind than this is left out, and said to be.
const MAX_ITEMS = 10_000
// Microdata items nested deeper than this are left out.
const MAX_DEPTH = 8
// Items within items are looked through once for each that they are in; so many properties in all.
const MAX_LOOKED = 100_000

// So much JSON-LD is read, of all blocks.
const MAX_JSON_LD = 1_000_000

// The card's own inline data is no metadata of the page.
const outside = (selector) => `${selector}:not(citation-card *)`

const LINKED = ['script[type*="ld+json" i]', '.Z3988', '[itemscope]:not([itemprop])'].map(outside).join()
const TELLING = [LINKED, ...['meta[name]', 'meta[property]'].map(outside)].join()

// Whether there is anything but meta tags, which takes a chunk of its own.
export const hasLinkedData = (document) => document.querySelector(LINKED) !== null

export function pageOf(document) {
  const leftOut = []
  const all = (selector) => {
    const found = [...document.querySelectorAll(outside(selector))]
    if (found.length > MAX_ITEMS) leftOut.push(`${selector} after the ${MAX_ITEMS}th`)
    return found.slice(0, MAX_ITEMS)
  }
  const attributes = (element, ...names) => names.map((name) => element.getAttribute(name) ?? '')
  const metas = all('meta[content]:is([name],[property])')
  const base = document.baseURI ?? ''
  const looked = { left: MAX_LOOKED }
  const microdata = all('[itemscope]:not([itemprop])').map((item) => itemOf(item, base, 0, looked))
  if (looked.left < 0) leftOut.push(`microdata after the ${MAX_LOOKED}th property`)
  return {
    url: (document.URL ?? base).split('#')[0],
    lang: document.documentElement?.getAttribute('lang') ?? '',
    title: document.title ?? '',
    metas: metas.map((meta) => [
      meta.getAttribute('name') ?? meta.getAttribute('property'),
      meta.getAttribute('content'),
      meta.getAttribute('lang') ?? meta.getAttribute('xml:lang') ?? '',
      meta.getAttribute('scheme') ?? '',
    ]),
    links: all('link[rel][href]').map((link) => [
      ...attributes(link, 'rel', 'type'), absolute(link.getAttribute('href'), base), link.title,
    ]),
    jsonLd: cutTexts(all('script[type="application/ld+json"]').map((script) => script.textContent)),
    coins: all('.Z3988[title]').map((span) => span.title),
    microdata,
    leftOut,
  }
}

// The texts cut as `src/discovery/linked_data.rs` does, but for a letter more, by which it sees what was
// cut: what it leaves out need not get there.
function cutTexts(texts) {
  let left = MAX_JSON_LD
  const shortest = texts.map((_, at) => at).sort((one, other) => texts[one].length - texts[other].length)
  shortest.forEach((at, rank) => {
    const kept = Math.min(texts[at].length, Math.floor(left / (texts.length - rank)))
    left -= kept
    texts[at] = texts[at].slice(0, kept + 1)
  })
  return texts
}

// Whether a mutation of the page adds, removes or fills an element that tells of works outside the
// head. Nothing else is looked at, so a page that changes all the time loses no time here.
export function tells({ target, addedNodes, removedNodes }) {
  if (target.localName === 'script') return target.matches(TELLING)
  for (const nodes of [addedNodes, removedNodes]) {
    for (const node of nodes) {
      if (node.nodeType === 1 && (node.matches(TELLING) || (node.firstElementChild && node.querySelector(TELLING)))) {
        return !target.closest('citation-card')
      }
    }
  }
  return false
}

export function absolute(address, base) {
  try {
    return new URL(address, base).href
  } catch {
    return address
  }
}

// A microdata item as JSON-LD. See https://html.spec.whatwg.org/multipage/microdata.html.
function itemOf(element, base, depth, looked) {
  const type = element.getAttribute('itemtype') ?? ''
  const item = { '@type': type.trim().split(/\s+/).map((name) => name.replace(/^https?:\/\/schema\.org\//, '')) }
  const id = element.getAttribute('itemid')
  if (id) item['@id'] = absolute(id, base)
  if (depth < MAX_DEPTH) {
    for (const property of element.querySelectorAll('[itemprop]')) {
      if (--looked.left < 0) break
      if (property.parentElement.closest('[itemscope]') !== element) continue
      const value = property.hasAttribute('itemscope') ? itemOf(property, base, depth + 1, looked) : valueOf(property, base)
      for (const name of property.getAttribute('itemprop').trim().split(/\s+/)) {
        item[name] = name in item ? [item[name], value].flat() : value
      }
    }
  }
  return item
}

function valueOf(element, base) {
  const read = (name) => element.getAttribute(name)
  const address = read('href') ?? (element.matches('a, area, link') ? null : read('src'))
  if (address !== null) return absolute(address, base)
  return read('content') ?? read('datetime') ?? (element.matches('data, meter') ? read('value') : null) ??
    element.textContent.replace(/\s+/g, ' ').trim()
}
