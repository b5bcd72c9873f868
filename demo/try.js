// The box for texts of one's own: a DOI, a page's head, or any format that is read, to a card.
import { discover, read } from '../dist/citation-card.js'

const MOST = 10_000_000
// More works or problems than these are counted, not shown.
const WORKS = 1000
const PROBLEMS = 12

const box = document.querySelector('#paste')
// It comes with its first record: a card that has none says so in the console.
const place = document.querySelector('#tried')
const card = document.createElement('citation-card')
for (const [name, value] of [['id', 'tried'], ['from', 'inline'], ['layout', 'compact'], ['heading-level', '3']]) card.setAttribute(name, value)
const verdict = document.querySelector('#verdict')
const mistakes = document.querySelector('#mistakes')

const DOI = /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i
const PAGE = /^\s*(?:<!--[^]*?-->\s*)*<(!doctype html|html|head|meta|title|link|body)\b/i

const SAMPLES = {
  doi: '10.1038/171737a0',
  bibtex: `@article{shannon1948,
  author  = {Shannon, C. E.},
  title   = {A mathematical theory of communication},
  journal = {Bell System Technical Journal},
  volume  = 27,
  number  = 3,
  pages   = {379--423},
  month   = jul,
  year    = 1948,
  doi     = {10.1002/j.1538-7305.1948.tb01338.x}
}`,
  ris: `TY  - JOUR
AU  - Watson, J. D.
AU  - Crick, F. H. C.
TI  - Molecular structure of nucleic acids
T2  - Nature
VL  - 171
IS  - 4356
SP  - 737
EP  - 738
DA  - 1953/04/25
DO  - 10.1038/171737a0
ER  - `,
  csl: `{
  "type": "chapter",
  "title": "Can the Subaltern Speak?",
  "container-title": "Marxism and the Interpretation of Culture",
  "author": [{ "family": "Spivak", "given": "Gayatri Chakravorty" }],
  "editor": [{ "family": "Nelson", "given": "Cary" }, { "family": "Grossberg", "given": "Lawrence" }],
  "page": "271-313",
  "publisher": "University of Illinois Press",
  "issued": { "date-parts": [[1988]] }
}`,
  head: [...document.querySelectorAll('meta[name^=citation]')].map((meta) => meta.outerHTML).join('\n'),
}

let latest = 0

async function look() {
  const mine = ++latest
  const text = box.value
  if (!text.trim()) return show({ records: [], problems: [] }, 'Paste something, or take one of the samples.')
  if (text.length > MOST) return show({ records: [], problems: [] }, `That is more than ${MOST / 1e6} MB. Take a part of it.`)
  const doi = DOI.exec(text.trim())?.[1]
  card.toggleAttribute('doi', false)
  if (doi) {
    show({ records: [], problems: [] }, 'A DOI: its registry is asked for the record.')
    card.setAttribute('from', 'doi')
    card.setAttribute('doi', doi)
    return
  }
  card.setAttribute('from', 'inline')
  verdict.textContent = 'Reading…'
  await new Promise((resolve) => setTimeout(resolve))
  let found
  try {
    found = PAGE.test(text) ? await discover(new DOMParser().parseFromString(text, 'text/html')) : await read(text)
  } catch (error) {
    found = { records: [], problems: [{ place: '', message: error.message }] }
  }
  if (mine === latest) show(found, sentence(found))
}

function sentence({ records, problems }) {
  const count = (number, word) => `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`
  const works = records.length ? count(records.length, 'work') : 'No work'
  const shown = records.length > WORKS ? `, of which the first ${WORKS.toLocaleString('en')} are shown` : ''
  return `${works} found${shown}. ${problems.length ? `${count(problems.length, 'problem')}:` : 'No problems.'}`
}

function show({ records, problems }, words) {
  verdict.textContent = words
  card.records = records.length ? records.slice(0, WORKS) : null
  if (place.isConnected) place.replaceWith(card)
  mistakes.replaceChildren(...problems.slice(0, PROBLEMS).map(({ place, message, line, column }) => {
    const item = document.createElement('li')
    const where = document.createElement('b')
    where.textContent = [line && `line ${line}${column ? `, column ${column}` : ''}`, place].filter(Boolean).join(', ')
    item.append(where, where.textContent ? ': ' : '', message)
    return item
  }))
}

let quiet
box.addEventListener('input', () => {
  clearTimeout(quiet)
  quiet = setTimeout(look, 250)
})
for (const button of document.querySelectorAll('[data-sample]')) {
  button.addEventListener('click', () => {
    box.value = SAMPLES[button.dataset.sample]
    look()
  })
}
async function open(file) {
  if (!file) return
  box.value = file.size > MOST ? '' : await file.text()
  if (file.size > MOST) show({ records: [], problems: [] }, `${file.name} has more than ${MOST / 1e6} MB. Take a part of it.`)
  else look()
}
document.querySelector('.file input').addEventListener('change', ({ target }) => open(target.files[0]))
box.addEventListener('dragover', (event) => event.preventDefault())
box.addEventListener('drop', (event) => {
  if (!event.dataTransfer.files.length) return
  event.preventDefault()
  open(event.dataTransfer.files[0])
})
box.value = SAMPLES.bibtex
look()
