// `<citation-card>`: life cycle, attributes, properties, methods, events. What is shown and cited
// is the WebAssembly module's business.

import { CSS, VERSION } from './build.js'
import { STYLES, isUrl, nearestLocale } from './assets.js'
import { saveFile, writeClipboard } from './clipboard.js'
import { bring, order } from './engine.js'
import { Failure, forgetText } from './fetch.js'
import { parsed, plain } from './library.js'
import { absolute, hasLinkedData } from './page.js'
import { engine, isLoaded, prefetch, withChunks } from './program.js'
import { ahead, chunksFor, find, readersOf } from './records.js'
import { HOST_CSS, dress } from './sheets.js'
import { task, turn } from './turn.js'
import { unwatchHead, watchHead } from './watch.js'

const ATTRIBUTES = ('src doi from styles formats tabs selected lang locale layout show hide loading assets ' +
  'heading-level remember debug registry follow versions options').split(' ')
const FLAGS = ['remember', 'debug']
const DEFAULT_STYLE = 'apa'
// The key in this site's storage, used with `remember` only.
const MEMORY = 'citation-card'
// So many cards are near where the observer says so before they stand.
const FEW = 4
// A style or locale that takes longer does not keep the rest of the card waiting.
const GRACE = 2500
const BLINK = 80

// The formats whose writers are a chunk of their own, as they are mostly called.
const COMMON = /^(bibtex|biblatex|ris)$/i

const CSL_JSON = 'application/vnd.citationstyles.csl+json'

const Element = globalThis.HTMLElement ?? class {}

export class CitationCard extends Element {
  static version = VERSION
  static observedAttributes = ATTRIBUTES

  #root = null
  #slot = null
  #box = null
  #handle = null
  #engine = null
  #starting = null
  #given = null
  #queued = false
  #children = null
  #near = false

  // One observer for all cards: those near the viewport begin.
  static #observer

  static #nearness() {
    return this.#observer ??= new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) target.#come()
    }, { rootMargin: '600px' })
  }

  // As little as can be: a page may put in hundreds at once.
  connectedCallback() {
    if (this.#handle) return
    if (this.loading === 'eager') soon(this, () => this.#begin())
    if (globalThis.IntersectionObserver) CitationCard.#nearness().observe(this)
    else this.#come()
  }

  disconnectedCallback() {
    // A card that is moved is connected again before this runs.
    queueMicrotask(() => {
      if (this.isConnected) return
      this.#children?.disconnect()
      CitationCard.#observer?.unobserve(this)
      this.#unmount()
      this.#starting = null
    })
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return
    if (name === 'loading' && after === 'eager' && this.isConnected) soon(this, () => this.#begin())
    this.#queue()
  }

  #prepare() {
    const internals = this.attachInternals?.()
    this.#root = internals?.shadowRoot ?? this.attachShadow({ mode: pageRunsYew() ? 'closed' : 'open' })
    this.#slot = this.#root.querySelector('slot:not([name])') ?? document.createElement('slot')
    this.#root.append(this.#slot)
    // Who comes so near may want a file: what writes them is fetched now, not when it is waited for.
    for (const sign of ['pointerenter', 'focusin']) {
      this.addEventListener(sign, () => this.#handle && prefetch('bibtex_ris'), { once: true })
    }
    dress(this.#root, [HOST_CSS], this)
    // Properties set before the element was defined hide the accessors.
    for (const name of ['record', 'records', ...ATTRIBUTES.map(camel)]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name]
        delete this[name]
        this[name] = value
      }
    }
  }

  // The card is near the viewport: it begins, and shows all of itself.
  #come() {
    CitationCard.#observer?.unobserve(this)
    this.#near = true
    if (!this.#handle) return soon(this, () => this.#begin())
    turn(() => {
      if (!this.#handle || this.#engine.dead) return
      this.#unfold()
      this.#render()
    })
  }

  // Shows from now on what a far card leaves out, and the menu when there is time for that.
  #unfold() {
    const [running, handle] = [this.#engine, this.#handle]
    this.#box.className = ''
    handle.near()
    this.#starting.then(() => later(async () => {
      await bring(running, this.assets, 'menu', '')
      await turn()
      if (handle === this.#handle && !running.dead) handle.render()
    }), () => {})
  }

  // Loads and mounts, once; the promise settles when the card stands or has failed.
  #begin() {
    this.#starting ??= this.#start().catch((failure) => {
      this.#fail(failure)
      throw this.#failure
    })
    this.#starting.catch(() => {})
    return this.#starting
  }

  async #start() {
    if (!this.#root) this.#prepare()
    this.#children ??= new MutationObserver(() => this.#queue())
    this.#children.observe(this, { childList: true, subtree: true, characterData: true })
    const first = this.#first()
    // If it is plain already that it is a style, that is fetched at once.
    const style = isStyle(first) && first
    // All of this is on its way at the same time; what asks for it later finds it.
    order('locale', nearestLocale(this.#locale()), this.assets)
    if (style) order('style', style, this.assets)
    const src = this.#src()
    if (src && !src.startsWith('#')) {
      this.#begun = new AbortController()
      ahead(src, this.#begun.signal)
    }
    if (!this.#plain()) {
      prefetch(...chunksFor(this.#input()), ...src ? ['files'] : [], ...hasLinkedData(document) ? ['linked'] : [])
    }
    // A format that is shown first, or to be read, takes a chunk of its own.
    if (!style) prefetch(COMMON.test(first) ? 'bibtex_ris' : 'formats')
    if (/\.(bib|ris)\b/i.test(src) || this.querySelector(':scope > script[type]:not([type*="json"])')) prefetch('formats')
    const running = await engine()
    await this.#dressed(running, GRACE)
    await turn()
    if (!this.isConnected || this.#handle) return
    this.#engine = running
    running.cards.set(this, (failure) => this.#fail(failure))
    dress(this.#root, [HOST_CSS, CSS], this)
    this.#box = document.createElement('div')
    this.#box.hidden = true
    // Many cards that are put in together lie on one spot until they have a height: whether one is
    // near is asked again when it stands.
    if (CitationCard.#observer && running.cards.size > FEW) this.#near = false
    if (!this.#near) this.#box.className = 'far'
    this.#root.append(this.#box)
    this.#handle = new running.core.Card(this.#box, (name, detail) => this.#on(name, parsed(detail)))
    if (this.#near) this.#unfold()
    watchHead(this, () => this.#update())
    await this.#resolve()
    if (running.dead) throw this.#failure
  }

  // CSL-JSON that the card is simply given, by the property or in the one script: it takes no
  // finding.
  #plain() {
    const from = this.from.trim().toLowerCase()
    if (this.debug || this.doi || from === 'page') return null
    if (this.#given) return plain(this.#given)
    if (from === 'src' || from === 'doi') return null
    const [script, second] = this.#scripts().filter((script) => script.textContent.trim())
    if (!script || second || script.type.trim().toLowerCase() !== CSL_JSON) return null
    try {
      JSON.parse(script.textContent)
      return script.textContent
    } catch {
      return null
    }
  }

  // With `versions="all"`, works as all their versions together, where these have a DOI of their own.
  #versioned(records) {
    if (this.versions.trim().toLowerCase() !== 'all') return records
    return records.map((record) => {
      const DOI = record?.custom?.['concept-doi']
      return DOI ? { ...record, DOI, URL: undefined, version: undefined } : record
    })
  }

  #scripts() {
    return [...this.querySelectorAll(':scope > script[type]')]
  }

  #locale() {
    return this.getAttribute('locale') || this.#lang()
  }

  // Brings the style and the locale that are shown first; does not wait for them longer than so long.
  #dressed(running, patience) {
    const first = this.#first()
    const style = isStyle(running.core.canonical(first)) && first
    const brought = [bring(running, this.assets, 'locale', this.#locale())]
    if (style) brought.push(bring(running, this.assets, 'style', style))
    return Promise.race([Promise.all(brought), new Promise((resolve) => setTimeout(resolve, patience))])
  }

  // Finds the records and shows them. Where that takes time, the card shows that it waits.
  async #resolve() {
    const before = this.#away
    const { signal } = this.#away = new AbortController()
    const handle = this.#handle
    const input = this.#input()
    handle.configure(plain(input.attributes))
    const given = this.#plain()
    const records = given && this.#versioned([JSON.parse(given)].flat())
    // What cannot be used as it stands is looked at more closely.
    const all = records?.length && handle.given(plain(records)) === records.length
    let found = all ? { records } : this.#find(input, signal)
    // Not earlier: a request that both wait for goes on.
    before?.abort()
    if (found instanceof Promise) {
      if (!this.#seen) {
        handle.render()
        this.#show(!this.#hasFallback())
      }
      found = await found
    }
    if (!found || signal.aborted) return
    found.records = this.#versioned(found.records)
    this.#records = found.records
    if (!all) handle.found(plain(found))
    await turn(() => signal.aborted || this.#stand(!found.reason || !this.#hasFallback()))
    if (signal.aborted) return
    if (found.reason) {
      this.#emit('error', { reason: found.reason, message: found.message })
      return
    }
    if (this.#seen) return
    this.#seen = true
    this.#emit('ready', {})
  }

  // At once where everything is there, else a promise.
  #find(input, signal) {
    const { attributes } = input
    const { given, inline, src } = input
    const wanted = { ...attributes, given, inline, src, debug: this.debug, fallback: this.#hasFallback() }
    const program = this.#engine
    const chunks = chunksFor(wanted)
    const ready = isLoaded(program, ...chunks) && isLoaded(program, ...readersOf(program, wanted))
    return ready ? find(program, wanted, signal) : this.#fetched(wanted, chunks, signal)
  }

  async #fetched(wanted, chunks, signal) {
    const program = await withChunks(...chunks)
    await withChunks(...readersOf(program, wanted)).catch(() => {})
    return signal.aborted ? undefined : find(program, wanted, signal)
  }

  // Shows the card, or keeps the fallback. The component renders in a task of its own.
  async #stand(card) {
    this.#handle.render()
    this.#show(card)
    for (let wait = 0; wait < 50 && !this.#box?.firstChild; wait++) await task()
    if (!this.#near && this.#box) CitationCard.#observer?.observe(this)
  }

  // What was found, as CSL-JSON.
  #records = []
  #seen = false
  // Ends what the card waits for: the resolution under way, and the file asked for before it.
  #away = null
  #begun = null

  #unmount() {
    unwatchHead(this)
    this.#away?.abort()
    this.#begun?.abort()
    this.#engine?.cards.delete(this)
    if (this.#handle && !this.#engine.dead) {
      this.#handle.unmount()
      this.#handle.free()
    }
    this.#handle = null
    this.#records = []
    this.#seen = false
    this.#box?.remove()
    this.#box = null
    this.#show(false)
  }

  #failure = null

  // Puts the fallback back for good and says why.
  #fail(failure) {
    const known = failure instanceof Failure ? failure : new Failure('crash', String(failure?.message ?? failure))
    this.#failure = known
    this.#unmount()
    this.#emit('error', { reason: known.reason, message: known.message })
  }

  // Shows the card or the fallback.
  #show(card) {
    if (this.#slot) this.#slot.hidden = card
    if (this.#box) this.#box.hidden = !card
  }

  #on(name, detail) {
    if (name === 'need' || name === 'retry') return void this.#bring(detail.need, name === 'retry')
    if (name === 'select' && this.remember) remember(detail.id)
    this.#emit(name, detail)
  }

  // Brings what the component or a method needs: a style, a locale, or a text that the second
  // module writes.
  async #bring([kind, id], again) {
    const [running, handle] = [this.#engine, this.#handle]
    if (kind !== 'text') {
      await bring(running, this.assets, kind, id, again)
      // Who waits for the same renders when it hears of it; after a failure nobody asks again.
      for (const card of again ? running.cards.keys() : [this]) card.#render()
      return
    }
    let text, message
    try {
      const [format, ...kept] = id.split(' ')
      const { core: { write } } = await withChunks(running.core.chunk_of(format))
      const records = this.#records.filter((_, at) => !kept.length || kept.includes(String(at)))
      ;({ text, error: message } = write(records, format, this.#options(format)))
    } catch (failure) {
      message = failure.message
    }
    if (handle === this.#handle && !running.dead) handle.written(id, text, message)
  }

  // What the attribute `options` says of a format; what is wrong with it is among the problems.
  #options(format) {
    try {
      return JSON.parse(this.options)[format] ?? {}
    } catch {
      return {}
    }
  }

  #render() {
    if (this.#handle && !this.#engine.dead) this.#handle.render()
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`citation-card-${name}`, { bubbles: true, composed: true, detail }))
  }

  #queue() {
    if (this.#queued || !this.#handle) return
    this.#queued = true
    queueMicrotask(() => {
      this.#queued = false
      this.#update()
    })
  }

  // Reads everything again and tells the module.
  async #update() {
    const handle = this.#handle
    if (!handle || !this.isConnected) return
    // What arrives within a blink is shown at once, without a word of waiting.
    await this.#dressed(this.#engine, BLINK)
    if (handle === this.#handle && this.isConnected) await this.#resolve()
  }

  #src() {
    const src = this.src.trim()
    return src && !src.startsWith('#') ? absolute(src, document.baseURI) : src
  }

  // Everything the module has to know, as plain values.
  #input() {
    const attributes = {}
    for (const name of ATTRIBUTES) {
      if (this.hasAttribute(name)) attributes[name] = this.getAttribute(name)
    }
    attributes.lang = this.#lang()
    const kept = this.remember && remembered()
    if (kept) attributes.selected = kept
    return {
      attributes,
      given: this.#given,
      inline: this.#scripts().map((script) => [script.type, script.textContent]),
      src: this.#src(),
    }
  }

  #lang() {
    for (let node = this; node; node = node.getRootNode().host) {
      const found = node.closest('[lang]')?.lang
      if (found) return found
    }
    return document.documentElement.lang || navigator.language || 'en'
  }

  // The id of what is shown first, a style's or a format's, by whatever name.
  #first() {
    const words = (name) => (this.getAttribute(name) ?? '').split(/[\s,]+/).filter(Boolean)
    const kept = this.remember && remembered()
    return kept || words('selected')[0] || words('tabs')[0]?.replace(/^([^/=]*)=.*/, '$1') || words('styles')[0] || DEFAULT_STYLE
  }

  #hasFallback() {
    return [...this.childNodes].some((node) =>
      node.nodeType === 3 ? node.data.trim() : node.nodeType === 1 && !node.matches('script, style, template'))
  }

  get record() {
    return this.records[0] ?? null
  }

  set record(value) {
    this.records = value == null ? null : [value].flat()
  }

  get records() {
    return this.#handle ? structuredClone(this.#records) : this.#given ?? []
  }

  set records(value) {
    this.#given = value ?? null
    this.#queue()
  }

  get problems() {
    return this.#handle ? parsed(this.#handle.problems()) : []
  }

  // What a style or format gives, after everything that it needs has been loaded.
  async #payload(id = '') {
    await this.#begin()
    for (let turn = 0; turn < 8 && this.#handle; turn++) {
      const payload = parsed(this.#handle.payload(id))
      if (payload.error) throw new Failure(payload.reason, payload.error)
      if (!payload.need) return payload
      await this.#bring(payload.need)
    }
    throw this.#failure ?? new Failure('crash', 'The card is not on a page')
  }

  async text(id) {
    return (await this.#payload(id)).text
  }

  async html(id) {
    const { html, text } = await this.#payload(id)
    return html ?? `<pre>${escaped(text)}</pre>`
  }

  async copy(id) {
    const { text, html } = await this.#payload(id)
    try {
      await writeClipboard(text, html)
    } catch {
      const failure = new Failure('clipboard', 'The browser does not let this page write to the clipboard')
      this.#emit('error', { reason: failure.reason, message: failure.message })
      throw failure
    }
    this.#emit('copy', { id, text, html })
  }

  async download(id) {
    const { name, type, file: content } = await this.#payload(id)
    saveFile(name, type, content)
    this.#emit('download', { id, name })
  }

  async refresh() {
    forgetText(this.#src())
    if (this.#handle) return this.#update()
    this.#starting = null
    await this.#begin()
  }
}

for (const name of ATTRIBUTES) {
  if (name === 'lang') continue
  const flag = FLAGS.includes(name)
  Object.defineProperty(CitationCard.prototype, camel(name), {
    configurable: true,
    enumerable: true,
    get() {
      return flag ? this.hasAttribute(name) : this.getAttribute(name) ?? ''
    },
    set(value) {
      if (value == null || (flag && !value)) this.removeAttribute(name)
      else this.setAttribute(name, flag ? '' : attributeText(value))
    },
  })
}

// A property's value as its attribute: a list as words, an object (`options`) as JSON.
function attributeText(value) {
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'object' ? plain(value) : String(value)
}

// Whether an id is that of a style which can be fetched.
const isStyle = (id) => isUrl(id) || STYLES.has(id)

function camel(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
}

const escaped = (text) => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter])

// The first few at once; of many cards that a page puts in together the others in their turn.
let together = 0

function soon(card, work) {
  if (!together++) setTimeout(() => { together = 0 })
  if (together <= FEW) work()
  else turn(() => { if (card.isConnected) work() })
}

// When the page has shown what it has, and nothing else is to do.
function later(task) {
  if (globalThis.requestIdleCallback) setTimeout(() => requestIdleCallback(task), 100)
  else setTimeout(task, 200)
}

function remember(id) {
  try {
    localStorage.setItem(MEMORY, id)
  } catch {
    // A page may have no storage.
  }
}

function remembered() {
  try {
    return localStorage.getItem(MEMORY)
  } catch {
    return null
  }
}

// Yew finds listeners by numbers on nodes that two Yew programs share; a closed root keeps them
// apart. See docs/decisions/0005-shadow-root.md.
let yew = false
let looked = false

function pageRunsYew() {
  if (!yew && !looked) {
    looked = true
    setTimeout(() => { looked = false })
    yew = [...document.getElementsByTagName('*')].some((node) => node.__yew_subtree_id)
  }
  return yew
}
