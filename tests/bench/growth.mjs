// `cargo xtask bench growth wasm`: what `benches/growth.rs` measures natively, with the library's `read` in Chromium:
// seconds for one text of 1, 10 and 50 MB, and how large the program's memory is then. Each measure is a page of its
// own. Words: formats, sizes in MB. `DIST` names another folder than `dist`.

import { readFileSync } from 'node:fs'
import { launch } from '../browser/chromium.mjs'
import { root, site } from '../browser/server.mjs'

const words = process.argv.slice(2)
const given = words.filter((word) => Number(word)).map(Number)
const sizes = given.length ? given : [1, 10, 50]
const FORMATS = ['bibtex', 'biblatex', 'ris', 'csl-json', 'csl-yaml', 'endnote', 'endnote-xml', 'refworks', 'medline', 'hayagriva', 'cff', 'datacite', 'datacite-xml', 'dublin-core', 'mods', 'coins', 'word', 'csv', 'json-ld']
const formats = FORMATS.filter((format) => words.includes(format) || words.every(Number))
const works = JSON.parse(readFileSync(`${root}/tests/formats/works.json`, 'utf8'))

const browser = await launch()
const here = await site()
console.log(`| format |${sizes.map((size) => ` ${size} MB, s |`).join('')} last / first, for a MB |${sizes.map((size) => ` ${size} MB, memory MB |`).join('')} records |\n|---|${'---:|'.repeat(2 * sizes.length + 2)}`)
for (const format of formats) {
  const results = []
  for (const size of sizes) results.push(await measure(format, size).catch((error) => ({ seconds: NaN, memory: NaN, records: error.message.split('\n')[0] })))
  const share = (at) => results.at(at).seconds / sizes.at(at)
  const cells = (name, digits) => results.map((result) => ` ${result[name].toFixed(digits)} |`).join('')
  console.log(`| ${format} |${cells('seconds', 2)} ${(share(-1) / share(0)).toFixed(2)} |${cells('memory', 0)} ${results.map(({ records }) => records).join(', ')} |`)
}
await browser.close()
await here.close()

async function measure(format, size) {
  const page = await browser.newPage()
  try {
    await page.goto(here.page('/page.html', '<!doctype html><title>A page</title>'))
    return await page.evaluate(async ({ format, bytes, works }) => {
      const { read, write } = await import('/card/citation-card.js')
      const one = await write(works, format)
      const times = Math.ceil(bytes / one.length)
      const records = Array.from({ length: times }, () => works).flat()
      const text = await write(records, format)
      // Reading begins with a program that has written nothing, in a page of its own.
      const frame = document.body.appendChild(document.createElement('iframe'))
      frame.srcdoc = '<!doctype html>'
      await new Promise((resolve) => { frame.onload = resolve })
      const script = frame.contentDocument.createElement('script')
      script.type = 'module'
      script.textContent = `import { read } from '${location.origin}/card/citation-card.js'; window.read = read`
      const { instantiate } = frame.contentWindow.WebAssembly
      frame.contentWindow.WebAssembly.instantiate = async (...words) => {
        const instance = await instantiate.apply(frame.contentWindow.WebAssembly, words)
        if (instance.exports.memory) window.memory = instance.exports.memory
        return instance
      }
      frame.contentDocument.head.append(script)
      while (!frame.contentWindow.read) await new Promise((resolve) => setTimeout(resolve, 20))
      await frame.contentWindow.read(one, format)
      const start = performance.now()
      const reading = await frame.contentWindow.read(text, format)
      return { seconds: (performance.now() - start) / 1000, memory: window.memory.buffer.byteLength / 1e6, records: reading.records.length }
    }, { format, bytes: size * 1e6, works })
  } finally {
    await page.close()
  }
}
