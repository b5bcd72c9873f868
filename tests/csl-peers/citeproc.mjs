// Renders with citeproc-js: one job a line in, one result a line out, both JSON.
//
// job:    { style: XML, lang, records: [CSL-JSON], bibliography: bool, citations: bool, apart: bool }
// result: { entries: [HTML] | null, cites: [HTML], ms } or { error: text }
//
// The folder with the locales is the first argument. Each record is its own citation in `cites`;
// with `apart` it also stands alone in a list of references.
import { createInterface } from 'node:readline'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import CSL from 'citeproc'

const folder = process.argv[2]
const locales = new Map()

function locale(lang) {
  if (!locales.has(lang)) {
    const file = [`locales-${lang}.xml`, `${lang}.xml`].map(name => join(folder, name)).find(existsSync)
    locales.set(lang, file ? readFileSync(file, 'utf8') : null)
  }
  return locales.get(lang) ?? locale('en-US')
}

function render({ style, lang, records, bibliography, citations, apart }) {
  const items = new Map(records.map((record, at) => [String(at + 1), { ...record, id: String(at + 1) }]))
  const system = { retrieveLocale: locale, retrieveItem: id => structuredClone(items.get(String(id))) }
  const engine = new CSL.Engine(system, style, lang)
  engine.opt.development_extensions.wrap_url_and_doi = false
  const ids = [...items.keys()]
  const entries = bibliography ? Array(records.length).fill('') : null
  const cites = []
  const list = () => {
    const made = engine.makeBibliography()
    if (made) made[0].entry_ids.forEach(([id], at) => (entries[id - 1] = made[1][at]?.trim() ?? ''))
    return made
  }
  const cite = id => cites.push(engine.makeCitationCluster([{ id }]))
  let listed = true
  if (apart) {
    for (const id of ids) {
      engine.updateItems([id])
      if (bibliography) listed &&= list()
      if (citations) cite(id)
    }
  } else {
    engine.updateItems(ids)
    if (bibliography) listed = list()
    if (citations) ids.forEach(cite)
  }
  return { entries: listed ? entries : null, cites }
}

CSL.debug = () => {}
for await (const line of createInterface({ input: process.stdin })) {
  const start = performance.now()
  let result
  try {
    result = render(JSON.parse(line))
  } catch (error) {
    result = { error: String(error?.message ?? error) }
  }
  console.log(JSON.stringify({ ...result, ms: performance.now() - start }))
}
