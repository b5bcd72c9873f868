// JSON lines of CSL-JSON in, the reference of each alone as a line of HTML out, with citeproc-js: what
// `citation-card cite --as html` does. The style and the folder of locales are the arguments.
import { createInterface } from 'node:readline'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import CSL from 'citeproc'

const [style, folder] = process.argv.slice(2)
let item
const system = {
  retrieveLocale: (lang) => {
    const file = [`${lang}.xml`, `locales-${lang}.xml`].map((name) => join(folder, name)).find(existsSync)
    return readFileSync(file ?? join(folder, 'en-US.xml'), 'utf8')
  },
  retrieveItem: () => item,
}
CSL.debug = () => {}
const engine = new CSL.Engine(system, readFileSync(style, 'utf8'), 'en-US')
const waiting = []
for await (const line of createInterface({ input: process.stdin })) {
  item = JSON.parse(line)
  engine.updateItems([item.id])
  waiting.push(engine.makeBibliography()[1][0].trim().replaceAll('\n', ' '))
  if (waiting.length === 1000) process.stdout.write(`${waiting.splice(0).join('\n')}\n`)
}
process.stdout.write(waiting.map((entry) => `${entry}\n`).join(''))
