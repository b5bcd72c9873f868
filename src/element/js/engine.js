// Styles and locales for the program: each is fetched once a page, and compiled where it is XML.

import { assetUrl, file, isCompiled, nearestLocale } from './assets.js'
import { call, prefetch, withChunks } from './program.js'

// Begins to fetch what a style or a locale takes.
export function order(kind, id, assets) {
  const url = assetUrl(kind, id, assets)
  file(url).catch(() => {})
  if (!isCompiled(url)) prefetch('csl_xml')
}

// The text of an asset as the module takes it. `xml` is that of a style that is no file.
async function assetText(kind, id, assets, xml) {
  const url = assetUrl(kind, id, assets)
  if (kind === 'menu' || isCompiled(url)) return file(url)
  const [text] = await Promise.all([xml ?? file(url), withChunks('csl_xml')])
  return call(['csl_xml'], (core) => core.compile(kind, id, text))
}

// Gives the module an asset under the name it asked for, once; `again` after a failure.
export function bring(engine, assets, kind, id, again, xml) {
  const key = `${kind} ${id}`
  if (again) engine.known.delete(key)
  let given = engine.known.get(key)
  if (!given) {
    given = give(engine, assets, kind, id, again, xml)
    engine.known.set(key, given)
  }
  return given
}

async function give(engine, assets, kind, id, again, xml) {
  const { core } = engine
  const name = kind === 'locale' ? nearestLocale(id) : kind === 'style' ? core.canonical(id) : id
  if (name !== id) {
    await bring(engine, assets, kind, name, again)
    return core.alias(kind, id, name)
  }
  try {
    const parent = core.provide(kind, id, await assetText(kind, id, assets, xml))
    if (parent && !core.circles(id, engine.steps = (engine.steps ?? 0) + 1)) {
      await bring(engine, assets, kind, parent, again)
      core.alias(kind, id, parent)
    }
    engine.steps = 0
  } catch (failure) {
    core.provide(kind, id, undefined, failure.message ?? failure)
  }
}
