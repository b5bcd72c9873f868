// What stands in a card's place until the program is there: bars as long as the texts that come, so
// that the page does not move when they do. They are of the card's own classes, and so of its sizes.

import { inlineTexts } from './inline.js'

const TABS = ['APA', 'MLA', 'Chicago', 'Harvard', 'BibTeX', 'RIS']
const TITLE = 'The title of a work, as long as most titles of journal articles are in practice'
const NAMES = ['First Author', 'Second Author']
// A longer text is not read twice.
const SMALL = 20_000

// Layouts that have a place of their own on the page.
export const hasPlace = (layout) => !['inline', 'button', 'link'].includes(layout)

// Whether a box still has its skeleton.
export const isSkeleton = (box) => box.firstElementChild?.matches('article.skeleton') ?? false

// Fills a box with the skeleton of a layout. `record` is what is known of the work so far: CSL-JSON.
export function drawSkeleton(box, layout, hidden, record = {}) {
  const title = text(record.title) || TITLE
  const named = Array.isArray(record.author) && record.author.map((name) => `${text(name?.given)} ${text(name?.family)}${text(name?.literal)}`.trim())
  const names = named || NAMES
  const source = `${text(record['container-title']) || 'A journal'}, volume 10, issue 1, pages 100–120 · 1 January 2020`
  const work = layout === 'compact' || hidden.includes('title') ? [] : [element('header', 'work', [
    line('p', 'type', 'Journal article'), line('p', 'title', title), line('p', 'people', names.join(', ')), line('p', 'source', source),
  ])]
  const room = `${names.slice(0, 20).join(', ')}, (2022, September 30). ${title}. ${source} https://doi.org/10.1000/123456`
  const panel = element('div', 'panel', [
    element('div', 'shown', [element('div', 'entries', [line('p', 'entry hanging', room.slice(0, -60))])]),
    element('div', 'actions', [element('span', 'button bone'), element('span', 'button bone')]),
    line('div', 'intext coming', 'In the text'), element('div', 'options coming'),
  ])
  panel.firstChild.dataset.room = room
  const cite = hidden.includes('cite') ? [] : [element('section', 'cite', [
    line('p', 'label', 'Cite this'),
    element('div', 'bar', [element('div', 'tabs', TABS.map((name) => bone(name)))]),
    panel,
  ])]
  const card = element('article', `citation-card skeleton ${layout}`, [...work, ...cite])
  card.ariaBusy = 'true'
  box.replaceChildren(card)
}

// What is known of a card's work before anything is read in earnest: CSL-JSON, or what the tags of
// the page say, as far as a skeleton is drawn of it.
export function knownOf(card, given, plainRecords) {
  if (given) return [given].flat()[0] ?? {}
  const [inline] = inlineTexts(card)
  if (inline) return (inline.text.length < SMALL && plainRecords()?.[0]) || {}
  return card.src || card.doi ? {} : ofTags(document)
}

function ofTags(document) {
  const content = (name) => [...document.querySelectorAll(`meta[name="${name}" i]`)].map((meta) => meta.content)
  const [title] = [...content('citation_title'), ...content('dc.title')]
  const names = content('citation_author')
  return { title, author: names.length ? names.map((literal) => ({ literal })) : undefined, 'container-title': content('citation_journal_title')[0] }
}

// An element of a class, with children.
export function element(tag, name, children = []) {
  const made = document.createElement(tag)
  made.className = name
  made.append(...children)
  return made
}

const line = (tag, name, words) => element(tag, name, [bone(words)])

// What a record says may be anything.
const text = (value) => (typeof value === 'string' ? value : '')

// The words are in an attribute: nobody reads, finds or copies them.
function bone(words) {
  const made = element('span', 'bone')
  made.dataset.words = words
  return made
}
