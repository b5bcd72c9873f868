// The WebAssembly modules: each is fetched, compiled and started once a page, and again after a
// crash.

import { assetUrl, companion, file, get, isCompiled, nearestLocale } from './assets.js'
import { Failure, isRefused } from './fetch.js'

const programs = new Map()
const attempts = new Map()

// Resolves with a module's functions; rejects with a Failure. `trapped` hears of a trap, and gives
// what the call gives that ran into it, or throws.
function program(name, trapped) {
  let found = programs.get(name)
  if (!found) {
    found = start(name, trapped).catch((failure) => {
      programs.delete(name)
      throw failure
    })
    programs.set(name, found)
  }
  return found
}

async function start(name, trapped) {
  if (typeof WebAssembly !== 'object') throw new Failure('csp', 'This browser does not run WebAssembly')
  // Another address gives another instance of the glue, with a memory of its own.
  const attempt = attempts.get(name) ?? 0
  attempts.set(name, attempt + 1)
  const again = attempt ? `#${attempt}` : ''
  const [functions, module] = await Promise.all([glue(companion(`${name}.js`) + again), compiled(companion(`${name}.wasm`))])
  let dead = false
  try {
    const { exports } = await WebAssembly.instantiate(module, { [`./${name}_bg.js`]: functions })
    const program = guarded(exports, () => dead, (error) => {
      if (!dead) programs.delete(name)
      dead = true
      return trapped(error)
    })
    functions.__wbg_set_wasm(program)
    program.__wbindgen_start()
  } catch (error) {
    throw new Failure('crash', `The card's program could not be started: ${error.message}`)
  }
  return functions
}

async function glue(url) {
  try {
    return await import(url)
  } catch (error) {
    if (await isRefused(url, 'script-src')) {
      throw new Failure('csp', `the page's Content-Security-Policy forbids loading ${url}; allow its origin in script-src`)
    }
    throw new Failure('network', `${url} could not be loaded: ${error.message}`)
  }
}

// A trap leaves a module's memory as it was in the middle of something: nothing may run in it
// again, whoever calls.
function guarded(exports, isDead, trapped) {
  const wrapped = {}
  for (const [name, value] of Object.entries(exports)) {
    wrapped[name] = typeof value !== 'function' ? value : (...words) => {
      if (isDead()) return NOTHING
      try {
        return value(...words)
      } catch (error) {
        return trapped(error)
      }
    }
  }
  return wrapped
}

// An empty text, as the glue takes it.
const NOTHING = [0, 0]

// The module that finds records, and the one of all formats.
export const finder = () => program('finder', lost)
export const formats = () => program('more', lost)
const compiler = () => program('compiler', lost)

function lost(error) {
  throw new Failure('crash', `The card's program failed: ${error.message}. Please report this record`)
}

let current

// The module of the card with what is known of its page.
export function engine() {
  current ??= begin().catch((failure) => {
    current = undefined
    throw failure
  })
  return current
}

async function begin() {
  const engine = { dead: false, cards: new Map(), known: new Map() }
  engine.core = await program('core', (error) => crash(engine, error))
  engine.core.begin()
  return engine
}

// All cards go back to their fallback.
function crash(engine, error) {
  if (!engine.dead) {
    engine.dead = true
    current = undefined
    const failure = new Failure('crash', `The card's program failed: ${error.message}. Please report this record`)
    for (const fail of engine.cards.values()) fail(failure)
    engine.cards.clear()
  }
  return NOTHING
}

async function compiled(url) {
  const response = await get(url)
  try {
    // Compiling while it downloads takes the right media type; some servers send another.
    if (/^application\/wasm\b/i.test(response.headers.get('Content-Type') ?? '')) return await WebAssembly.compileStreaming(response)
    return await WebAssembly.compile(await response.arrayBuffer())
  } catch (error) {
    const refused = /unsafe-eval|Content.Security.Policy|blocked by CSP|disallowed by embedder/i.test(error.message)
    throw refused
      ? new Failure('csp', "The page's security policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src")
      : new Failure('unreadable', `${url} is no WebAssembly: ${error.message}`)
  }
}

// Begins to fetch what a style or a locale takes.
export function order(kind, id, assets) {
  const url = assetUrl(kind, id, assets)
  file(url).catch(() => {})
  if (!isCompiled(url)) compiler().catch(() => {})
}

// The text of an asset as the module takes it. `xml` is that of a style that is no file.
async function assetText(kind, id, assets, xml) {
  const url = assetUrl(kind, id, assets)
  if (kind === 'menu' || isCompiled(url)) return file(url)
  const [text, { compile }] = await Promise.all([xml ?? file(url), compiler()])
  return compile(kind, id, text)
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
