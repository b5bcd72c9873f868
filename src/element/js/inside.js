// The files of this build, where they came with the script: as modules that a bundler takes along, or
// in single.js itself. What is not among them comes from the folder that `setBase()` names.

import { Failure } from './fetch.js'
import { once } from './files.js'
import * as elsewhere from './folder.js'
import { parts } from './parts.js'
import { unpack } from './unpack.js'

export { isBase, setBase } from './folder.js'

// Other modules of the package add parts: `all-styles.js`. By a name that all copies of it know.
const ADDED = Symbol.for('citation-card parts')

const texts = new Map()

// A part is `{ text }` or `{ gzip }`, a compressed file in base64.
async function part(path) {
  const load = parts[path] ?? globalThis[ADDED]?.(path)
  if (!load) return null
  try {
    return await load()
  } catch (error) {
    throw new Failure('network', `the part ${path} of the card could not be loaded; it is a file that the bundler of this page wrote: ${error.message}`)
  }
}

export const text = (path) => once(texts, path, async () => {
  const found = await part(path)
  if (found) return found.text ?? new TextDecoder().decode(await unpack(found.gzip))
  return elsewhere.has() ? elsewhere.text(path) : missing(path)
})

export function forget(path) {
  texts.delete(path)
  elsewhere.forget(path)
}

export async function wasm(path) {
  const found = await part(path)
  if (!found) return elsewhere.has() ? elsewhere.wasm(path) : missing(path)
  let module
  try {
    module = await WebAssembly.compile(await unpack(found.gzip))
  } catch (error) {
    throw elsewhere.failureOfCompiling(error, path)
  }
  return elsewhere.ofThisBuild(module, path)
}

export const folder = () => elsewhere.has() ? elsewhere.folder() : missing('what was asked for')

function missing(path) {
  throw new Failure('not-found', `${path} is not in this bundle. For rarer styles, import 'citation-card/all-styles.js' too, or name a folder that has them with setBase()`)
}
