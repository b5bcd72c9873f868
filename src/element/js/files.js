// Files by their addresses: each is fetched once a page, and again after a failure.

import { Failure, SLEPT, fetchResponse, readText } from './fetch.js'

// Who does not answer for so long is as good as gone.
const PATIENCE = 20_000
// No style, locale or list is as long as this.
const MAX_FILE = 4_000_000

const texts = new Map()

// A good response, or a Failure. `integrity`: the hash that the file must have.
export async function get(url, { integrity } = {}) {
  let response
  try {
    response = onDisk(url) ?? await fetchResponse(url, { integrity, signal: AbortSignal.timeout?.(PATIENCE) })
  } catch (error) {
    throw failureOf(url, error)
  }
  if (!response.ok) {
    const reason = [404, 410].includes(response.status) ? 'not-found' : 'network'
    throw new Failure(reason, `${url} answered with ${response.status}`)
  }
  return response
}

// A file of this machine, outside browsers, where `fetch` takes none.
function onDisk(url) {
  if (!url.startsWith('file:') || globalThis.document) return null
  const fs = globalThis.process?.getBuiltinModule?.('node:fs')
  if (!fs) return null
  try {
    return new Response(fs.readFileSync(new URL(url)))
  } catch {
    return new Response('', { status: 404 })
  }
}

export function failureOf(url, error) {
  if (error instanceof Failure) return error
  switch (error.kind) {
    case 'csp': return new Failure('csp', `the page's Content-Security-Policy forbids loading ${url}; allow its origin in connect-src`)
    case 'timeout': return new Failure('network', `${url} did not answer in time`)
    case 'offline': return new Failure('network', `there is no connection to the internet; ${url} was not loaded`)
    case 'invalid': return new Failure('not-found', `${url} is not a valid address`)
    case 'too-large': return new Failure('unreadable', `${url} is larger than ${MAX_FILE / 1e6} MB`)
    default: return new Failure('network', `${url} could not be reached; if it is on another site, that site has to allow it (CORS)`)
  }
}

export const textOf = (url, response) => readText(response, MAX_FILE).catch((error) => { throw failureOf(url, error) })

// The result of `load`, which is done once for a key, and again after a failure: at once if the page slept meanwhile.
export function once(known, key, load) {
  let loading = known.get(key)
  if (!loading) {
    const begun = Date.now()
    loading = load().catch((error) => {
      if (Date.now() - begun < SLEPT) throw error
      return load()
    })
    known.set(key, loading)
    loading.catch(() => known.delete(key))
  }
  return loading
}

// Forgets a text that was of no use, so that it is fetched when it is asked for again.
export const forgetFile = (url) => texts.delete(url)

// The text of a file.
export const file = (url) => once(texts, url, async () => textOf(url, await get(url)))
