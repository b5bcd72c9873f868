// Drives `Finder` (`src/finder.rs`): answers what it asks for until it has the records.

import { formats } from './engine.js'
import { fetchText } from './fetch.js'
import { parsed, plain } from './library.js'
import { pageOf } from './page.js'

// What `source::inline` takes for the answer of the module of all formats.
const READ = 'application/x.citation-card.reading+json'

// Requests that were begun before the module that makes them was there, by address.
const early = new Map()

export function ahead(url, signal) {
  if (!early.has(url)) early.set(url, fetchText({ url }, signal))
}

// The texts of one card's `input` that only the module of all formats reads, as what that makes of
// them.
export async function prepared(module, input) {
  return { ...input, inline: await Promise.all(input.inline.map((one) => translated(module, one))) }
}

export const isForeign = (module, input) => input.inline.some(([type, text]) => module.foreign(type, text))

// From a card's input to what was found: `{ records, problems, report, reason, message }`. At once
// where no network is needed, else a promise; nothing where `signal` ended it.
export function find(module, input, signal) {
  const finder = new module.Finder(plain(input))
  const end = (found) => {
    finder.free()
    return found
  }
  const answer = (value) => parsed(finder.next(value && plain(value)))
  const found = drive(module, answer(), answer, signal)
  return found instanceof Promise ? found.finally(end) : end(found)
}

function drive(module, question, answer, signal) {
  for (;;) {
    if (signal.aborted) return undefined
    if (question.done) return question.done
    if (question.page) question = answer({ page: pageOf(document) })
    else if (question.element) {
      const element = elementOf(question.element)
      if (element && module.foreign(...element)) {
        return translated(module, element).then((element) =>
          signal.aborted ? undefined : drive(module, answer({ element }), answer, signal))
      }
      question = answer({ element })
    } else break
  }
  return brought(module, question.fetch, signal).then((response) =>
    signal.aborted ? undefined : drive(module, answer({ response }), answer, signal))
}

async function brought(module, request, signal) {
  const begun = early.get(request.url)
  early.delete(request.url)
  let answer = await (begun ?? fetchText(request, signal))
  // Another card had begun it and went away.
  if (answer.error === 'aborted' && !signal.aborted) answer = await fetchText(request, signal)
  const response = { ...answer }
  if (response.body) [response.type, response.body] = await translated(module, [response.type, response.body])
  return response
}

// A text in a format that only the module of all formats reads, as what that makes of it; any other
// as it is.
async function translated(module, [type, text]) {
  const format = module.foreign(type, text)
  if (!format) return [type, text]
  try {
    const { read } = await formats()
    const named = read(text, format)
    // A media type is a guess as well, so a text that does not read as told is looked at.
    const guessed = named.records.length ? named : read(text, '')
    return [READ, plain(guessed.records.length ? guessed : named)]
  } catch {
    return [type, text]
  }
}

function elementOf(id) {
  const element = document.getElementById(id)
  return element && [element.getAttribute('type') ?? '', element.textContent]
}
