// The modules as a library: the functions behind the card, without any element on the page.

import { nearestLocale } from './assets.js'
import { bring } from './engine.js'
import { Failure } from './fetch.js'
import { hasLinkedData, pageOf } from './page.js'
import { call, engine } from './program.js'

// Text in any format, detected or named, to `{ records, problems }`.
export async function read(text, format) {
  const { records, problems } = await call(['formats'], (core) => core.read(String(text), format ?? ''))
  return { records, problems }
}

// Records to text in a format.
export async function write(records, format, options = {}) {
  const { core } = await engine()
  const written = await call([core.chunk_of(String(format))], () => core.write(list(records), String(format), options))
  const { text, error, problems = [] } = written
  if (error) throw new Failure('unreadable', error)
  for (const { place, message } of problems) console.warn(`citation-card: ${place}: ${message}`)
  return text
}

// References, or citations, of records.
export async function cite(records, options = {}) {
  const running = await engine()
  const { style = 'apa', assets } = options
  const text = String(style).trim()
  const xml = text.startsWith('<') ? text : undefined
  const id = xml ? named(xml) : text
  const markup = MARKUP.includes(options.as)
  const locales = (langs) => Promise.all(langs.map((lang) => bring(running, assets, 'locale', lang)))
  const brought = bring(running, assets, 'style', id, false, xml)
  if (options.locale) await Promise.all([brought, locales([nearestLocale(options.locale)])])
  await brought
  // Without a language asked for, a style that has one is in that.
  const locale = nearestLocale(options.locale || running.core.default_locale(id))
  const own = options['item-language'] || running.core.follows_item_language(id)
  const items = own ? [...new Set(list(records).map(({ language }) => language).filter(Boolean).map(nearestLocale))] : []
  await locales([locale, ...items])
  const settings = { ...options, style: id, locale, 'item-locales': items, as: markup ? 'tree' : options.as }
  const { text: cited, error } = parsed(running.core.cite(plain(list(records)), plain(settings)))
  if (cited === undefined) throw new Failure('unreadable', error)
  return markup ? call(['formats'], (core) => core.render(cited, options.as)) : cited
}

// What the module of all formats makes of the tree.
const MARKUP = ['markdown', 'rtf', 'latex', 'typst', 'org']

// The works that a page is about, from its metadata.
export async function discover(document = globalThis.document) {
  const chunks = hasLinkedData(document) ? ['page', 'linked'] : ['page']
  return parsed(await call(chunks, (core) => core.discover(plain(pageOf(document)), document.documentElement?.lang ?? '')))
}

// A style given as text gets a name inside the module, the same each time.
function named(xml) {
  return `text:${[...xml].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)) >>> 0, 7)}`
}

const list = (records) => [records].flat()

// What a module gave; nothing where it crashed.
export const parsed = (text) => (text ? JSON.parse(text) : {})

// A value as JSON text. What has none is left out: a function, an object within itself, a getter
// that throws.
export function plain(value) {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch {
    return JSON.stringify(copied(value, [])) ?? 'null'
  }
}

function copied(value, around) {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (around.includes(value)) return undefined
  const inside = [...around, value]
  if (Array.isArray(value)) return value.map((item) => copied(item, inside) ?? null)
  const copy = {}
  for (const key of Object.keys(value)) {
    try {
      copy[key] = copied(value[key], inside)
    } catch {
      // That entry cannot be had.
    }
  }
  return copy
}
