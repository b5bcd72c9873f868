// Fetches what `source::Resolver` asks for: `Request::to_json` in, `Response::from_json` out. It
// never rejects; what an answer means, and whether to try again, is decided in `source/request.rs`.
//
// One request for an address and page at a time: cards that ask for the same share it, it is kept
// when it succeeded, and it is aborted when the last card that waits for it goes away.

const shared = new Map()
// Blocked requests look like any other network failure; only this event tells.
const blocked = new Set()
globalThis.document?.addEventListener('securitypolicyviolation', (event) => {
  if (event.effectiveDirective.startsWith('connect-src')) blocked.add(event.blockedURI)
})

// `signal` aborts this caller's interest; `timeout` and `wait` are milliseconds.
export async function fetchText({ url, accept, wait, timeout }, signal) {
  if (wait) await sleep(wait, signal)
  if (signal?.aborted) return { status: 0, error: 'aborted' }
  let entry = shared.get(url)
  if (!entry) {
    const abort = new AbortController()
    entry = { abort, waiting: 0, answer: request(url, accept, timeout, abort) }
    shared.set(url, entry)
    entry.answer.then((answer) => {
      if (answer.status !== 200 && shared.get(url) === entry) shared.delete(url)
    })
  }
  entry.waiting++
  const gone = new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }))
  const answer = await Promise.race([entry.answer, gone.then(() => ({ status: 0, error: 'aborted' }))])
  if (--entry.waiting === 0 && answer.error === 'aborted') {
    shared.delete(url)
    entry.abort.abort()
  }
  return answer
}

// Forgets an answer, so that `refresh()` asks again.
export const forgetText = (url) => shared.delete(url)

async function request(url, accept, timeout, abort) {
  let late = false
  const timer = setTimeout(() => { late = true; abort.abort() }, timeout)
  try {
    const response = await fetch(url, {
      headers: accept === '*/*' ? {} : { Accept: accept },
      signal: abort.signal,
      credentials: new URL(url, location.href).origin === location.origin ? 'same-origin' : 'omit',
      referrerPolicy: 'no-referrer',
    })
    return {
      status: response.status,
      type: response.headers.get('Content-Type') ?? '',
      retryAfter: seconds(response.headers.get('Retry-After') ?? ''),
      body: response.ok ? await response.text() : '',
    }
  } catch {
    if (late) return { status: 0, error: 'timeout' }
    if (navigator.onLine === false) return { status: 0, error: 'offline' }
    // The event comes in a task of its own.
    await sleep(0)
    return { status: 0, error: isBlocked(url) ? 'csp' : 'network' }
  } finally {
    clearTimeout(timer)
  }
}

// `Retry-After` is a number of seconds or a date.
function seconds(text) {
  const left = Math.ceil((Date.parse(text) - Date.now()) / 1000)
  return /^\d*$/.test(text.trim()) || Number.isNaN(left) ? text : String(Math.max(left, 1))
}

function isBlocked(url) {
  const { href, origin } = new URL(url, location.href)
  return [...blocked].some((found) => found === href || found === origin || href.startsWith(found))
}

function sleep(duration, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, duration)
    signal?.addEventListener('abort', () => { clearTimeout(timer); resolve() }, { once: true })
  })
}
