// `<citation-card>`: life cycle, attributes, properties, methods, events. What is shown and cited
// is decided in WebAssembly.

import { isStyle, nearestLabels, nearestLocale } from './assets.js'
import { CSS, VERSION } from './build.js'
import { chunksFor, find, prefetchFile, readersOf } from './discovery.js'
import { loadAsset, loadSearch, prefetchAsset, prefetchListed, provideEntries, retryFailed } from './engine.js'
import { Failure, forgetText } from './fetch.js'
import { staleHead } from './head.js'
import { hasContent, inlineTexts, onlyCslJson } from './inline.js'
import { plain } from './library.js'
import { SEARCHED, remember, remembered, rememberedAttributes } from './memory.js'
import { camel, escaped, languageOf, reflect } from './properties.js'
import { ownTexts } from './own.js'
import { absolute, hasLinkedData, pageRunsYew } from './page.js'
import { followColours, leaveColours } from './page-colours.js'
import { engine, isLoaded, prefetch, withChunks } from './program.js'
import { FEW, amongFew, enqueue, nextTask, startBatched, whenIdle, within } from './scheduler.js'
import { drawSkeleton, element, hasPlace, isSkeleton, knownOf } from './skeleton.js'
import { HOST_CSS, adoptStyles } from './styles.js'
import { settled, unwatchHead, watchHead } from './watch.js'

const ATTRIBUTES = ('src doi from styles formats tabs selected lang locale layout show hide loading assets ' +
  'heading-level remember debug registry follow versions options contact').split(' ')
const FLAGS = ['remember', 'debug']
const DEFAULT_STYLE = 'apa'
// A style or locale that takes longer does not keep the rest of the card waiting.
const GRACE = 2500
const BLINK = 80
// More problems than these are in `problems` only.
const WARNED = 10

// The formats whose writers are a chunk of their own, as they are mostly called.
const COMMON = /^(bibtex|biblatex|ris)$/i

// An answer of a method takes a style, its parents, and the locales of the works' languages.
const NEEDS = 64

const Element = typeof globalThis.HTMLElement === 'function' ? HTMLElement : class {}

export class CitationCard extends Element {
  static version = VERSION
  static observedAttributes = ATTRIBUTES

  #root = null
  #frame = null
  #slot = null
  // What a declarative shadow root shows in place of the light DOM until the card is ready.
  #prerendered = []
  // The site's own citation is a fallback as well.
  #own = null
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

  static #viewportObserver() {
    return this.#observer ??= new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) target.#onNear()
    }, { rootMargin: '600px' })
  }

  // As little as can be: a page may put in hundreds. The first few have their place at once.
  connectedCallback() {
    if (this.#handle) return
    const eager = this.loading === 'eager'
    if (eager) engine().catch(() => {})
    if (amongFew()) this.#reserve(true)
    if (eager) startBatched(this, () => this.#begin())
    if (globalThis.IntersectionObserver) CitationCard.#viewportObserver().observe(this)
    else this.#onNear()
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
    if (name === 'loading' && after === 'eager' && this.isConnected) startBatched(this, () => this.#begin())
    this.#queue()
  }

  #prepare() {
    const internals = this.attachInternals?.()
    this.#root = internals?.shadowRoot ?? this.attachShadow({ mode: pageRunsYew() ? 'closed' : 'open' })
    this.#prerendered = [...this.#root.childNodes]
    this.#slot = document.createElement('slot')
    this.#own = document.createElement('slot')
    this.#own.name = 'recommended'
    const light = this.#prerendered.length ? [] : [this.#slot, this.#own]
    this.#frame = element('div', 'frame', [element('div', 'light', light)])
    this.#root.append(this.#frame)
    for (const sign of ['pointerenter', 'focusin']) this.addEventListener(sign, CitationCard.#approached, { once: true })
    adoptStyles(this.#root, [HOST_CSS, CSS], this)
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
  #onNear() {
    CitationCard.#observer?.unobserve(this)
    this.#near = true
    if (!this.#handle) return startBatched(this, () => this.#begin())
    enqueue(() => {
      if (!this.#isAlive()) return
      this.#showFull()
      this.#render()
    })
  }

  // The place of the card, with its skeleton where there is no fallback. One of many is laid out when it is near.
  #reserve(few = false) {
    if (!this.#root) this.#prepare()
    this.#box ??= this.#frame.appendChild(element('div', few ? 'holder' : 'holder far'))
    const { layout } = this
    const draws = hasPlace(layout) && !this.#prerendered.length
    if (draws) drawSkeleton(this.#box, layout, this.hide, knownOf(this, this.#given, () => this.#plainRecords()))
    followColours(this, this.#box)
    this.#show(draws && !this.#hasFallback(), true)
  }

  // Who comes so near may want a file: what writes them is fetched now, not when it is waited for.
  static #approached({ currentTarget }) {
    if (currentTarget.#handle) prefetch('bibtex_ris')
  }

  #isAlive() {
    return Boolean(this.#handle) && !this.#engine.dead
  }

  // Shows from now on what a far card leaves out, and the menu when there is time for that.
  #showFull() {
    const [running, handle] = [this.#engine, this.#handle]
    this.#box.classList.remove('far')
    followColours(this, this.#box)
    handle.near()
    // A card that was put back while it started has no start of its own to wait for.
    Promise.resolve(this.#starting).then(() => whenIdle(async () => {
      await loadAsset(running, this.assets, { kind: 'menu', id: '' })
      await this.#nameStyles()
      await enqueue()
      if (handle === this.#handle && !running.dead) handle.render()
    }), () => {})
  }

  // Finds out what the styles are called that the page names, and which there are not.
  async #nameStyles() {
    const ids = this.#isAlive() && this.#near ? this.#handle.unlisted() : []
    if (ids.length) await provideEntries(this.#engine, ids)
  }

  // Loads and mounts, once, until the card stands or has failed. A start that gave way to another fails nothing.
  #begin() {
    const starting = this.#starting ??= this.#start().catch((failure) => {
      if (starting === this.#starting) this.#fail(failure)
      throw this.#failure ?? failure
    })
    starting.catch(() => {})
    return starting
  }

  // Tries a start that failed again; one that is under way goes on.
  #retry() {
    if (this.#failure) this.#failure = this.#starting = null
    return this.#begin()
  }

  async #start() {
    const { signal } = this.#startAbort = new AbortController()
    // The largest file comes first.
    const starting = engine()
    this.#children ??= new MutationObserver(() => this.#queue())
    this.#children.observe(this, { childList: true, subtree: true, characterData: true })
    this.#prefetch()
    this.#reserve()
    const running = await starting
    await this.#loadFirstAssets(running, GRACE)
    await enqueue()
    // A card that was put back in the meantime has a start of its own.
    if (signal.aborted || !this.isConnected || this.#handle) return
    if (running.dead) throw running.failure
    this.#engine = running
    running.cards.set(this, (failure) => this.#fail(failure))
    // Many cards put in together lie on one spot until they have a height: whether one is near is asked again then.
    if (CitationCard.#observer && running.cards.size > FEW) this.#near = false
    this.#box.classList.toggle('far', !this.#near)
    const handle = new running.core.Card(this.#box, (message) => this.#onMessage(message))
    // A trap has put the fallback back.
    if (running.dead) throw running.failure
    this.#handle = handle
    if (this.#near) this.#showFull()
    watchHead(this, () => this.#update())
    await this.#resolve()
    if (running.dead) throw running.failure
    this.#failure = null
  }

  // What the card is going to ask for is on its way before the program is there to ask. This is a
  // guess: what it is wrong about is fetched later, or in vain.
  #prefetch() {
    const first = this.#guessFirst()
    const style = isStyle(first) && first
    const labels = nearestLabels(languageOf(this))
    if (labels !== 'en') prefetchAsset('labels', labels)
    prefetchAsset('locale', nearestLocale((this.remember && remembered('-locale')) || this.getAttribute('locale') || languageOf(this)), this.assets)
    if (style) prefetchAsset('style', style, this.assets)
    const src = this.#src()
    if (src && !src.startsWith('#')) {
      this.#prefetchAbort = new AbortController()
      prefetchFile(src, this.#prefetchAbort.signal)
    }
    if (!this.#plainRecords()) {
      const chunks = chunksFor({ inline: inlineTexts(this) })
      prefetch(...chunks, ...src ? ['files'] : [], ...hasLinkedData(document) ? ['linked'] : [])
    }
    if (/^(button|link|inline)$/i.test(this.layout.trim())) prefetch('sections')
    // A format that is shown first, or to be read, takes a chunk of its own.
    if (!style) this.#prefetchOther(first)
    if (/\.(bib|ris)\b/i.test(src) || this.querySelector(':scope > script[type]:not([type*="json"])')) prefetch('formats')
  }

  // What is no well-known style is one of the others, or a format.
  async #prefetchOther(id) {
    if (COMMON.test(id)) return prefetch('bibtex_ris')
    if (!(await prefetchListed(id))) prefetch('formats')
  }

  // CSL-JSON that the card is simply given, by the property or in the one script: nothing has to be
  // found.
  #plainRecords() {
    const from = this.from.trim().toLowerCase()
    if (this.debug || this.doi || from === 'page' || this.versions.trim().toLowerCase() === 'all') return null
    if (this.#given) return plain([this.#given].flat())
    if (from === 'src' || from === 'doi') return null
    return onlyCslJson(inlineTexts(this))
  }

  // Loads what is shown first, by what the program says; does not wait for it longer than so long.
  #loadFirstAssets(running, patience) {
    const attributes = this.#attributes()
    const load = async () => {
      // Where a style cannot be had, another one is first.
      for (let round = 0; round < 3 && !running.dead; round++) {
        const needs = running.core.firstNeeds(attributes)
        if (!needs.length || running.dead) return
        await Promise.all(needs.map((need) => loadAsset(running, this.assets, need)))
      }
    }
    return within(patience, load())
  }

  // Finds the records and shows them. Where that takes time, the card shows that it waits.
  async #resolve() {
    const before = this.#resolveAbort
    const { signal } = this.#resolveAbort = new AbortController()
    const handle = this.#handle
    const attributes = this.#attributes()
    handle.configure(attributes)
    const given = this.#plainRecords()
    // What cannot be used as it is is looked at more closely.
    const usable = given?.length && handle.given(given) === given.length
    let found = usable ? { records: given, problems: [] } : this.#find(attributes, signal)
    // Not earlier: a request that both wait for goes on.
    before?.abort()
    const wait = () => {
      if (this.#ready) return
      if (!isSkeleton(this.#box)) handle.render()
      this.#show(!this.#hasFallback(), true)
    }
    if (found instanceof Promise) {
      wait()
      found = await found
    }
    // A head that comes late gets its chance: it has all read again. One that does not follow its address had it.
    if (found?.failure?.reason === 'no-record' && !this.#ready && !staleHead() && !signal.aborted && !this.#engine?.dead) {
      wait()
      const latest = this.#latest
      await settled()
      if (latest !== this.#latest) return this.#latest
    }
    if (!found || signal.aborted || this.#engine?.dead) return
    this.#records = found.records
    // Fetched only now, so that it does not compete with what the citation needs.
    if (this.#near) prefetch('sections')
    await enqueue(() => signal.aborted || this.#mountAndShow(!found.failure || !this.#hasFallback()))
    if (signal.aborted || !this.#isAlive()) return
    if (found.failure) {
      this.#emit('error', { reason: found.failure.reason, message: found.failure.message })
      this.#warnOfProblems()
      return
    }
    whenIdle(() => this.#warnOfProblems())
    if (this.#ready) return
    if (this.#near) await this.#loadSections()
    if (signal.aborted || !this.#isAlive() || this.#ready) return
    // A prerendered card gives way to one that is complete, in one task, so that nothing jumps.
    this.#show(true)
    this.#ready = true
    this.#emit('ready', { records: this.records })
  }

  // At once where everything is there, else a promise.
  #find(attributes, signal) {
    const source = {
      ...attributes,
      debug: this.debug,
      given: this.#given && plain([this.#given].flat()),
      inline: inlineTexts(this),
      src: this.#src(),
      fallback: this.#hasFallback(),
    }
    const program = this.#engine
    const chunks = chunksFor(source)
    const ready = isLoaded(program, ...chunks) && isLoaded(program, ...readersOf(program, source))
    const handle = this.#handle
    const search = () => find(program, source, signal, (search) => handle.found(search))
    if (ready) return search()
    return withChunks(...chunks)
      .then(() => withChunks(...readersOf(program, source)).catch(() => {}))
      .then(() => signal.aborted ? undefined : search())
  }

  // What a card near the viewport shows below its citation, which does not wait for it.
  // A prerendered card has the menu already.
  async #loadSections() {
    const needs = [{ kind: 'chunk', id: 'sections' }, ...this.#prerendered.length ? [{ kind: 'menu', id: '' }] : []]
    await Promise.all(needs.map((need) => loadAsset(this.#engine, this.assets, need)))
    this.#render()
    await nextTask()
  }

  // Shows the card, or keeps the fallback. The component renders in a task of its own.
  async #mountAndShow(card) {
    this.#handle.render()
    // A trap has put the fallback back.
    if (!this.#isAlive()) return
    followColours(this, this.#box)
    if (!this.#prerendered.length) this.#show(card)
    for (let wait = 0; wait < 50 && !this.#box?.querySelector('.citation-card'); wait++) await nextTask()
    if (!this.#near && this.#box) CitationCard.#observer?.observe(this)
  }

  // What was found, as CSL-JSON.
  #records = []
  #ready = false
  // End what the card waits for: its start, the resolution under way, and the file asked for before it.
  #startAbort = null
  #resolveAbort = null
  #prefetchAbort = null

  #unmount() {
    unwatchHead(this)
    this.#startAbort?.abort()
    this.#resolveAbort?.abort()
    this.#prefetchAbort?.abort()
    this.#engine?.cards.delete(this)
    if (this.#isAlive()) {
      this.#handle.unmount()
      this.#handle.free()
    }
    this.#handle = null
    this.#records = []
    this.#ready = false
    leaveColours(this)
    this.#box?.remove()
    this.#box = null
    this.#show(false)
  }

  #failure = null

  // Puts the fallback back for good and says why.
  #fail(failure) {
    // A trap fails its cards, and what they were in the middle of.
    if (this.#failure && this.#failure === failure) return
    const known = failure instanceof Failure ? failure : new Failure('crash', `the card failed: ${failure?.message ?? failure}; please report this page`)
    this.#failure = known
    this.#unmount()
    this.#emit('error', { reason: known.reason, message: known.message })
    this.#warn([`${known.message} (${known.reason})`])
  }

  #warned = false

  // One line for the owner of the page, once a card.
  #warn(messages) {
    if (this.#warned || !messages.length) return
    this.#warned = true
    const more = messages.length - WARNED
    const shown = more > 0 ? [...messages.slice(0, WARNED), `and ${more} more, see its property problems`] : messages
    console.warn(`citation-card: ${shown.join('\n')}`, this)
  }

  // Disagreements within a page's own metadata are common.
  #warnOfProblems() {
    if (this.#warned || !this.#isAlive()) return
    const news = this.problems.filter(({ place }) => !place.startsWith('page metadata'))
    this.#warn(news.map(({ place, line, message }) => `${place}${line ? `, line ${line}` : ''}: ${message}`))
  }

  // Shows the card or the fallback. While the card is still to come, its place is kept.
  #show(card, comes = false) {
    for (const slot of [this.#slot, this.#own]) if (slot) slot.hidden = card
    if (card) this.#prerendered.forEach((node) => node.remove())
    else this.#root?.prepend(...this.#prerendered.filter((node) => node.parentNode !== this.#root))
    if (!this.#box) return
    const unseen = !card && comes && isSkeleton(this.#box)
    this.#box.classList.toggle('unseen', unseen)
    this.#box.hidden = !card && !unseen
  }

  // What the program says: `Message` in `boundary.rs`.
  #onMessage({ load, event, keep }) {
    if (load) return void this.#load(load.need, load.again)
    if (keep) this.#keep(keep)
    if (!event) return
    if (event.name === 'select' && this.remember) remember(event.detail.id)
    if (event.name === 'error') this.#warn([`${event.detail.message} (${event.detail.reason})`])
    this.#emit(event.name, event.detail)
  }

  // Loads what the card or a method needs: a style, a locale, or what writes a format.
  async #load(need, again) {
    const running = this.#engine
    if (need.kind === 'search') return loadSearch(running, () => this.#render())
    await loadAsset(running, this.assets, need, { again })
    // Who waits for the same renders when it hears of it; after a failure nobody asks again.
    for (const card of again ? running.cards.keys() : [this]) card.#render()
    this.#warnOfProblems()
  }

  #render() {
    if (this.#isAlive()) this.#handle.render()
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`citation-card-${name}`, { bubbles: true, composed: true, detail }))
  }

  #queue() {
    // A start that failed is tried again when something has changed.
    const retry = this.#failure && !this.#handle && this.isConnected
    if (this.#queued || (!this.#handle && !retry)) return
    this.#queued = true
    queueMicrotask(() => {
      this.#queued = false
      if (this.#handle) return this.#update()
      if (this.isConnected) this.#retry()
    })
  }

  // The last reading of everything, after the first.
  #latest = null

  #update() {
    return this.#latest = this.#reread()
  }

  // Reads everything again and tells the program.
  async #reread() {
    const handle = this.#handle
    if (!handle || !this.isConnected) return
    try {
      // What arrives within a blink is shown at once, without a word of waiting.
      await this.#loadFirstAssets(this.#engine, BLINK)
      if (handle === this.#handle && this.isConnected) await this.#resolve()
    } catch (failure) {
      if (handle === this.#handle) this.#fail(failure)
    }
  }

  #src() {
    const src = this.src.trim()
    return src && !src.startsWith('#') ? absolute(src, document.baseURI) : src
  }

  // Everything that the program has to know, by name. What was written before the element was
  // defined is among it: some frameworks write an object as an attribute then.
  #attributes() {
    const attributes = {}
    for (const name of [...ATTRIBUTES, 'record', 'records']) {
      if (this.hasAttribute(name)) attributes[name] = this.getAttribute(name)
    }
    attributes.lang = languageOf(this)
    return Object.assign(attributes, rememberedAttributes(this.#kept, this.remember), ownTexts(this))
  }

  // What the reader chose here, by its name: it counts for this card without storage as well.
  #kept = {}

  #keep({ name, value }) {
    if (this.remember) remember(value, `-${name}`)
    // The program knows the others by itself.
    if (!SEARCHED.includes(name)) return
    this.#kept[name] = value
    this.#queue()
  }

  // What the program is likely to show first, before it is there to say so.
  #guessFirst() {
    const words = (name) => (this.getAttribute(name) ?? '').split(/[\s,]+/).filter(Boolean)
    const kept = this.remember && remembered()
    return kept || words('selected')[0] || words('tabs')[0]?.replace(/^([^/=]*)=.*/, '$1') || words('styles')[0] || DEFAULT_STYLE
  }

  #hasFallback() {
    return this.#prerendered.length > 0 || hasContent(this)
  }

  get record() {
    return this.records[0] ?? null
  }

  set record(value) {
    this.records = value == null ? null : [value].flat()
  }

  get records() {
    return plain(this.#handle ? this.#records : [this.#given ?? []].flat())
  }

  set records(value) {
    this.#given = value ?? null
    this.#queue()
  }

  get problems() {
    if (this.#isAlive()) return this.#handle.problems()
    return this.#failure ? [{ place: 'citation-card', message: this.#failure.message }] : []
  }

  // Asks until everything that the answer needs has been loaded; `ask` gives `PayloadAnswer`s.
  async #answer(ask) {
    for (let round = 0; round < NEEDS && this.#isAlive(); round++) {
      const answer = ask(this.#handle)
      if (this.#engine.dead) break
      if (answer?.failure) throw new Failure(answer.failure.reason, answer.failure.message)
      if (!answer?.need) return answer
      await this.#load(answer.need)
    }
    throw this.#failure ?? new Failure('crash', 'the card is not on a page')
  }

  async #payload(id = '') {
    if (!this.#handle || !this.#ready) await this.#begin()
    return (await this.#answer((handle) => handle.payload(String(id ?? '')))).payload
  }

  async text(id) {
    return (await this.#payload(id)).text
  }

  async html(id) {
    const { html, text } = await this.#payload(id)
    return html ?? `<pre>${escaped(text)}</pre>`
  }

  // Where all is there, nothing is waited for before the clipboard is called: browsers take it in a press only.
  async copy(id = '') {
    if (!this.#handle || !this.#ready) await this.#begin()
    let finish
    const finished = new Promise((resolve) => { finish = resolve })
    await this.#answer((handle) => handle.copy(String(id ?? ''), finish))
    if (!(await finished)) throw new Failure('clipboard', 'the browser did not allow writing to the clipboard')
  }

  async download(id = '') {
    if (!this.#handle || !this.#ready) await this.#begin()
    await this.#answer((handle) => handle.download(String(id ?? '')))
  }

  async refresh() {
    forgetText(this.#src())
    if (this.#handle) return retryFailed(this.#engine, this.assets, (card) => card.#render()).then(() => this.#update())
    await this.#retry()
  }
}

reflect(CitationCard.prototype, ATTRIBUTES.filter((name) => name !== 'lang'), FLAGS)
