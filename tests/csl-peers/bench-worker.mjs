// Measures one task for `bench.mjs`, in a worker of Node or of a browser: milliseconds, the median
// of several runs where that does not take long. Lists are measured with the style loaded.
const port = typeof process === 'object' ? (await import('node:worker_threads')).parentPort : self
const listen = port.on ? (work) => port.on('message', work) : (work) => { port.onmessage = ({ data }) => work(data) }
let core, CSL

// Journal articles; every tenth has its authors and year in common with another.
const work = (at) => {
  const author = at - (at % 10 === 9 ? 1 : 0)
  return {
    id: String(at), type: 'article-journal', title: `A study of matter number ${at}: what it is and what it does`,
    author: [{ family: `Name${author}`, given: 'Given Middle' }, { family: `Other${author}`, given: 'Anna' }],
    'container-title': 'Journal of Studies', volume: String(Math.floor(at / 100) + 1), issue: String(at % 12 + 1), page: `${at}-${at + 12}`,
    issued: { 'date-parts': [[1950 + author % 70, 3, 14]] }, DOI: `10.5555/${at}`,
  }
}
const works = Array.from({ length: 10_000 }, (_, at) => work(at))
const byId = new Map(works.map((item) => [item.id, item]))

function median(times, work, prepare = () => {}) {
  const taken = Array.from({ length: times }, (_, at) => {
    const made = prepare()
    const start = performance.now()
    work(at, made)
    return performance.now() - start
  })
  return taken.sort((a, b) => a - b)[times >> 1]
}

// One entry after another, each of another work: browsers do not tell times this short apart.
const mean = (work) => median(3, () => works.slice(0, 300).forEach(work)) / 300

let changes = 0

// The program without a card, with the chunks in it that compile XML and write lists: as
// src/element/js/program.js does.
async function started({ glue, wasm, chunks }) {
  const made = (await import(glue)).glue()
  const module = new WebAssembly.Module(wasm)
  const loaders = WebAssembly.Module.imports(module).filter((one) => one.module === './chunks.js')
  // A chunk that is asked for is there.
  const there = (callback, data) => exports.__indirect_function_table.get(callback)(data, 1)
  const answers = Object.fromEntries(loaders.map(({ name }) => [name, there]))
  const { exports } = new WebAssembly.Instance(module, { './core_bg.js': made, './chunks.js': answers })
  for (const chunk of chunks) new WebAssembly.Instance(new WebAssembly.Module(chunk), { __wasm_split: exports })
  made.__wbg_set_wasm(exports)
  exports.__wbindgen_start()
  made.begin()
  return made
}

function here({ style: xml, locale, what }) {
  const options = { style: `style-${changes++}`, locale: 'en-US', as: 'text', itemLocales: [] }
  // Compiled before anything is measured, as shipped.
  const style = core.compile('style', 'style', xml)
  core.provide('locale', 'en-US', core.compile('locale', 'en-US', locale))
  const provide = () => core.provide('style', options.style, style)
  const cite = (some) => {
    const { text, failure } = core.cite(some, options)
    if (failure || !text) throw new Error(failure?.message ?? 'nothing was rendered')
  }
  provide()
  cite(works.slice(0, 50))
  if (what === 'one entry') return mean((item) => cite([item]))
  if (what === 'style change') {
    return median(11, () => { options.style = `style-${changes++}`; provide(); cite([works[0]]) })
  }
  return median(what >= 1000 ? 1 : 3, () => cite(works.slice(0, what)))
}

function there({ style, locale, what }) {
  const engine = () => new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => byId.get(String(id)) }, style, 'en-US')
  const list = (made, some) => {
    made.updateItems(some.map(({ id }) => id))
    if (!made.makeBibliography()[1].length) throw new Error('nothing was rendered')
  }
  const warm = engine()
  list(warm, works.slice(0, 50))
  if (what === 'one entry') return mean((item) => list(warm, [item]))
  if (what === 'style change') return median(11, () => list(engine(), works.slice(0, 1)))
  return median(what >= 1000 ? 1 : 3, (_, made) => list(made, works.slice(0, what)), engine)
}

listen(async (task) => {
  if (!core) {
    core = await started(task)
    CSL = (await import(task.peer)).default
    CSL.debug = () => {}
  }
  port.postMessage(task.who === 'here' ? here(task) : there(task))
})
