// Times citeproc-js: node bench.mjs <style> <locales folder> <records.json> <counts, comma-separated>.
// Prints JSON: milliseconds for one entry, for a change of style, and for each list.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import CSL from 'citeproc'

const [style, locales, records, counts] = process.argv.slice(2)
const xml = readFileSync(style, 'utf8')
const lang = readFileSync(join(locales, 'locales-en-US.xml'), 'utf8')
const items = JSON.parse(readFileSync(records, 'utf8'))
const byId = new Map(items.map(item => [String(item.id), item]))
CSL.debug = () => {}

const engine = () => new CSL.Engine({ retrieveLocale: () => lang, retrieveItem: id => byId.get(String(id)) }, xml, 'en-US')
const ids = count => items.slice(0, count).map(item => String(item.id))
const list = (made, count) => { made.updateItems(ids(count)); return made.makeBibliography() }

function median(times, work) {
  const taken = Array.from({ length: times }, (_, at) => {
    const start = performance.now()
    work(at)
    return performance.now() - start
  })
  return taken.sort((a, b) => a - b)[times >> 1]
}

const warm = engine()
list(warm, 50)
const result = { lists: {} }
result.one = median(101, at => { warm.updateItems([String(items[at].id)]); warm.makeBibliography() })
result.change = median(11, () => list(engine(), 1))
for (const count of counts.split(',').map(Number)) {
  result.lists[count] = median(count > 1000 ? 1 : 3, () => list(engine(), count))
}
console.log(JSON.stringify(result))
