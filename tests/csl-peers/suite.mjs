// Runs the CSL test suite's fixtures in citeproc-js: node suite.mjs <data folder> <older terms>.
// Prints the name of each case that passes, one a line.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import CSL from 'citeproc'

const [data, olderTerms] = process.argv.slice(2)
const older = readFileSync(olderTerms, 'utf8').split('\n').filter(line => line && !line.startsWith('#')).map(line => line.split('|'))
CSL.debug = () => {}

function locale(lang) {
  const file = join(data, 'locales', `locales-${lang}.xml`)
  return readFileSync(existsSync(file) ? file : join(data, 'locales', 'locales-en-US.xml'), 'utf8')
}

// The same locale with the terms that the case was written with.
const localeOf = name => lang => older.filter(([of]) => of === name).reduce((text, [, term, form, words]) => {
  const start = `<term name="${term}"${form && ` form="${form}"`}>`
  const [before, rest] = text.split(start)
  return rest === undefined ? text : before + start + words + rest.slice(rest.indexOf('</term>'))
}, locale(lang))

function sections(text) {
  const found = {}
  for (const [, name, body] of text.matchAll(/>>=+ *([A-Z-]+) *=+>>\r?\n([\s\S]*?)<<=+ *\1 *=+<</g)) found[name] = body.trim()
  return found
}

function run(name, { CSL: style, INPUT, MODE, CITATIONS, ...rest }) {
  const items = new Map(JSON.parse(INPUT).map(item => [String(item.id), item]))
  const system = {
    retrieveLocale: localeOf(name),
    retrieveItem: id => structuredClone(items.get(String(id))),
    getAbbreviation(_, found, jurisdiction, category, key) {
      const given = rest.ABBREVIATIONS ? JSON.parse(rest.ABBREVIATIONS) : {}
      found[jurisdiction] ??= new CSL.AbbreviationSegments()
      const short = given[jurisdiction]?.[category]?.[key]
      if (short) found[jurisdiction][category][key] = short
      return jurisdiction
    },
  }
  const engine = new CSL.Engine(system, style)
  engine.setOutputFormat('html')
  engine.opt.development_extensions.wrap_url_and_doi = false
  if (rest.OPTIONS) Object.assign(engine.opt.development_extensions, JSON.parse(rest.OPTIONS))
  const ids = [...items.keys()]
  if (rest['BIBENTRIES']) JSON.parse(rest.BIBENTRIES).forEach(some => engine.updateItems(some.map(String)))
  else if (!CITATIONS) engine.updateItems(ids)
  let lines
  if (rest['CITATION-ITEMS']) {
    lines = JSON.parse(rest['CITATION-ITEMS']).map(cluster => engine.makeCitationCluster(cluster))
  } else if (CITATIONS) {
    const shown = new Map()
    let order = []
    for (const [citation, before, after] of JSON.parse(CITATIONS)) {
      const [, changed] = engine.processCitationCluster(citation, before, after)
      order = engine.registry.citationreg.citationByIndex.map(({ citationID }) => citationID)
      const now = new Set()
      for (const [at, text, id] of changed) { shown.set(id ?? order[at], text); now.add(id ?? order[at]) }
      lines = order.map((id, at) => `${now.has(id) ? '>>' : '..'}[${at}] ${shown.get(id)}`)
    }
  } else {
    lines = [engine.makeCitationCluster(ids.map(id => ({ id })))]
  }
  if (!MODE.startsWith('bibliography')) return lines.join('\n')
  const made = rest.BIBSECTION ? engine.makeBibliography(JSON.parse(rest.BIBSECTION)) : engine.makeBibliography()
  return made[0].bibstart + made[1].join('') + made[0].bibend
}

for (const file of readdirSync(join(data, 'test-suite')).filter(name => name.endsWith('.txt')).sort()) {
  const fixture = sections(readFileSync(join(data, 'test-suite', file), 'utf8'))
  try {
    const name = file.replace('.txt', '')
    if (run(name, fixture).trim() === fixture.RESULT) console.log(name)
  } catch {}
}
