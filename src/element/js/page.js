// A snapshot of a page's metadata: `PageSnapshot` in `boundary.rs`.

import { staleHead } from './head.js'

// More of one kind than this is left out, and said to be.
const MAX_ITEMS = 10_000
// Microdata items nested deeper than this are left out.
const MAX_DEPTH = 8
// Items within items are looked through once for each that they are in; so many properties in all.
const MAX_LOOKED = 100_000

// So much JSON-LD is read, of all blocks.
const MAX_JSON_LD = 1_000_000

// The card's own inline data is not metadata of the page.
const outside = (selector) => `${selector}:not(citation-card *)`

const JSON_LD = 'script[type^="application/ld+json" i]'
const LINKED = [JSON_LD, '.Z3988', '[itemscope]:not([itemprop])', '[typeof]:not([property])',
  'meta[name$="bibliographicCitation" i]'].map(outside).join()
const TELLING = [LINKED, ...['meta[name]', 'meta[property]', 'meta[itemprop]'].map(outside)].join()

// Whether there is anything but meta tags, which takes a chunk of its own.
export const hasLinkedData = (document) => document.querySelector(LINKED) !== null

// Reference lists, comments and what is beside a page describe other works than its own.
const BESIDE = 'aside, nav, footer, .references, .reflist, .footnotes, .comments, #comments, .comment, ' +
  '.related-posts, #related, .related, .sidebar'
const own = (selector) => `${selector}:not(:is(${BESIDE}), :is(${BESIDE}) *)`

// The attributes of microdata and of RDFa for an item, its properties and its address.
const MICRODATA = { scope: 'itemscope', type: 'itemtype', property: 'itemprop', id: 'itemid' }
const RDFA = { scope: 'typeof', type: 'typeof', property: 'property', id: 'resource' }

// Properties of which a link says the name, and where the thing is; and those that are texts.
const NAMED = 'author creator editor contributor translator illustrator publisher isPartOf'.split(' ')
const TEXTS = 'name headline alternateName keywords genre about inLanguage datePublished description version'.split(' ')

export function pageOf(document) {
  const leftOut = []
  const all = (selector) => {
    const found = [...document.querySelectorAll(outside(selector))]
    if (found.length > MAX_ITEMS) leftOut.push(`${selector} after the ${MAX_ITEMS}th`)
    return found.slice(0, MAX_ITEMS)
  }
  const stale = document === globalThis.document ? staleHead() : null
  const fresh = (element) => !stale || !document.head.contains(element)
  const metas = all('meta[content]:is([name],[property],[itemprop])').filter(fresh)
  const base = document.baseURI ?? ''
  const looked = { left: MAX_LOOKED }
  const items = (selector, syntax) => all(own(selector)).map((item) => itemOf(item, base, 0, looked, syntax))
  const microdata = [...items('[itemscope]:not([itemprop])', MICRODATA), ...items('[typeof]:not([property])', RDFA)]
  if (looked.left < 0) leftOut.push(`microdata after the ${MAX_LOOKED}th property`)
  return {
    url: (document.URL ?? base).split('#')[0],
    lang: document.documentElement?.getAttribute('lang') ?? '',
    title: stale ? '' : document.title ?? '',
    today: today(),
    metas: metas.flatMap((meta) => namesOf(meta).map((name) => ({
      name,
      content: meta.getAttribute('content'),
      lang: meta.getAttribute('lang') ?? meta.getAttribute('xml:lang') ?? '',
      scheme: meta.getAttribute('scheme') ?? '',
    }))),
    links: all('link[rel][href]').filter(fresh).map((link) => ({
      rel: link.getAttribute('rel'),
      mediaType: link.getAttribute('type') ?? '',
      href: absolute(link.getAttribute('href'), base),
      title: link.title,
    })),
    jsonLd: cutTexts(all(JSON_LD).filter(fresh).map((script) => script.textContent)),
    coins: all(own('.Z3988[title]')).map((span) => span.title),
    microdata,
    leftOut,
    stale,
  }
}

// A tag's name and, as RDFa lists them, its properties, else those of microdata without an item around it.
function namesOf(meta) {
  const words = (name) => (meta.getAttribute(name) ?? '').trim().split(/\s+/).filter((word) => word)
  const names = [...new Set([meta.getAttribute('name') ?? '', ...words('property')])].filter((name) => name)
  if (names.length || meta.closest('[itemscope]')) return names
  return words('itemprop').map((name) => `itemprop.${bare(name)}`)
}

const bare = (name) => name.replace(/^(https?:\/\/schema\.org\/|schema:)/, '')

// The day in the reader's calendar.
function today() {
  const now = new Date()
  const two = (number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

// The texts cut as `src/discovery/vocabularies/linked_data.rs` does, but for a letter more, by which it sees what was
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
export function hasMetadata({ target, addedNodes, removedNodes }) {
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

// An item of microdata or RDFa as JSON-LD. See https://html.spec.whatwg.org/multipage/microdata.html and
// https://www.w3.org/TR/rdfa-lite/.
function itemOf(element, base, depth, looked, syntax) {
  const type = element.getAttribute(syntax.type) ?? ''
  const item = { '@type': type.trim().split(/\s+/).map(bare) }
  const id = element.getAttribute(syntax.id)
  if (id) item['@id'] = absolute(id, base)
  if (depth < MAX_DEPTH) {
    for (const property of element.querySelectorAll(`[${syntax.property}]`)) {
      if (--looked.left < 0) break
      if (property.parentElement.closest(`[${syntax.scope}]`) !== element) continue
      const inner = property.hasAttribute(syntax.scope) && itemOf(property, base, depth + 1, looked, syntax)
      for (const word of property.getAttribute(syntax.property).trim().split(/\s+/)) {
        const name = bare(word)
        const value = inner || valueOf(property, name, base)
        item[name] = name in item ? [item[name], value].flat() : value
      }
    }
  }
  return item
}

function valueOf(element, name, base) {
  const read = (name) => element.getAttribute(name)
  const text = element.textContent.replace(/\s+/g, ' ').trim()
  const address = read('href') ?? (element.matches('a, area, link') ? null : read('src'))
  if (address !== null) {
    const link = element.matches('a') && text && read('content') === null
    if (link && TEXTS.includes(name)) return text
    if (link && NAMED.includes(name)) return { name: text, url: absolute(address, base) }
    return read('content') ?? absolute(address, base)
  }
  return read('content') ?? read('datetime') ?? (element.matches('data, meter') ? read('value') : null) ?? text
}

// Yew finds listeners by numbers on nodes that two Yew programs share; a closed root keeps them
// apart. See docs/decisions/0005-shadow-root.md.
let yew = false
let looked = false

export function pageRunsYew() {
  if (!yew && !looked) {
    looked = true
    setTimeout(() => { looked = false })
    yew = [...document.getElementsByTagName('*')].some((node) => node.__yew_subtree_id)
  }
  return yew
}
