// The WebAssembly module: fetched, compiled and started once a page, and again after a crash.

import { Failure, assetUrl, companion, file, get, nearestLocale } from './assets.js'

let current
let attempts = 0

// Resolves with the running module's functions; rejects with a Failure.
export function engine() {
  current ??= start().catch((failure) => {
    current = undefined
    throw failure
  })
  return current
}

async function start() {
  if (typeof WebAssembly !== 'object') throw new Failure('csp', 'This browser does not run WebAssembly')
  // Another address gives another instance of the glue, with a memory of its own.
  const again = attempts++ ? `#${attempts}` : ''
  const [core, module] = await Promise.all([glue(companion('core.js') + again), compiled(companion('core.wasm'))])
  const engine = { core, dead: false, cards: new Map(), known: new Map() }
  core.setGuard((exports) => guarded(exports, engine))
  try {
    await core.default({ module_or_path: module })
    core.begin()
  } catch (error) {
    throw new Failure('crash', `The card's program could not be started: ${error.message}`)
  }
  return engine
}

async function glue(url) {
  try {
    return await import(url)
  } catch {
    throw new Failure('network', `${url} could not be loaded`)
  }
}

export async function compiled(url) {
  const response = await get(url)
  try {
    const streams = response.headers.get('Content-Type')?.startsWith('application/wasm')
    return streams && WebAssembly.compileStreaming
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(await response.arrayBuffer())
  } catch (error) {
    const refused = /unsafe-eval|Content.Security.Policy|blocked by CSP|disallowed by embedder/i.test(error.message)
    throw refused
      ? new Failure('csp', "The page's security policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src")
      : new Failure('unreadable', `${url} is no WebAssembly: ${error.message}`)
  }
}

// A trap leaves the module's memory as it was in the middle of something: nothing may run in it
// again, whoever calls. All its cards go back to their fallback.
function guarded(exports, engine) {
  const wrapped = {}
  for (const [name, value] of Object.entries(exports)) {
    wrapped[name] = typeof value !== 'function' ? value : (...words) => {
      if (engine.dead) return undefined
      try {
        return value(...words)
      } catch (error) {
        crash(engine, error)
        return undefined
      }
    }
  }
  return wrapped
}

function crash(engine, error) {
  if (engine.dead) return
  engine.dead = true
  current = undefined
  const failure = new Failure('crash', `The card's program failed: ${error.message}. Please report this record`)
  for (const fail of engine.cards.values()) fail(failure)
  engine.cards.clear()
}

// Gives the module an asset under the name it asked for, once; `again` after a failure.
export function bring(engine, assets, kind, id, again) {
  const key = `${kind} ${id}`
  if (again) engine.known.delete(key)
  let given = engine.known.get(key)
  if (!given) {
    given = give(engine, assets, kind, id, again)
    engine.known.set(key, given)
  }
  return given
}

async function give(engine, assets, kind, id, again) {
  const { core } = engine
  const name = kind === 'locale' ? nearestLocale(id) : kind === 'style' ? core.canonical(id) : id
  if (name !== id) {
    await bring(engine, assets, kind, name, again)
    return core.alias(kind, id, name)
  }
  try {
    const parent = core.provide(kind, id, await file(assetUrl(kind, id, assets)))
    if (parent && !core.circles(id, engine.steps = (engine.steps ?? 0) + 1)) {
      await bring(engine, assets, kind, parent, again)
      core.alias(kind, id, parent)
    }
    engine.steps = 0
  } catch (failure) {
    core.provide(kind, id, undefined, failure.message)
  }
}
