// WebKitGTK with the part of Playwright's API that the tests use, over WebDriver.
//
// Playwright's own engine for selectors runs in the page, so that a role, a name or a text means the same in every
// browser. What WebDriver cannot do is done in the page: a script that the server puts first (`prelude`) runs what
// `addInitScript` adds, keeps what the console says and what is saved, and names what was requested.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { KEYS, webKitDriver } from './webdriver.mjs'

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

// Playwright's engine for selectors, out of the one file that its package has.
function engine() {
  const bundle = readFileSync(createRequire(import.meta.url).resolve('playwright-core').replace(/index\.js$/, 'lib/coreBundle.js'), 'utf8')
  const literal = /injectedScriptSource\.ts"\(\) \{\s*"use strict";\s*\w+ = ('(?:[^'\\]|\\.)*');/.exec(bundle)?.[1]
  if (!literal) throw new Error('this version of playwright-core keeps its engine for selectors elsewhere: see engine() in webkit.mjs')
  const options = { isUnderTest: false, sdkLanguage: 'javascript', testIdAttributeName: 'data-testid', stableRafCount: 1, browserName: 'webkit', customEngines: [], isUtilityWorld: false }
  return `const module = {}; ${(0, eval)(literal)}; return new (module.exports.InjectedScript())(globalThis, ${JSON.stringify(options)})`
}
let selectors

// One driver, and for each context a session: a browser that starts with nothing.
export async function launch(environment = {}) {
  selectors ??= engine()
  const driver = await webKitDriver(environment)
  return { newContext: async (options) => new Context(await driver.session(), options), close: driver.close }
}

class Context {
  constructor(session, options = {}) {
    Object.assign(this, { session, options, scripts: [] })
  }

  setDefaultTimeout(patience) { this.patience = patience }

  async grantPermissions() {}

  async setOffline(offline) { prelude.offline = offline }

  async newPage() {
    const page = Page.open = new Page(this)
    if (this.options.viewport) await page.setViewportSize(this.options.viewport)
    return page
  }

  async close() {
    Object.assign(prelude, { text: '', offline: false })
    Page.open = null
    await this.session.end()
  }
}

// Hears what the open page said meanwhile.
export const hear = () => Page.open?.collect().catch(() => {})

// What the server puts first into every page; one page is open at a time.
export const prelude = {
  text: '',
  // The server answers nothing.
  offline: false,
  // A page with it, and its headers: a policy lets the script run by its hash.
  put(html, headers = {}) {
    if (!this.text || !/^\s*<(!doctype html|html)\b/i.test(html)) return { html, headers }
    const script = `${this.text};document.currentScript.remove()`
    const hash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`
    const tag = `<script>${script}</script>`
    const scripts = (policy) => /script-src ([^;]*)/.exec(policy)?.[1] ?? /default-src ([^;]*)/.exec(policy)[1]
    const allow = (policy) => `${policy.replace(/;?\s*script-src [^;]*/, '')}; script-src ${scripts(policy).replace("'none'", '')} ${hash}`
    const allowed = Object.entries(headers).map(([name, value]) => [name, /^content-security-policy$/i.test(name) && /script-src|default-src/.test(value) ? allow(value) : value])
    const put = /<head>/i.test(html) ? html.replace(/<head>/i, (head) => head + tag) : html.replace(/^(<!doctype html>)?/i, (type) => type + tag)
    return { html: put, headers: Object.fromEntries(allowed) }
  },
}

// Keeps what a page says, asks for and saves, until it is collected.
function listen() {
  const heard = []
  Object.defineProperty(window, 'heard', { value: heard })
  for (const type of ['log', 'info', 'warn', 'error', 'debug']) {
    const said = console[type]
    console[type] = function (...words) {
      heard.push({ on: 'console', type: type === 'warn' ? 'warning' : type, text: words.map(String).join(' ') })
      return said.apply(this, words)
    }
  }
  addEventListener('error', ({ message, target }) => target === window && !/^ResizeObserver loop/.test(message) && heard.push({ on: 'pageerror', text: message }))
  addEventListener('unhandledrejection', ({ reason }) => heard.push({ on: 'pageerror', text: String(reason?.message ?? reason) }))
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) heard.push({ on: 'request', text: name })
  }).observe({ type: 'resource', buffered: true })
  // The driver saves no files.
  const blobs = new Map()
  const create = URL.createObjectURL
  URL.createObjectURL = function (blob) {
    const url = create.call(this, blob)
    blobs.set(url, blob)
    return url
  }
  addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.hasAttribute('download'))
    if (!link) return
    event.preventDefault()
    const text = blobs.has(link.href) ? blobs.get(link.href).text() : fetch(link.href).then((answer) => answer.text())
    const name = link.download || new URL(link.href).pathname.split('/').pop()
    text.then((text) => heard.push({ on: 'download', name, text }))
  }, true)
  const click = HTMLAnchorElement.prototype.click
  HTMLAnchorElement.prototype.click = function () {
    // A link that is in no page tells nobody.
    if (this.isConnected || !this.hasAttribute('download')) return click.call(this)
    this.hidden = true
    document.documentElement.append(this)
    click.call(this)
    this.remove()
  }
}

// HTML without the styles that WebKit gives to whatever is pasted.
function bare(html) {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const node of body.querySelectorAll('[style]')) node.removeAttribute('style')
  for (const node of body.querySelectorAll('span, meta')) node.replaceWith(...node.childNodes)
  return body.innerHTML.replaceAll('&nbsp;', ' ')
}

// It is always the same time; timers go on.
function stopClock(now) {
  const Real = Date
  globalThis.Date = class Date extends Real {
    constructor(...words) { super(...(words.length ? words : [now])) }
    static now() { return now }
  }
}

// What is written as a function, with its argument, or as text.
const source = (script, argument) => (typeof script === 'function' ? `(${script})(${argument === undefined ? '' : JSON.stringify(argument)})` : script)

// Names of keys that have no letter.
const NAMED = {
  Enter: KEYS.enter, Escape: KEYS.escape, Home: KEYS.home, End: KEYS.end, ArrowLeft: KEYS.left, ArrowRight: KEYS.right,
  ArrowDown: KEYS.down, ArrowUp: '\uE013', Shift: KEYS.shift, Control: KEYS.control, ControlOrMeta: KEYS.control, Alt: '\uE00A',
  Meta: '\uE03D', Tab: '\uE004', Backspace: '\uE003', Delete: '\uE017', PageUp: '\uE00E', PageDown: '\uE00F', Space: ' ',
}

class Page {
  constructor(context) {
    Object.assign(this, { context: () => context, session: context.session, patience: context.patience ?? 15_000, listeners: {}, saved: [], address: 'about:blank', at: { x: 0, y: 0 } })
    this.scripts = [source(listen)]
    this.keyboard = {
      press: (keys) => this.press(keys),
      type: async (text) => { for (const letter of text) await this.press(letter) },
    }
    this.mouse = {
      move: (x, y, { steps = 1 } = {}) => this.point(Array.from({ length: steps }, (_, at) => this.move(x, y, (at + 1) / steps))).then(() => { this.at = { x, y } }),
      down: () => this.point([{ type: 'pointerDown', button: 0 }]),
      up: () => this.point([{ type: 'pointerUp', button: 0 }]),
      click: (x, y, options) => this.click(x, y, options),
    }
  }

  setDefaultTimeout(patience) { this.patience = patience }

  get clock() { return { setFixedTime: (date) => this.addInitScript(stopClock, date.getTime()) } }

  on(name, heard) { (this.listeners[name] ??= []).push(heard) }

  once(name, heard) { this.on(name, heard) }

  url() { return this.address }

  async addInitScript(script, argument) { this.scripts.push(source(script, argument)) }

  async goto(url) {
    await this.collect().catch(() => {})
    prelude.text = this.scripts.join('\n;')
    this.address = url
    await this.session.ask('POST', '/url', { url })
  }

  async reload() {
    await this.collect().catch(() => {})
    prelude.text = this.scripts.join('\n;')
    await this.session.ask('POST', '/refresh', {})
  }

  async waitForTimeout(milliseconds) {
    await sleep(milliseconds)
    await this.collect().catch(() => {})
  }

  async waitForFunction(script, argument) {
    await this.wait(() => this.evaluate(script, argument), () => String(script))
  }

  // Asks until there is something.
  async wait(ask, what, patience = this.patience) {
    let error
    for (const end = Date.now() + patience; Date.now() < end;) {
      try {
        const found = await ask()
        if (found) return found
      } catch (reason) {
        if (reason.final) throw reason
        error = reason
      }
      await sleep(30)
    }
    throw new Error(`waited in vain for ${what()}${error ? `: ${error.message}` : ''}`)
  }

  // The viewport, by the size of the window around it.
  async setViewportSize({ width, height }) {
    const size = () => this.run('return [innerWidth, innerHeight, outerWidth, outerHeight]')
    let [inner, tall, outer, high] = await size()
    if (inner === width && tall === height) return
    await this.session.ask('POST', '/window/rect', { x: 0, y: 0, width: width + outer - inner, height: height + high - tall })
    await this.wait(async () => {
      [inner, tall] = await size()
      return inner === width && tall === height
    }, () => `a viewport of ${width} by ${height}, and not ${inner} by ${tall}`, 3_000)
  }

  // Runs the body of an async function in the page, and hears what was said there.
  async run(body, ...words) {
    const script = `const done = arguments[arguments.length - 1];
      (async (...words) => { ${body} })(...[...arguments].slice(0, -1)).then(
        (value) => ({ value }),
        (error) => ({ error: String(error && error.message || error), final: Boolean(error && error.final) }))
        .then((answer) => done(JSON.stringify({ ...answer, heard: window.heard ? window.heard.splice(0) : [] })))`
    // As text: the driver puts the names of an object in an order of its own.
    const answer = JSON.parse(await this.session.ask('POST', '/execute/async', { script, args: words }))
    for (const event of answer.heard) this.tell(event)
    if ('error' in answer) throw Object.assign(new Error(answer.error), { final: answer.final })
    return answer.value
  }

  collect() { return this.run('return null') }

  static open = null

  tell({ on, type, text, name }) {
    if (on === 'download') this.saved.push({ name, text })
    const event = { console: { type: () => type, text: () => text }, pageerror: { message: text }, request: { url: () => text } }[on]
    for (const heard of this.listeners[on] ?? []) heard(event)
  }

  async evaluate(script, argument) {
    // What is text is an expression, or whole statements, which give nothing.
    if (typeof script !== 'function') return this.run(/;\s*$/.test(script) ? script : `return (${script})`)
    return this.run(`return (${script})(words[0])`, argument ?? null)
  }

  // Evaluates a function while a key is pressed.
  async evaluatePressed(script, argument) {
    await this.run(`window.pressed = new Promise((resolve) => addEventListener('keydown', (event) => {
      event.stopImmediatePropagation()
      resolve(Promise.resolve((${script})(words[0])).then((value) => ({ value }), (error) => ({ error })))
    }, { capture: true, once: true }))`, argument ?? null)
    await this.press('a')
    return this.run('const { value, error } = await window.pressed; if (error) throw error; return value')
  }

  // Runs a function with Playwright's engine, what a selector finds, and an argument.
  async inside(selector, work, argument) {
    const body = `const engine = window.engine; const nodes = engine.querySelectorAll(engine.parseSelector(words[0]), document);
      return (${work})(nodes, words[1], engine)`
    if (!(await this.run('return Boolean(window.engine)'))) {
      await this.run(`Object.defineProperty(window, 'engine', { value: (() => { ${selectors} })() })`)
    }
    return this.run(body, selector, argument ?? null)
  }

  // Keys held together, as `Shift+Tab` says.
  async press(keys) {
    const parts = keys.length > 1 ? keys.split(/(?<=.)\+/) : [keys]
    const codes = parts.map((name) => NAMED[name] ?? name)
    const actions = [...codes.map((value) => ({ type: 'keyDown', value })), ...codes.toReversed().map((value) => ({ type: 'keyUp', value }))]
    await this.session.ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
    await this.collect().catch(() => {})
  }

  move(x, y, part = 1) {
    const between = (from, to) => Math.round(from + (to - from) * part)
    return { type: 'pointerMove', origin: 'viewport', duration: 0, x: between(this.at.x, x), y: between(this.at.y, y) }
  }

  async point(actions, held = []) {
    const pointer = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: [...held.map(() => ({ type: 'pause' })), ...actions] }
    const values = held.map((name) => NAMED[name])
    const key = { type: 'key', id: 'keyboard', actions: [...values.map((value) => ({ type: 'keyDown', value })), ...actions.map(() => ({ type: 'pause' })), ...values.map((value) => ({ type: 'keyUp', value }))] }
    await this.session.ask('POST', '/actions', { actions: held.length ? [key, pointer] : [pointer] })
    await this.collect().catch(() => {})
  }

  async click(x, y, { modifiers = [] } = {}) {
    await this.point([this.move(x, y), { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }], modifiers)
    this.at = { x, y }
  }

  // What a press saves.
  async download(press) {
    this.saved.length = 0
    await press()
    await this.wait(async () => { await this.collect(); return this.saved.length > 0 }, () => 'the file')
    return this.saved[0]
  }

  // What a paste gives, by media type: the clipboard itself cannot be read.
  async pasted() {
    await this.run(`const field = document.createElement('textarea')
      const focused = [document.activeElement]
      while (focused.at(-1)?.shadowRoot?.activeElement) focused.push(focused.at(-1).shadowRoot.activeElement)
      const held = {}
      field.addEventListener('paste', ({ clipboardData }) => {
        for (const type of clipboardData.types) held[type] = clipboardData.getData(type)
        window.held = held
        field.remove()
        focused.at(-1)?.focus()
      })
      delete window.held
      document.body.append(field)
      field.focus()`)
    await this.press('Control+v')
    const held = await this.wait(() => this.run('return window.held'), () => 'the paste')
    if (held['text/html']) held['text/html'] = await this.evaluate(bare, held['text/html'])
    return held
  }

  locator(selector, options) { return new Locator(this, '').locator(selector, options) }

  getByRole(...words) { return new Locator(this, '').getByRole(...words) }

  getByText(...words) { return new Locator(this, '').getByText(...words) }

  getByLabel(...words) { return new Locator(this, '').getByLabel(...words) }
}

// A text or a pattern in a selector of Playwright's engine.
const words = (text, exact) => (text instanceof RegExp ? String(text) : JSON.stringify(text) + (exact ? 's' : 'i'))
const quoted = (text, exact) => (text instanceof RegExp ? String(text) : `"${text.replace(/["\\]/g, '\\$&')}"${exact ? 's' : 'i'}`)

class Locator {
  constructor(page, selector) {
    Object.assign(this, { page: () => page, on: page, selector })
  }

  step(more) { return new Locator(this.on, this.selector ? `${this.selector} >> ${more}` : more) }

  locator(other, options) { return this.step(other.selector ? `internal:chain=${JSON.stringify(other.selector)}` : other).filter(options) }

  getByRole(role, { name, exact, ...states } = {}) {
    const also = Object.entries(states).map(([state, value]) => `[${{ includeHidden: 'include-hidden' }[state] ?? state}=${value}]`)
    return this.step(`internal:role=${role}${also.join('')}${name === undefined ? '' : `[name=${quoted(name, exact)}]`}`)
  }

  getByText(text, { exact } = {}) { return this.step(`internal:text=${words(text, exact)}`) }

  getByLabel(text, { exact } = {}) { return this.step(`internal:label=${words(text, exact)}`) }

  filter({ hasText, hasNotText } = {}) {
    const has = hasText === undefined ? this : this.step(`internal:has-text=${words(hasText)}`)
    return hasNotText === undefined ? has : has.step(`internal:has-not-text=${words(hasNotText)}`)
  }

  and(other) { return this.step(`internal:and=${JSON.stringify(other.selector)}`) }

  nth(at) { return this.step(`nth=${at}`) }

  first() { return this.nth(0) }

  last() { return this.nth(-1) }

  many(work, argument) { return this.on.inside(this.selector, `(nodes, argument, engine) => (${work})(nodes, argument, engine)`, argument) }

  // Works on the one element that is found, as soon as it is there.
  one(work, argument, { timeout } = {}) {
    const single = `(nodes, argument, engine) => {
      if (nodes.length > 1) throw Object.assign(new Error('found ' + nodes.length + ' elements'), { final: true })
      return nodes.length ? Promise.resolve((${work})(nodes[0], argument, engine)).then((value) => [value === undefined ? null : value]) : null
    }`
    return this.on.wait(() => this.on.inside(this.selector, single, argument), () => this.selector, timeout).then(([value]) => value)
  }

  count() { return this.many((nodes) => nodes.length) }

  async all() { return Array.from({ length: await this.count() }, (_, at) => this.nth(at)) }

  allInnerTexts() { return this.many((nodes) => nodes.map((node) => node.innerText)) }

  allTextContents() { return this.many((nodes) => nodes.map((node) => node.textContent)) }

  evaluateAll(script, argument) { return this.many(`(nodes, argument) => (${script})(nodes, argument)`, argument) }

  evaluate(script, argument) { return this.one(`(node, argument) => (${script})(node, argument ?? undefined)`, argument) }

  innerText() { return this.one((node) => node.innerText) }

  textContent() { return this.one((node) => node.textContent) }

  innerHTML() { return this.one((node) => node.innerHTML) }

  inputValue() { return this.one((node) => node.value) }

  getAttribute(name) { return this.one((node, name) => node.getAttribute(name), name) }

  isChecked() { return this.one((node, _, engine) => engine.elementState(node, 'checked').matches) }

  isDisabled() { return this.one((node, _, engine) => engine.elementState(node, 'disabled').matches) }

  isEnabled() { return this.isDisabled().then((disabled) => !disabled) }

  isVisible() {
    return this.many((nodes, _, engine) => {
      if (nodes.length > 1) throw new Error(`found ${nodes.length} elements`)
      return nodes.length > 0 && engine.elementState(nodes[0], 'visible').matches
    })
  }

  isHidden() { return this.isVisible().then((visible) => !visible) }

  boundingBox() {
    return this.one((node) => {
      const { x, y, width, height } = node.getBoundingClientRect()
      return { x, y, width, height }
    })
  }

  focus() { return this.one((node) => node.focus()) }

  blur() { return this.one((node) => node.blur()) }

  scrollIntoViewIfNeeded() {
    return this.one((node) => node.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' }))
  }

  dispatchEvent(type, init = {}) {
    return this.one((node, [type, init]) => node.dispatchEvent(new Event(type, { bubbles: true, composed: true, cancelable: true, ...init })), [type, init])
  }

  async waitFor({ state = 'visible', timeout } = {}) {
    const seen = (nodes, state, engine) => {
      const attached = nodes.length > 0
      if (state === 'attached' || state === 'detached') return attached === (state === 'attached')
      if (nodes.length > 1) throw Object.assign(new Error(`found ${nodes.length} elements`), { final: true })
      return (attached && engine.elementState(nodes[0], 'visible').matches) === (state === 'visible')
    }
    await this.on.wait(() => this.many(seen, state), () => `${this.selector} to be ${state}`, timeout)
  }

  // The place to press, once the element stands still there and nothing is before it.
  spot({ position, force } = {}) {
    const ready = async (node, [position, force], engine) => {
      const unready = force ? null : await engine.checkElementStates(node, ['visible', 'enabled', 'stable'])
      if (unready) throw new Error(`not yet ${unready.missingState ?? unready}`)
      const inside = ({ top, bottom, left, right }) => top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth
      if (!inside(node.getBoundingClientRect())) node.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const [box] = [...node.getClientRects()].filter(({ width, height }) => width && height)
      const bounds = position ? node.getBoundingClientRect() : box
      const point = position ? { x: bounds.x + position.x, y: bounds.y + position.y } : { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 }
      const hit = force ? 'done' : engine.expectHitTarget(point, node)
      if (hit === 'done') return point
      // It may be out of sight in something that scrolls.
      node.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' })
      throw new Error(`behind ${hit.hitTargetDescription}`)
    }
    return this.one(ready, [position ?? null, force ?? false])
  }

  async click(options = {}) {
    const { x, y } = await this.spot(options)
    await this.on.click(x, y, options)
  }

  async hover(options) {
    const { x, y } = await this.spot(options)
    await this.on.mouse.move(x, y)
  }

  async check() { if (!(await this.isChecked())) await this.click() }

  async uncheck() { if (await this.isChecked()) await this.click() }

  async press(keys) {
    await this.focus()
    await this.on.press(keys)
  }

  async pressSequentially(text) {
    await this.focus()
    await this.on.keyboard.type(text)
  }

  type(text) { return this.pressSequentially(text) }

  async fill(text) {
    await this.waitFor()
    await this.one((node, text) => {
      node.focus()
      if (!('select' in node)) getSelection().selectAllChildren(node)
      else node.select()
      document.execCommand(text ? 'insertText' : 'delete', false, text)
    }, text)
  }

  selectOption(choice) {
    return this.one((node, choice, engine) => engine.selectOptions(node, [].concat(choice).map((one) => (typeof one === 'string' ? { valueOrLabel: one } : one))), choice)
  }
}
