// Whether the head of the page still belongs to its address. Libraries that swap the body and
// change the address (pushState, htmx, pjax, Swup) may leave the tags of the page before.

// Tags that describe the work; otherwise those that describe the page.
const OF_WORK = /^(citation_|bepress_citation_|wkhealth_|dc[.:]|dcterms[.:]|eprints\.|prism\.)/i
const OF_PAGE = /^(og:|article:|book:|author$|description$|keywords$)/i
// Where a head says which address it is about.
const STATED = 'link[rel~="canonical"], meta[name="citation_abstract_html_url"], meta[name="citation_public_url"], meta[property="og:url"]'
// Parameters that name a visit, not a page.
const VISIT = /^(utm_|fbclid$|gclid$|mc_|_ga$)/i
// A head that changes is looked at when it has been quiet for so long.
const QUIET = 100

// The tags of the head, and the address that they were first seen at.
let seen = null
let quiet

// Begins to watch, before any card needs it.
export function trackHead() {
  const { document } = globalThis
  if (!document?.head) return
  look()
  new MutationObserver(() => {
    clearTimeout(quiet)
    quiet = setTimeout(look, QUIET)
  }).observe(document.head, { childList: true, subtree: true, attributes: true, characterData: true })
  // Who fires these has put the new page's head in, also where its tags are the same.
  for (const event of ['turbo:render', 'turbo:load', 'htmx:afterHeadMerge']) {
    document.addEventListener(event, () => { seen = null; look() })
  }
}

function look() {
  const signature = signatureOf(document.head)
  if (seen?.signature !== signature) seen = { signature, address: document.URL.split('#')[0] }
  return seen
}

// Why the head is not to be used, or nothing.
export function staleHead() {
  if (!globalThis.document?.head) return null
  const { signature, address } = look()
  const now = document.URL.split('#')[0]
  if (!signature || now === address || isSame(new URL(now), new URL(address)) || states(new URL(now))) return null
  return `the address changed to ${now}, but the metadata in the head is still that of ${address}, so it was not used; ` +
    'update the head with the page (Turbo does, htmx with head-support, Swup with its head plugin), or give each card its record'
}

function signatureOf(head) {
  const metas = [...head.querySelectorAll('meta[content]')].map((meta) => [meta.getAttribute('name') ?? meta.getAttribute('property') ?? '', meta.content])
  const json = [...head.querySelectorAll('script[type="application/ld+json"]')].map((script) => script.textContent)
  const strong = [...metas.filter(([name]) => OF_WORK.test(name)), ...json]
  const tags = strong.length ? strong : metas.filter(([name]) => OF_PAGE.test(name))
  return tags.map(String).join('\n')
}

function isSame(one, other) {
  const query = ({ searchParams }) => [...searchParams].filter(([name]) => !VISIT.test(name)).map((pair) => pair.join('=')).sort().join('&')
  return one.origin === other.origin && one.pathname === other.pathname && query(one) === query(other)
}

// Whether the head says that it is about this address, whatever else the address has.
function states(now) {
  return [...document.head.querySelectorAll(STATED)].some((tag) => {
    try {
      const stated = new URL(tag.getAttribute('href') ?? tag.content, document.baseURI)
      return stated.pathname === now.pathname && [...stated.searchParams].every(([name, value]) => now.searchParams.get(name) === value)
    } catch {
      return false
    }
  })
}
