// The program in WebAssembly: fetched, compiled and started once a page, and again after a crash.
// Its chunks, in the same memory, are fetched when something needs them or will.

import { CHUNKS } from './build.js'
import { Failure, failureOfPolicy } from './fetch.js'
import { once } from './files.js'
import { glue } from './glue.js'
import { wasm } from './supply.js'

// Compiled modules by the names of their files.
const modules = new Map()
let running

// Resolves with the program and what is known of its page; rejects with a Failure.
export function engine() {
  running ??= start().catch((failure) => {
    running = undefined
    throw failure
  })
  return running
}

// The program with chunks in it.
export async function withChunks(...chunks) {
  prefetch(...chunks)
  const program = await engine()
  await Promise.all(chunks.map((chunk) => load(program, chunk)))
  return program
}

// What a function of the program returns that needs some chunks.
export async function call(chunks, work) {
  const program = await withChunks(...chunks)
  const result = work(program.core)
  if (program.dead) throw program.failure
  return result
}

// Begins to fetch chunks.
export function prefetch(...chunks) {
  for (const name of chunks.flatMap((chunk) => CHUNKS[chunk])) compiled(name).catch(() => {})
}

export const isLoaded = (program, ...chunks) => chunks.every((chunk) => program.loaded.has(chunk))

async function start() {
  if (typeof WebAssembly !== 'object') throw new Failure('csp', 'This browser does not run WebAssembly')
  const module = await compiled('core')
  const core = glue()
  const program = { core, exports: null, dead: false, failure: null, loaded: new Set(), loading: new Map(), linking: new Map(), cards: new Map(), known: new Map() }
  try {
    const { exports } = await WebAssembly.instantiate(module, { './core_bg.js': imports(core), './chunks.js': loaders(program) })
    program.exports = exports
    const guarded = guard(program)
    core.__wbg_set_wasm(guarded)
    guarded.__wbindgen_start()
    core.begin()
  } catch (error) {
    throw failureOfPolicy(error) ?? new Failure('crash', `The card's program could not be started: ${error.message}`)
  }
  return program
}

// Some libraries (MooTools) put a function of their own in the place of `Window`.
function imports(core) {
  const own = Object.keys(core).filter((name) => name.startsWith('__wbg_instanceof_Window_'))
  return { ...core, ...Object.fromEntries(own.map((name) => [name, (value) => value === globalThis.window])) }
}

// Puts a chunk into a program. A module that several chunks share is linked once: it brings data.
function load(program, chunk) {
  return once(program.loading, chunk, async () => {
    await Promise.all(CHUNKS[chunk].map((name) => link(program, name)))
    program.loaded.add(chunk)
  })
}

function link(program, name) {
  return once(program.linking, name, async () => WebAssembly.instantiate(await compiled(name), { __wasm_split: program.exports }))
}

// How the program asks for a chunk itself: `callback` is the index of a function in its table.
function loaders(program) {
  const answer = (callback, data, loaded) => {
    if (!program.dead) program.exports.__indirect_function_table.get(callback)(data, loaded)
  }
  return Object.fromEntries(Object.keys(CHUNKS).map((chunk) => [`__wasm_split_load_${chunk}`, (callback, data) => {
    if (program.loaded.has(chunk)) answer(callback, data, 1)
    else load(program, chunk).then(() => answer(callback, data, 1), () => answer(callback, data, 0))
  }]))
}

// A trap leaves the memory as it was in the middle of something: nothing may run in it again,
// whoever calls.
function guard(program) {
  const guarded = {}
  for (const [name, value] of Object.entries(program.exports)) {
    guarded[name] = typeof value !== 'function' ? value : (...words) => {
      if (program.dead) return NOTHING
      try {
        return value(...words)
      } catch (error) {
        return crash(program, error)
      }
    }
  }
  return guarded
}

// An empty text, as the glue takes it.
const NOTHING = [0, 0]

// All cards go back to their fallback.
function crash(program, error) {
  if (!program.dead) {
    program.dead = true
    running = undefined
    program.failure = new Failure('crash', `The card's program failed: ${error.message}. Please report this record`)
    for (const fail of program.cards.values()) fail(program.failure)
    program.cards.clear()
  }
  return NOTHING
}

const compiled = (name) => once(modules, name, () => wasm(`${name}.wasm`))
