// What goes wrong on real sites: files that are missing or slow, policies that forbid things,
// browsers without JavaScript, ids that do not exist.

import assert from 'node:assert/strict'
import { NEEDS, ask, button, events, html, inChromium, panel, ready, save, selected, shows, tab, until, useChromium } from './chromium.mjs'
import { highwire } from './records.mjs'

useChromium()

const CARD = '<citation-card styles="apa vancouver" formats="bibtex ris"><p>Procter and others (2022)</p></citation-card>'
const fallback = (page) => page.getByText('Procter and others (2022)')
const withDemo = (body = CARD) => html(body, { head: highwire })
const firstError = (page) => until(async () => (await events(page, 'error'))[0])

inChromium('without the wasm the fallback stays, and the event says not-found', { console: /404/ }, async ({ page, open, here }) => {
  const end = here.answer(/\.wasm$/, { status: 404 })
  await open(withDemo())
  const error = await firstError(page)
  assert.equal(error.reason, 'not-found')
  assert.match(error.message, /wasm/)
  assert.ok(await fallback(page).isVisible())
  end()
  await ask(page, 'refresh')
  await ready(page)
  assert.equal(await fallback(page).isVisible(), false)
})

inChromium('a wasm that is no wasm is unreadable, and the fallback stays', {}, async ({ page, open, here }) => {
  const end = here.answer(/\.wasm$/, { status: 200, body: '<!doctype html><title>Not found</title>' })
  await open(withDemo())
  assert.match((await firstError(page)).reason, /unreadable|not-found/)
  assert.ok(await fallback(page).isVisible())
  end()
})

inChromium('a policy that forbids WebAssembly is named', { console: /Content.Security.Policy|WebAssembly|CSP/i }, async ({ page, open }) => {
  await open(withDemo(), { headers: { 'Content-Security-Policy': "default-src 'self'" } })
  const error = await firstError(page)
  assert.equal(error.reason, 'csp')
  assert.match(error.message, /wasm-unsafe-eval/)
  assert.ok(await fallback(page).isVisible())
})

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'"

inChromium('a browser without WebAssembly is named, and the fallback stays', {}, async ({ page, open }) => {
  await page.addInitScript('delete globalThis.WebAssembly')
  await open(withDemo())
  const { reason, message } = await firstError(page)
  assert.equal(reason, 'csp')
  assert.match(message, /This browser does not run WebAssembly/)
  assert.ok(await fallback(page).isVisible())
})

inChromium('a browser that is too old for the program is named, and the fallback stays', {}, async ({ page, open }) => {
  await page.addInitScript(() => {
    const refuse = async () => { throw new WebAssembly.CompileError('invalid value type 0x7b @+25') }
    Object.assign(WebAssembly, { compile: refuse, compileStreaming: refuse })
  })
  await open(withDemo())
  const { reason, message } = await firstError(page)
  assert.equal(reason, 'unreadable')
  assert.match(message, /core\.wasm.* cannot be compiled: it is damaged, or this browser is too old/)
  assert.ok(await fallback(page).isVisible())
})

inChromium('a page that blocks workers has the whole card', {}, async ({ page, open }) => {
  await page.addInitScript(() => {
    for (const name of ['Worker', 'SharedWorker']) window[name] = class { constructor() { throw new Error(`${name} is blocked`) } }
  })
  await open(withDemo(), { headers: { 'Content-Security-Policy': "worker-src 'none'" } })
  await shows(page, 'Procter, S.')
  await tab(page, 'BibTeX').click()
  await shows(page, '@article{')
})

inChromium('everything works under a strict policy with Trusted Types', {}, async ({ page, open }) => {
  await open(withDemo(), { headers: { 'Content-Security-Policy': STRICT } })
  await ready(page)
  await tab(page, 'Vancouver').click()
  await shows(page, 'Procter S')
  await button(page, /copy/i).first().click()
  await until(async () => (await events(page, 'copy'))[0])
  await tab(page, 'RIS').click()
  await shows(page, 'TY  - JOUR')
  assert.equal((await save(page)).name, 'procter-2022.ris')
  assert.ok(await page.locator('citation-card').evaluate((card) =>
    getComputedStyle(card.shadowRoot.querySelector('[role=tablist]')).display !== 'block'), 'the styles are there')
  assert.deepEqual(await events(page, 'error'), [])
})

inChromium('without JavaScript the fallback shows', { chromium: NEEDS.scripts, context: { javaScriptEnabled: false } }, async ({ page, open }) => {
  await open(withDemo())
  assert.ok(await fallback(page).isVisible())
})

inChromium('the fallback shows until the card is ready, then it is the card alone', {}, async ({ page, open, here }) => {
  const end = here.answer(/\.wasm$/, { delay: 700 })
  await open(withDemo())
  assert.ok(await fallback(page).isVisible())
  await ready(page)
  assert.equal(await fallback(page).isVisible(), false)
  end()
})

inChromium('an unknown format is a problem that names the nearest; the rest works', {}, async ({ page, open }) => {
  await open(withDemo('<citation-card styles="vancouver apa" formats="bibtex risx"></citation-card>'))
  await shows(page, 'Procter S')
  const problems = JSON.stringify(await ask(page, 'problems'))
  assert.match(problems, /risx/)
  assert.match(problems, /\bris\b/)
  await tab(page, 'APA').click()
  await shows(page, 'Procter, S.')
})

inChromium('a style that cannot be fetched: a message with Retry, other tabs work', { console: /503/ }, async ({ page, open, here }) => {
  const end = here.answer(/\/styles\/(vancouver|nlm-)[^/]*$/, { status: 503 })
  await open(withDemo())
  await shows(page, 'Procter, S.')
  await tab(page, 'Vancouver').click()
  const retry = button(page, /retry|try again/i)
  await retry.waitFor()
  assert.doesNotMatch(await panel(page).first().innerText(), /Procter/)
  await tab(page, 'RIS').click()
  await shows(page, 'TY  - JOUR')
  await tab(page, 'APA').click()
  await shows(page, 'Procter, S.')
  await tab(page, 'Vancouver').click()
  end()
  await retry.click()
  await shows(page, 'Procter S, Harrison')
  assert.deepEqual((await events(page, 'error')).map(({ reason }) => reason).filter((reason) => reason !== 'network'), [])
})

inChromium('a locale that cannot be fetched keeps nothing else from working', { console: /500/ }, async ({ page, open, here }) => {
  const end = here.answer(/\/locales\//, { status: 500 })
  await open(withDemo())
  await until(async () => (await panel(page).count()) > 0)
  await tab(page, 'RIS').click()
  await shows(page, 'TY  - JOUR')
  end()
})

for (const [what, body] of [['a web page', '<!doctype html><title>Sign in</title>'], ['broken', 'Q?']]) {
  inChromium(`a locale that is ${what}: English stands in, and refresh() has the locale once it is there`, { console: /locale de/ }, async ({ page, open, here }) => {
    const end = here.answer(/\/locales\/de-DE/, { status: 200, body, headers: { 'Content-Type': body.startsWith('<') ? 'text/html' : 'text/plain' } })
    await open(html('<citation-card lang="de" styles="apa"></citation-card>', { head: highwire.replace(/<meta name="citation_publication_date[^>]*>/, '') }))
    await shows(page, '(n.d.)')
    assert.match(JSON.stringify(await ask(page, 'problems')), /locale de/)
    end()
    await ask(page, 'refresh')
    await shows(page, '(o. J.)')
    assert.doesNotMatch(JSON.stringify(await ask(page, 'problems')), /locale de/)
  })
}

for (const [what, body, headers] of [
  ['a web page', '<!doctype html><title>Sign in</title>', { 'Content-Type': 'text/html' }],
  ['broken', 'Q?', { 'Content-Type': 'text/plain' }],
  ['empty', '', { 'Content-Type': 'text/plain' }],
]) {
  inChromium(`a style that is ${what} is had by refresh() once it is there, at the start and when it is chosen`, { console: /style (apa|vancouver)/ }, async ({ page, open, here }) => {
    const bad = { status: 200, body, headers }
    const ends = [here.answer(/\/styles\/apa\.txt/, { ...bad }), here.answer(/nlm-citation-sequence\.txt/, { ...bad })]
    await open(withDemo('<citation-card styles="apa vancouver ieee"></citation-card>'))
    await shows(page, 'S. Procter')
    ends.forEach((end) => end())
    await ask(page, 'refresh')
    await tab(page, 'APA').click()
    await shows(page, 'Procter, S.')
    await tab(page, 'Vancouver').click()
    await shows(page, 'Procter S, Harrison')
  })
}

inChromium('a style of the site by its address', {}, async ({ page, open, here }) => {
  here.page('/own.csl', `<?xml version="1.0"?><style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>House style</title><id>house</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text value="House: "/><text variable="title" font-style="italic"/></layout></bibliography></style>`)
  await open(withDemo('<citation-card styles="/own.csl apa"></citation-card>'))
  await shows(page, 'House: Theorising')
  assert.match(await ask(page, 'html', '/own.csl'), /^House: <i>Theorising/)
})

inChromium('a style that is no style: a message that names line and column', {}, async ({ page, open, here }) => {
  here.page('/broken.csl', '<style xmlns="http://purl.org/net/xbiblio/csl">\n  <info>')
  await open(withDemo('<citation-card styles="/broken.csl apa"></citation-card>'))
  await until(async () => /line 2|"line":2/.test(JSON.stringify(await ask(page, 'problems')) + await panel(page).first().innerText()))
  await tab(page, 'APA').click()
  await shows(page, 'Procter, S.')
})

inChromium('a compiled style of another version: a message that says so', {}, async ({ page, open, here }) => {
  here.answer(/\/styles\/ieee\.txt$/, { status: 200, body: '<!doctype html>' })
  await open(withDemo('<citation-card styles="ieee apa"></citation-card>'))
  await page.locator('citation-card').getByText('This style is not available here.').waitFor()
  await shows(page, 'Procter, S.')
  assert.ok(await selected(tab(page, 'APA')), 'the next style')
  assert.match(JSON.stringify(await ask(page, 'problems')), /ieee belongs to another version of citation-card/)
})

inChromium('an unknown style is a problem that names the nearest; the rest works', { console: /404/ }, async ({ page, open }) => {
  await open(withDemo('<citation-card styles="vancouver iee apa" formats="bibtex risx"></citation-card>'))
  await shows(page, 'Procter S')
  let problems
  await until(async () => {
    problems = JSON.stringify(await ask(page, 'problems'))
    return problems.includes('ieee')
  })
  assert.match(problems, /iee\b/)
  assert.match(problems, /ieee/)
  assert.match(problems, /risx/)
  assert.match(problems, /\bris\b/)
  await tab(page, 'APA').click()
  await shows(page, 'Procter, S.')
})

inChromium('an unknown style that is chosen never becomes another one silently', { console: /404/ }, async ({ page, open }) => {
  await open(withDemo('<citation-card styles="apa" selected="no-such-style"></citation-card>'))
  await until(async () => /no-such-style/.test(JSON.stringify(await ask(page, 'problems'))))
  await assert.rejects(ask(page, 'text', 'no-such-style'))
})

inChromium('a title of 1 MB is shown by its beginning and copied whole; the page answers all the while', {}, async ({ page, open }) => {
  const title = 'An <i>endless title</i> '.repeat(45_000)
  await open(html('<citation-card styles="apa" formats="ris"></citation-card>'))
  await page.evaluate((title) => {
    document.querySelector('citation-card').record = { type: 'article-journal', title, 'container-title': 'A Journal', issued: { 'date-parts': [[2022]] } }
  }, title)
  await ready(page)
  const shown = await panel(page).innerText()
  assert.ok(shown.length < 50_000, `${shown.length} characters are shown`)
  await tab(page, 'RIS').click()
  await shows(page, 'TY  - JOUR')
  assert.ok((await ask(page, 'text', 'apa')).length > 700_000)
})

inChromium('of broken inline JSON the good part is shown, and the problem says where', {}, async ({ page, open }) => {
  await open(html(`<citation-card from="inline" styles="apa"><script type="application/vnd.citationstyles.csl+json">
{ "type": "book", "title": "Half a record", "issued": { "date-parts": [[1999]] }
  "publisher": "A Press" }
</script></citation-card>`))
  await ready(page)
  await shows(page, 'Half a record')
  const [problem] = await ask(page, 'problems')
  assert.ok(problem.line >= 2, JSON.stringify(problem))
})

inChromium('a browser without constructable sheets gets a style element with the nonce of the page', {}, async ({ page, open }) => {
  await page.addInitScript(() => {
    Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', { get: () => [], set() { throw new TypeError('not here') } })
  })
  const body = withDemo().replace('<script type="module"', '<script nonce="abc" type="module"')
  await open(body, { headers: { 'Content-Security-Policy': "default-src 'self'; script-src 'self' 'nonce-abc' 'wasm-unsafe-eval'; style-src 'nonce-abc'" } })
  await ready(page)
  const found = await page.locator('citation-card').evaluate((card) => {
    const styles = [...card.shadowRoot.querySelectorAll('style')]
    return { count: styles.length, nonce: styles[0]?.nonce, display: getComputedStyle(card.shadowRoot.querySelector('[role=tablist]')).display }
  })
  assert.deepEqual(found, { count: 1, nonce: 'abc', display: 'flex' })
})

inChromium('what the owner wrote wrongly is one folded line for readers, and open with `debug`', { cards: 2 }, async ({ page, open }) => {
  await open(withDemo('<citation-card styles="apa" layout="kard"></citation-card>'))
  await ready(page)
  const line = page.locator('citation-card').getByText('For the owner of this page: 1 problem')
  const sentence = page.locator('citation-card').getByText('unknown layout “kard”')
  await line.waitFor()
  assert.equal(await sentence.isVisible(), false)
  await line.click()
  assert.ok(await sentence.isVisible())
  await open(withDemo('<citation-card debug styles="apa" layout="kard"></citation-card>'))
  await sentence.waitFor()
})

inChromium('without a record there is one calm line, and why is told the owner', {}, async ({ page, open }) => {
  // A page with a title could be cited as a web page.
  await open(html('<citation-card></citation-card>').replace(/<title>.*?<\/title>/, ''))
  assert.equal((await firstError(page)).reason, 'no-record')
  await page.locator('citation-card').getByText('There is nothing to cite on this page yet.').waitFor()
  assert.ok(await page.locator('citation-card').getByText(/citation_title/).isVisible())
})
