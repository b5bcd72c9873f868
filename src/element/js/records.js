// Drives `Finder` (`src/finder.rs`): answers what it asks for until it has the records.

import { fetchText } from './fetch.js'
import { parsed, plain } from './library.js'
import { hasLinkedData, pageOf } from './page.js'
import { isLoaded, withChunks } from './program.js'

// Requests that were begun before the module that makes them was there, by address.
const early = new Map()

export function ahead(url, signal) {
  if (!early.has(url)) early.set(url, fetchText({ url }, signal))
}

// The chunks that finding takes from the start.
export const chunksFor = (input) => ['page', ...filled(input).length ? ['files'] : []]

const filled = ({ inline }) => inline.filter(([, text]) => text.trim())

// The chunks that read the inline texts, once `files` is there.
export const readersOf = (program, input) => filled(input).map(([type, text]) => program.core.chunk_of_text(text, type, ''))

// From a card's input to what was found: `{ records, problems, report, reason, message }`. At once
// where no network is needed, else a promise; nothing where `signal` ended it.
export function find(program, input, signal) {
  const finder = new program.core.Finder(plain(input))
  const end = (found) => {
    finder.free()
    return found
  }
  const answer = (value) => parsed(finder.next(value && plain(value)))
  const found = drive(program, answer(), answer, signal)
  return found instanceof Promise ? found.finally(end) : end(found)
}

function drive(program, question, answer, signal) {
  while (!signal.aborted && !question.done) {
    if (question.page && (isLoaded(program, 'linked') || !hasLinkedData(document))) {
      question = answer({ page: pageOf(document) })
    } else return waitFor(program, question, signal).then((value) =>
      signal.aborted ? undefined : drive(program, value ? answer(value) : question, answer, signal))
  }
  return question.done
}

// The answer to a question that takes time, or nothing where it can be answered at once now.
async function waitFor(program, question, signal) {
  if (question.page) return void await withChunks('linked')
  if (question.element) {
    const element = elementOf(question.element)
    if (element) await readable(program, element[1], element[0], '')
    return { element }
  }
  const response = await brought(question.fetch, signal)
  if (response.body) await readable(program, response.body, response.type, question.fetch.url)
  return { response }
}

// Fetches what reads a text. Without it the text is not read, and a problem says so.
async function readable(program, text, type, url) {
  try {
    await withChunks('files')
    await withChunks(program.core.chunk_of_text(text, type, url))
  } catch {
    // The problem says what is missing.
  }
}

async function brought(request, signal) {
  const begun = early.get(request.url)
  early.delete(request.url)
  const answer = await (begun ?? fetchText(request, signal))
  // Another card had begun it and went away.
  return answer.error === 'aborted' && !signal.aborted ? fetchText(request, signal) : answer
}

function elementOf(id) {
  const element = document.getElementById(id)
  return element && [element.getAttribute('type') ?? '', element.textContent]
}
