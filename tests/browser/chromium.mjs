// The browser of the tests, Chromium, or with `ENGINE=firefox` Firefox and with `ENGINE=webkit` WebKitGTK: one for a
// file, a fresh profile for each test, and what every test watches: the console, uncaught errors, requests to other
// origins.

import assert from 'node:assert/strict'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import { chromium, firefox } from 'playwright-core'
import { site } from './server.mjs'
import { hear, launch as launchWebKit, prelude } from './webkit.mjs'

const ARGUMENTS = ('--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
  '--disable-component-update --disable-sync --host-resolver-rules=MAP*insecure.test*127.0.0.1').split(' ').map((word) => word.replaceAll('*', ' '))

// How long anything may take before a test gives up.
const PATIENCE = Number(process.env.PATIENCE ?? 15_000)

// `SLOW=6` slows the processor of each page by so much, which shows what a test does not wait for.
const SLOW = Number(process.env.SLOW ?? 1)

// The headless shell is Chromium without windows; tests take about half as long in it.
const CHROMIUM = '/usr/bin/chromium'
const SHELL = '/usr/bin/chromium-headless-shell'
let program = process.env.CHROMIUM ?? (existsSync(SHELL) ? SHELL : CHROMIUM)

let browser
let here
let there

// `ENGINE=firefox`: the Firefox of the system, over WebDriver BiDi. `ENGINE=webkit`: WebKitGTK, over WebDriver.
export const ENGINE = process.env.ENGINE ?? 'chromium'

// What Chromium is told in a context, the others have to be told when they start: Firefox by preferences.
const asked = ({ colorScheme, reducedMotion, forcedColors, hasTouch } = {}) => ({
  ...(colorScheme === 'dark' && { 'ui.systemUsesDarkTheme': 1 }),
  ...(reducedMotion && { 'ui.prefersReducedMotion': 1 }),
  ...(forcedColors && { 'browser.display.document_color_use': 2 }),
  ...(hasTouch && { 'ui.primaryPointerCapabilities': 1, 'ui.allPointerCapabilities': 1 }),
})

// WebKitGTK by the environment and the settings of GTK.
const environment = ({ colorScheme, reducedMotion, timezoneId } = {}) => ({
  ...(colorScheme === 'dark' && { GTK_THEME: 'Adwaita:dark' }),
  ...(reducedMotion && { animations: false }),
  ...(timezoneId && { TZ: timezoneId }),
})
const started = { firefox: asked, webkit: environment }[ENGINE] ?? (() => ({}))

// Which of Playwright's options WebKitGTK does not support, and why.
const unsupported = ({ forcedColors, hasTouch, javaScriptEnabled = true, viewport } = {}) =>
  (viewport?.width < 290 && NEEDS.narrow) ||
  (forcedColors && 'WebKitGTK forces no colours') || (hasTouch && 'WebKitGTK takes no touch from WebDriver') || (!javaScriptEnabled && NEEDS.scripts)

// Where Firefox puts what is saved.
const downloads = mkdtempSync(join(tmpdir(), 'downloads-'))
process.on('exit', () => rmSync(downloads, { recursive: true, force: true }))

// Nobody is asked whether a page may read the clipboard, a name without encryption is this machine's, and icons are not
// fetched, as headless Chromium fetches none.
const PREFERENCES = { 'dom.events.testing.asyncClipboard': true, 'network.dns.localDomains': 'insecure.test', 'browser.chrome.site_icons': false }

export async function launch(context) {
  if (ENGINE === 'chromium') return chromium.launch({ executablePath: program, args: ARGUMENTS })
  if (ENGINE === 'webkit') return launchWebKit(environment(context))
  return firefox.launch({ executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', channel: 'moz-firefox', firefoxUserPrefs: { ...PREFERENCES, ...asked(context) }, downloadsPath: downloads })
}

// Why a test runs in Chromium only: the option `chromium`.
export const NEEDS = {
  devtools: 'it needs the DevTools protocol',
  scripts: 'scripts cannot be turned off over WebDriver',
  media: 'WebDriver sets no media in an open page',
  offline: 'WebDriver cannot say that the browser is offline',
  names: 'WebDriver gives a machine no other name',
  narrow: 'the window of WebKitGTK’s browser is not so narrow',
}

// What Firefox says of requests that fail, with the words of Chromium that the tests know.
const SAME = [
  [/Same Origin Policy disallows/, 'CORS policy'],
  [/may not load data from/, 'Unsafe attempt to load URL'],
  [/hashes in the integrity attribute match/, 'Failed to find a valid digest'],
  [/page’s settings blocked/, 'Content Security Policy'],
]
const translated = (line) => SAME.filter(([said]) => said.test(line)).map(([, words]) => `${words}: `).join('') + line

// Opens the browser and two sites (the page's own, and another origin) for the tests of a file. `windows`: in Chromium
// itself, not in its headless shell.
export function useChromium(folders, { windows = false } = {}) {
  if (windows) program = process.env.CHROMIUM ?? CHROMIUM
  before(async () => {
    browser = await launch()
    const added = ENGINE === 'webkit' ? prelude : undefined
    here = await site(folders, added)
    there = await site(folders, added)
  })
  after(async () => {
    await browser?.close()
    await here?.close()
    await there?.close()
  })
}

// A test in a fresh profile. `work` gets `{ page, here, there, open }`; afterwards nothing may
// stand in the console and nothing may have gone to another origin, but what `options` says:
// `console` (a pattern of lines that belong there), `origins` (others that may be asked), `skip` (why not to run),
// `chromium` (why there only), `webkit` (why not there), `context` (Playwright's options).
export function inChromium(name, options, work) {
  const other = (ENGINE !== 'chromium' && options.chromium) || (ENGINE === 'webkit' && (options.webkit || unsupported(options.context)))
  test(name, { skip: options.skip || other || false }, async () => {
    const own = Object.keys(started(options.context)).length > 0
    const on = own ? await launch(options.context) : browser
    const context = await on.newContext({ viewport: { width: 900, height: 800 }, locale: 'en-GB', ...options.context })
    context.setDefaultTimeout(PATIENCE)
    await context.grantPermissions(options.permissions ?? ['clipboard-read', 'clipboard-write'])
    const page = await context.newPage()
    if (SLOW > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOW })
    await page.addInitScript(listen)
    const mutants = await mutate(context)
    const said = []
    const elsewhere = []
    page.on('console', (message) => said.push(translated(`${message.type()}: ${message.text()}`)))
    // Firefox runs what `addInitScript` adds in the empty page before the first one, too.
    page.on('pageerror', (error) => page.url() !== 'about:blank' && said.push(translated(`uncaught: ${error.message}`)))
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (/^https?:/.test(protocol) && origin !== here.origin && !options.origins?.(there).includes(origin)) {
        elsewhere.push(request.url())
      }
    })
    here.reset()
    there.reset()
    const open = async (html, { path = '/page.html', headers, on = here } = {}) => {
      await page.goto(on.page(path, html, headers))
      return page
    }
    try {
      await work({ page, context, here, there, open })
      await page.waitForTimeout(50)
      const warnings = said.filter((line) => line.startsWith('warning: citation-card: '))
      const reasons = warnings.length ? await page.evaluate(troubles) : null
      if (reasons) {
        // A test that goes through several pages says how many cards they had.
        assert.ok(warnings.length <= (options.cards ?? reasons.cards), `one warning a card: ${warnings.join(' | ')}`)
        // A failure that the test made, and that is over, is a reason as well.
        const unfounded = reasons.any ? [] : warnings.filter((line) => !options.console?.test(line))
        assert.deepEqual(unfounded, [], 'warnings without a reason')
      }
      assert.deepEqual(said.filter((line) => !warnings.includes(line) && !options.console?.test(line)), [], 'the console')
      assert.deepEqual(elsewhere, [], 'requests to other origins')
      if (process.env.REACHED) appendFileSync(process.env.REACHED, [basename(process.argv[1]), name, [...mutants].join(' ')].join('\t') + '\n')
    } catch (error) {
      // What the page said explains most failures.
      if (said.length) error.message += `\nthe console: ${said.join('\n')}`
      throw error
    } finally {
      await context.close()
      if (own) await on.close()
    }
  })
}

// For `cargo xtask mutants card`: a page gives the value of each condition that may be negated, and `MUTANT` says which
// one is. Gives what the conditions were, such as `7t` and `7f`.
async function mutate(context) {
  const asked = new Set()
  if (!process.env.MUTANT) return asked
  await context.exposeFunction('mutantAsked', (what) => void asked.add(what))
  await context.addInitScript((alive) => {
    const known = new Set()
    globalThis.mutant = (number, value) => {
      const what = number + (value ? 't' : 'f')
      if (!known.has(what)) globalThis.mutantAsked?.(what).catch(() => {})
      known.add(what)
      return Boolean(value) !== (number === alive)
    }
  }, Number(process.env.MUTANT))
  return asked
}

// A page with one card, or what `body` says, in a document with `head`.
export function html(body = '<citation-card></citation-card>', { head = '', lang = 'en-GB', dir = 'ltr', script = '/card/citation-card.js' } = {}) {
  const tag = script ? `<script type="module" src="${script}"></script>` : ''
  return `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width">${head}${tag}</head><body>${body}</body></html>`
}

// Whether there is something that a card may warn of, and how many cards there were.
function troubles() {
  const cards = [...document.querySelectorAll('citation-card')]
  const any = window.events.some(({ name }) => name === 'error') || cards.some((card) => card.problems?.length)
  return { any, cards: Math.max(cards.length, 1) }
}

// Notes every event of the cards from before they are defined, in `window.events`, and says what only pages hear.
function listen() {
  window.events = []
  // WebKit tells of sizes that settle a frame later; the others do so only of what renders meanwhile.
  if (!/AppleWebKit.*Version/.test(navigator.userAgent)) addEventListener('error', ({ message }) => /ResizeObserver/.test(message) && console.error(message))
  for (const name of ['ready', 'select', 'copy', 'download', 'error']) {
    document.addEventListener('citation-card-' + name, ({ detail }) => window.events.push({ ...detail, name }))
  }
}

// The events of that name so far.
export const events = (page, name) =>
  page.evaluate((name) => window.events.filter((event) => !name || event.name === name), name)

// Waits for a condition that is asked for again and again, and gives what it gave.
export async function until(ask, what = String(ask), patience = PATIENCE) {
  let last
  for (const end = Date.now() + patience; Date.now() < end;) {
    last = await ask()
    if (last) return last
    if (ENGINE === 'webkit') await hear()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(`waited in vain for ${what}`)
}

// Waits until a card shows a citation.
export async function ready(page, selector = 'citation-card') {
  await panel(page, selector).first().waitFor()
}

export const panel = (page, selector = 'citation-card') => page.locator(selector).getByRole('tabpanel')
export const tab = (page, name, selector = 'citation-card') => page.locator(selector).getByRole('tab', { name, exact: true })
export const button = (page, name, selector = 'citation-card') => page.locator(selector).getByRole('button', { name })

// What a press saves. Firefox does not tell of it over BiDi: it is seen in its folder.
export async function download(page, press) {
  if (ENGINE === 'webkit') return page.download(press)
  if (ENGINE === 'chromium') {
    const [saved] = await Promise.all([page.waitForEvent('download'), press()])
    return { name: saved.suggestedFilename(), text: readFileSync(await saved.path(), 'utf8') }
  }
  for (const name of readdirSync(downloads)) rmSync(join(downloads, name))
  await press()
  // A file is empty, and has a part beside it, until it is whole.
  const whole = (names) => names.length === 1 && readFileSync(join(downloads, names[0])).length > 0 && names[0]
  const name = await until(() => whole(readdirSync(downloads)), 'the file')
  return { name, text: readFileSync(join(downloads, name), 'utf8') }
}

// Saves by the menu, and gives the file; without a name, what the menu has first.
export async function save(page, name, selector = 'citation-card') {
  await button(page, /^Save/, selector).click()
  const items = page.locator(selector).getByRole('menuitem', name ? { name } : {})
  return download(page, () => items.first().click())
}

// Whether a tab is the selected one.
export const selected = (tab) => tab.getAttribute('aria-selected').then((value) => value === 'true')

// Waits until the panel of a card holds a text.
export const shows = (page, text, selector) => panel(page, selector).filter({ hasText: text }).first().waitFor()

// What an element's method or property gives.
export const ask = (page, method, ...words) =>
  (method === 'copy' ? whilePressed : evaluate)(page, ([method, words]) => {
    const card = document.querySelector('citation-card')
    return typeof card[method] === 'function' ? card[method](...words) : card[method]
  }, [method, words])

const evaluate = (page, script, argument) => page.evaluate(script, argument)

// Evaluates something that may write the clipboard, which WebKitGTK allows while something is pressed only.
export const whilePressed = (page, script, argument) => ENGINE === 'webkit' ? page.evaluatePressed(script, argument) : page.evaluate(script, argument)

// What the clipboard holds, by media type.
export const clipboard = (page) =>
  ENGINE === 'webkit' ? page.pasted() : page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const entries = item.types.map(async (type) => [type, await (await item.getType(type)).text()])
    const held = Object.fromEntries(await Promise.all(entries))
    // Firefox makes a document of a piece of one.
    if (held['text/html']) held['text/html'] = held['text/html'].replace(/^<html><head><\/head><body>(.*)<\/body><\/html>$/s, '$1')
    return held
  })
