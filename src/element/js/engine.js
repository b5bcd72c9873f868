// Styles, locales, labels and chunks for the program: each is fetched once a page, and a style or
// locale is compiled where it is XML.

import { STYLES, assetText as textAt, assetUrl, forgetText, isCompiled, isUrl, locales, nearestLabels, nearestLocale } from './assets.js'
import { Failure } from './fetch.js'
import { namesText, parentOf, rowOf } from './names.js'
import { call, prefetch, withChunks } from './program.js'

// Begins to fetch what a style or a locale takes.
export function prefetchAsset(kind, id, assets) {
  try {
    const url = assetUrl(kind, id, assets)
    textAt(url).catch(() => {})
    if (!isCompiled(url)) prefetch('csl_xml')
  } catch {
    // What cannot be had is reported when it is asked for.
  }
}

// Begins to fetch a style that the loader does not know by itself, or the one whose rules it uses; whether
// there is one.
export async function prefetchListed(id) {
  const row = await rowOf(id).catch(() => {})
  if (row) prefetchAsset('style', parentOf(row) || id)
  return Boolean(row)
}

// The text of an asset as the module takes it. `xml` is the text of a style that was not given by address.
async function assetText(kind, id, assets, xml) {
  if (xml) return compile(kind, id, xml)
  const url = assetUrl(kind, id, assets)
  if (kind === 'menu' || isCompiled(url)) return textAt(url)
  const [text] = await Promise.all([textAt(url), withChunks('csl_xml')])
  return compile(kind, id, text)
}

// A chunk is code, not a text.
async function chunk(id) {
  await withChunks(id)
  return ''
}

async function compile(kind, id, xml) {
  try {
    return await call(['csl_xml'], (core) => core.compile(kind, id, xml))
  } catch (error) {
    // A sentence that says where the XML is wrong.
    throw typeof error === 'string' ? new Failure('unreadable', error) : error
  }
}

// Gives the module an asset under the name it asked for, once; `again` after a failure. It never
// rejects: the module knows what failed.
export function loadAsset(engine, assets, { kind, id }, { again, xml } = {}) {
  const key = `${kind} ${id}`
  if (again) engine.known.delete(key)
  let loading = engine.known.get(key)
  if (!loading) {
    loading = provideAsset(engine, assets, kind, id, { again, xml })
    engine.known.set(key, loading)
  }
  return loading
}

async function provideAsset(engine, assets, kind, id, { again, xml }) {
  const { core } = engine
  await provideNamed(engine, assets, kind, id, { again, xml })
  if (kind !== 'style') return
  // The chain of styles that a dependent one takes its rules from, one after the other.
  const tried = new Set()
  for (let parent; !engine.dead && (parent = core.missingParent(id, Boolean(again))) && !tried.has(parent);) {
    tried.add(parent)
    await provideNamed(engine, assets, kind, parent, { again })
  }
  if (!engine.dead) core.inherit(id)
}

// An asset under its own name, and under the one that it was asked for by.
async function provideNamed(engine, assets, kind, id, { again, xml }) {
  const { core } = engine
  const name = nameOf(core, kind, id)
  // English labels are part of the program.
  if (kind === 'labels' && name === 'en') return core.alias(kind, id, name)
  const key = `file ${kind} ${name}`
  if (again) forgetFile(engine, assets, kind, name)
  let providing = engine.known.get(key)
  if (!providing) {
    providing = provideFile(engine, assets, kind, name, xml)
    // A text is not a file, and may be forgotten.
    if (!xml) engine.known.set(key, providing)
  }
  await providing
  if (name !== id && !engine.dead) core.alias(kind, id, name)
}

function forgetFile(engine, assets, kind, name) {
  engine.known.delete(`file ${kind} ${name}`)
  if (kind === 'chunk') return
  for (const folder of new Set([assets, ''])) {
    try {
      forgetText(assetUrl(kind, name, folder))
    } catch {
      // What has no address was never fetched.
    }
  }
}

// Asks again for what could not be had or used, and shows it in every card.
export async function retryFailed(engine, assets, render) {
  await Promise.all(engine.core.failed().map((need) => loadAsset(engine, assets, need, { again: true })))
  for (const card of engine.cards.keys()) render(card)
}

function nameOf(core, kind, id) {
  switch (kind) {
    case 'locale': return nearestLocale(id)
    case 'labels': return nearestLabels(id)
    case 'style': return core.canonical(id)
    default: return id
  }
}

async function provideFile(engine, assets, kind, id, xml) {
  try {
    const text = kind === 'chunk' ? await chunk(id) : await shippedOr(kind, id, assets, xml)
    if (engine.dead) return
    if (text?.row) engine.core.provideDependent(id, text.row)
    else engine.core.provide(kind, id, text)
  } catch (error) {
    if (!engine.dead) engine.core.fail(kind, id, ...reasonOf(error))
  }
}

const reasonOf = (error) => [error.reason ?? 'crash', error.message ?? String(error)]

// The text of an asset, or of a style that uses the rules of another one its `row`. What a folder of
// the page's own does not have is shipped beside the loader.
async function shippedOr(kind, id, assets, xml) {
  if (assets) {
    try {
      return await assetText(kind, id, assets, xml)
    } catch (error) {
      const missing = error.reason === 'not-found' && !xml && !isUrl(id)
      const shipped = missing && (kind !== 'style' || STYLES.has(id) || await rowOf(id).catch(() => {}))
      if (!shipped) throw error
    }
  }
  if (kind !== 'style' || xml || isUrl(id) || STYLES.has(id)) return assetText(kind, id, '', xml)
  const row = await rowOf(id)
  if (!row) throw new Failure('not-found', `unknown style ${id}`)
  return parentOf(row) ? { row } : assetText(kind, id)
}

// Tells the module what is known of styles that a page names.
export async function provideEntries(engine, ids) {
  await Promise.all(ids.map(async (id) => {
    const row = await rowOf(id).catch(() => null)
    // What could not be asked is not known, nor unknown.
    if (row === null || engine.dead) return
    engine.core.provideEntry(id, row || undefined)
  }))
}

// Loads what searches styles, and then the names that it searches. After each, `render` is called for the
// card that asks; others have no search open.
export async function loadSearch(engine, render) {
  const { begun, done } = engine.searching ??= provideSearch(engine)
  for (const step of [begun, done]) {
    await step
    render()
  }
}

function provideSearch(engine) {
  const names = namesText()
  names.catch(() => {})
  const begun = withChunks('find').then(() => {
    if (!engine.dead) engine.core.provideSearch(locales())
  })
  const done = begun.then(() => names).then((text) => {
    if (!engine.dead) engine.core.provideNames(text)
  }).catch((error) => {
    engine.searching = undefined
    if (!engine.dead) engine.core.failNames(...reasonOf(error))
  })
  return { begun: begun.catch(() => {}), done }
}
