// Without a page: `node node.mjs references.bib` prints the references in APA style.

import { readFileSync } from 'node:fs'
import { cite, read } from 'citation-card'

const { records, problems } = await read(readFileSync(process.argv[2], 'utf8'))
for (const { place, message } of problems) console.error(`${place}: ${message}`)
console.log(await cite(records, { style: 'apa', as: 'text' }))
