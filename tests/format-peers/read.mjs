// Reads files with citation-js and prints what it reads as CSL-JSON: `node read.mjs format=path …`.
import { Cite, plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-ris'
import { readFileSync } from 'node:fs'

plugins.config.get('@bibtex').parse.strict = false
const types = { bibtex: '@bibtex/text', biblatex: '@biblatex/text', ris: '@ris/file' }
const out = {}
for (const word of process.argv.slice(2)) {
  const [format, path] = word.split('=')
  try {
    const cite = new Cite(readFileSync(path, 'utf8'), { forceType: types[format], generateGraph: false })
    out[path] = cite.format('data', { format: 'object' })
  } catch (error) {
    out[path] = { error: String(error.message).split('\n')[0] }
  }
}
console.log(JSON.stringify(out))
