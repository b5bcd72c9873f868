// Every request of the card: records, styles, locales, modules. None sends a referrer, and cookies
// go to the page's own origin alone.

// Who does not answer for so long is as good as gone.
const TIMEOUT = 10_000
// Nothing takes so long while the page is awake: when it wakes, all time is over at once.
export const SLEPT = 60_000
// A longer text is not read; `discovery/resolver/request.rs` names the limit to people.
const MAX_RECORD = 20_000_000

// What went wrong, as `citation-card-error` says it.
export class Failure extends Error {
  constructor(reason, message) {
    super(message)
    this.reason = reason
  }
}

// What a page's policy forbids. Browsers say so when a module is compiled, or, as Safari, when it is instantiated.
export const failureOfPolicy = ({ message }) => /unsafe-eval|Content.Security.Policy|blocked by CSP|disallowed by embedder/i.test(message)
  ? new Failure('csp', "The page's security policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src")
  : null

// Why a response is missing: `kind` is `aborted`, `timeout`, `offline`, `csp`, `invalid`, `network` or
// `too-large`.
class FetchError extends Error {
  constructor(kind) {
    super(kind)
    this.kind = kind
  }
}

// What the page's policy has refused, which looks like any other network failure.
const violations = []
try {
  globalThis.document?.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    violations.push({ effectiveDirective, blockedURI })
  })
} catch {
  // What is called a document may be none.
}

// Whether the page's policy refused an address by a directive: `connect-src`, `script-src`.
export async function isRefused(url, directive) {
  const { href, origin } = new URL(url, baseUrl())
  // The event comes in a task of its own, in Firefox some tasks later.
  for (const pause of [0, 10, 50]) {
    await sleep(pause)
    const refused = violations.some(({ effectiveDirective, blockedURI }) => effectiveDirective.startsWith(directive) &&
      blockedURI && (blockedURI === origin || href.startsWith(blockedURI)))
    if (refused) return true
  }
  return false
}

export const baseUrl = () => globalThis.document?.baseURI ?? globalThis.location?.href

// Asks for an address. `sameOrigin`: a redirect may not lead to another origin.
export async function fetchResponse(url, { accept, signal, sameOrigin, integrity = '' } = {}) {
  let address
  try {
    address = new URL(url, baseUrl())
  } catch {
    throw new FetchError('invalid')
  }
  try {
    return await fetch(address, {
      headers: accept && accept !== '*/*' ? { Accept: accept } : {},
      signal,
      integrity,
      mode: sameOrigin ? 'same-origin' : 'cors',
      credentials: address.origin === globalThis.location?.origin ? 'same-origin' : 'omit',
      referrerPolicy: 'no-referrer',
    })
  } catch {
    if (signal?.aborted) throw new FetchError(signal.reason?.name === 'TimeoutError' ? 'timeout' : 'aborted')
    if (globalThis.navigator?.onLine === false) throw new FetchError('offline')
    throw new FetchError(await isRefused(address, 'connect-src') ? 'csp' : 'network')
  }
}

// The text of a response, which ends where it becomes longer than `limit` bytes.
export async function readText(response, limit) {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const tooLarge = () => {
    reader.cancel().catch(() => {})
    return new FetchError('too-large')
  }
  if (Number(response.headers.get('Content-Length')) > limit) throw tooLarge()
  const decoder = new TextDecoder()
  let text = ''
  for (let left = limit; ;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    left -= value.byteLength
    if (left < 0) throw tooLarge()
    text += decoder.decode(value, { stream: true })
  }
}

// One request for an address and page at a time: cards that ask for the same share it, it is kept
// when it succeeded, and it is aborted when the last card that waits for it goes away.
const shared = new Map()

// Fetches what `discovery::Resolver` asks for: `{status, mediaType, retryAfter, body, error}`. It never
// rejects; what an answer means, and whether to try again, is decided in `discovery/resolver/request.rs`.
// `signal` aborts this caller's interest; `wait` is in milliseconds.
export async function fetchText({ url, accept, wait, sameOrigin }, signal) {
  if (wait) await sleep(wait, signal)
  if (signal?.aborted) return { status: 0, body: '', error: 'aborted' }
  const key = sameOrigin ? `${url} ` : url
  let entry = shared.get(key)
  if (!entry) {
    const abort = new AbortController()
    entry = { abort, waiting: 0, answer: answerOf(url, { accept, sameOrigin, abort }) }
    shared.set(key, entry)
    entry.answer.then((answer) => {
      if ((answer.status !== 200 || answer.error) && shared.get(key) === entry) shared.delete(key)
    })
  }
  entry.waiting++
  const gone = new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }))
  const answer = await Promise.race([entry.answer, gone.then(() => ({ status: 0, body: '', error: 'aborted' }))])
  if (--entry.waiting === 0 && answer.error === 'aborted') {
    shared.delete(key)
    entry.abort.abort()
  }
  return answer
}

// Forgets an answer, so that `refresh()` asks again.
export function forgetText(url) {
  shared.delete(url)
  shared.delete(`${url} `)
}

async function answerOf(url, { accept, sameOrigin, abort }) {
  let timer, begun
  const wait = () => {
    begun = Date.now()
    timer = setTimeout(() => Date.now() - begun < SLEPT ? abort.abort(new DOMException('', 'TimeoutError')) : wait(), TIMEOUT)
  }
  wait()
  const answer = { status: 0, mediaType: '', retryAfter: '', body: '', error: '' }
  try {
    const response = await fetchResponse(url, { accept, sameOrigin, signal: abort.signal })
    answer.status = response.status
    answer.mediaType = response.headers.get('Content-Type') ?? ''
    answer.retryAfter = seconds(response.headers.get('Retry-After') ?? '')
    if (response.ok) answer.body = await readText(response, MAX_RECORD)
  } catch (error) {
    answer.error = error.kind ?? (abort.signal.reason?.name === 'TimeoutError' ? 'timeout' : 'network')
    if (answer.error !== 'too-large') answer.status = 0
  } finally {
    clearTimeout(timer)
  }
  return answer
}

// `Retry-After` is a number of seconds or a date.
function seconds(text) {
  const left = Math.ceil((Date.parse(text) - Date.now()) / 1000)
  return /^\d*$/.test(text.trim()) || Number.isNaN(left) ? text : String(Math.max(left, 1))
}

function sleep(duration, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, duration)
    signal?.addEventListener('abort', () => { clearTimeout(timer); resolve() }, { once: true })
  })
}
