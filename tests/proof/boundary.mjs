// `cargo xtask fuzz boundary SECONDS [SEED]`: made JavaScript values to the library's functions, in Node: values that
// JSON has not, objects within themselves, getters that throw, records with wrong fields, mutated good ones. Each call
// gives an answer of the documented shape or fails with a reason that is not `crash`, the program lives on, and no
// prototype has changed.

import assert from 'node:assert/strict'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { demo, shannon } from '../browser/records.mjs'
import { dist } from '../browser/server.mjs'

const FIELDS = ('id type title author editor translator issued accessed container-title volume issue page DOI URL ISBN ISSN ' +
  'abstract keyword language publisher edition number note custom __proto__ constructor toString date-parts family given literal ' +
  'season circa raw suffix non-dropping-particle comma-suffix').split(' ')
const FORMATS = ('bibtex biblatex ris csl-json csl-yaml csv datacite json-ld mods endnote-xml marcxml word wikipedia cff hayagriva ' +
  'text no-such __proto__').split(' ')
const OPTIONS = 'keys ascii raw line-ends mode as links sort item-language cites style locale assets abbreviate exclude'.split(' ')
const TEXTS = ['', ' ', 'a', '\u0000', '\ud800', '\udfff\ud83d', '\u202e', '<i>x', '&#0;', '{', '10.1/x', '2020-13-99', '-1', '1e999', 'NaN',
  'x'.repeat(5000), '<'.repeat(3000), '{'.repeat(3000), '[['.repeat(2000), 'é'.normalize('NFD'), '__proto__', 'javascript:alert(1)']

// Numbers from 0 to below `n`, the same for the same seed (a linear congruential generator).
const random = (seed) => (n) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return Math.floor(seed / 2 ** 32 * n)
}

// A made value, of any kind that the language has.
function made(pick, depth = 0) {
  const inner = () => made(pick, depth + 1)
  const kinds = [
    () => TEXTS[pick(TEXTS.length)],
    () => [0, -0, 1, -1, 2020, 1.5, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308][pick(13)],
    () => [true, false, null, undefined][pick(4)],
    () => [10n ** 30n, Symbol('s'), () => 1, new Date(NaN), new Date(0), /x/, new Map([[1, 2]]), new Set([1]), new Uint8Array(9), new Error('e')][pick(10)],
    () => { const list = [inner()]; list[pick(40)] = inner(); return list },
    () => { const self = { title: 'a' }; self.custom = self; self.author = [self]; return self },
    () => ({ get title() { throw new Error('no') }, type: 'book' }),
    () => new Proxy({}, { get() { throw new Error('no') }, ownKeys() { throw new Error('no') } }),
    () => Object.assign(Object.create(null), { title: inner() }),
    () => { const value = {}; for (let at = pick(6); at >= 0; at--) Object.defineProperty(value, FIELDS[pick(FIELDS.length)], { value: inner(), enumerable: true, configurable: true, writable: true }); return value },
    () => { let deep = inner(); for (let at = pick(300); at >= 0; at--) deep = pick(2) ? [deep] : { custom: deep }; return deep },
    () => changed(pick, pick(2) ? demo : shannon),
  ]
  return kinds[depth > 4 ? pick(4) : pick(kinds.length)]()
}

// A good record with some of it replaced.
function changed(pick, record) {
  const copy = structuredClone(record)
  for (let at = pick(4); at >= 0; at--) {
    let place = copy
    for (let keys; place && typeof place === 'object' && (keys = Object.keys(place)).length;) {
      const key = keys[pick(keys.length)]
      if (typeof place[key] !== 'object' || !pick(3)) { place[key] = made(pick, 3); break }
      place = place[key]
    }
  }
  return copy
}

const options = (pick) => pick(4) ? Object.fromEntries(Array.from({ length: pick(4) }, () => [OPTIONS[pick(OPTIONS.length)], made(pick, 3)])) : made(pick)

// Each call, and whether its answer has the documented shape.
const CALLS = {
  read: [(library, pick) => library.read(made(pick), pick(2) ? FORMATS[pick(FORMATS.length)] : made(pick, 3)), (answer) => Array.isArray(answer.records) && Array.isArray(answer.problems)],
  write: [(library, pick) => library.write(made(pick), pick(4) ? FORMATS[pick(FORMATS.length)] : made(pick, 3), options(pick)), (answer) => typeof answer === 'string'],
  cite: [(library, pick) => library.cite(made(pick), { style: 'apa', ...(pick(2) ? { as: ['html', 'text', 'tree', 'markdown', 'rtf', 'latex', 'typst', 'org'][pick(8)] } : {}), ...safe(options(pick)) }), (answer) => answer !== undefined],
}

// What can be spread.
function safe(value) {
  try {
    const copy = { ...value }
    // A style by address is a request of the caller's.
    for (const key of ['style', 'assets']) if (key in copy) delete copy[key]
    return copy
  } catch {
    return {}
  }
}

export async function boundary({ seconds = 10, seed = 1, log = () => {} } = {}) {
  const library = await import(pathToFileURL(join(dist, 'citation-card.js')))
  const warn = console.warn
  console.warn = () => {}
  const pick = random(seed)
  const names = Object.keys(CALLS)
  const natural = Object.getOwnPropertyNames(Object.prototype).join()
  const counts = { calls: 0, answers: 0, refused: 0 }
  try {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; counts.calls++) {
      const name = names[pick(names.length)]
      const [call, isRight] = CALLS[name]
      const where = `seed ${seed}, call ${counts.calls}, ${name}`
      try {
        const answer = await call(library, pick)
        assert.ok(isRight(answer), `${where}: ${JSON.stringify(answer)}`)
        counts.answers++
      } catch (error) {
        if (error.code === 'ERR_ASSERTION') throw error
        // What a value throws when it is turned into a text is the caller's own.
        if (error.reason !== undefined) assert.notEqual(error.reason, 'crash', `${where}: ${error.message}`)
        else assert.match(error.message, /^no$|Cannot convert|is not a function/, `${where}: ${error.stack}`)
        counts.refused++
      }
      assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), natural, `${where}: Object.prototype`)
      assert.equal({}.title ?? {}.polluted, undefined, `${where}: what every object has`)
      if (counts.calls % 5000 === 4999) log(counts)
    }
    assert.match(await library.cite([demo], { style: 'apa' }), /Procter/)
  } finally {
    console.warn = warn
  }
  return counts
}

if (process.argv[1] === import.meta.filename) {
  const [seconds = 60, seed = Date.now() % 1e6] = process.argv.slice(2).map(Number)
  console.log(`boundary: ${seconds} s, seed ${seed}`)
  const counts = await boundary({ seconds, seed, log: console.log })
  console.log(`${counts.calls} calls: ${counts.answers} answered, ${counts.refused} refused with a reason`)
}
