// Drives the search for records (`discovery.rs`): answers its questions until it has the records.

import { fetchText } from './fetch.js'
import { staleHead } from './head.js'
import { textOf } from './inline.js'
import { hasLinkedData, pageOf } from './page.js'
import { isLoaded, withChunks } from './program.js'

// A head that follows its address follows soon.
const HEAD_FOLLOWS = 300

// Requests that were begun before the program that makes them was there, by address.
const early = new Map()

// Begins to fetch a file that is going to be asked for.
export function prefetchFile(url, signal) {
  if (!early.has(url)) early.set(url, fetchText({ url }, signal))
}

// The chunks that a search takes from the start.
export const chunksFor = ({ inline }) => ['page', ...inline.length ? ['files'] : []]

// The chunks that read the inline texts, once `files` is there.
export const readersOf = ({ core }, { inline }) => inline.map(({ mediaType, text }) => core.chunkOfText(text, mediaType, '')).filter(Boolean)

// From what a card knows of its source to what was found: `Found` in `boundary.rs`, after `take` was
// given the search. At once where nothing has to be waited for, else a promise; nothing where
// `signal` ended it.
export function find(program, source, signal, take) {
  const isRecord = ({ isGuess, mediaType, text }) => !isGuess || program.core.isRecord(text, mediaType)
  const search = new program.core.Search({ ...source, inline: source.inline.filter(isRecord) })
  const end = (found) => {
    if (program.dead) return undefined
    if (found && !signal.aborted) take(search)
    search.free()
    return found
  }
  const found = drive(program, search, search.next(undefined), signal)
  return found instanceof Promise ? found.then(end) : end(found)
}

function drive(program, search, question, signal) {
  while (!signal.aborted && !program.dead && question?.ask !== 'done') {
    const atOnce = question.ask === 'page' && (isLoaded(program, 'linked') || !hasLinkedData(document)) && !staleHead()
    if (!atOnce) {
      return answerTo(program, question, signal).then((answer) =>
        signal.aborted || program.dead ? undefined : drive(program, search, search.next(answer), signal))
    }
    question = search.next({ page: pageOf(document) })
  }
  return question?.found
}

// The answer to a question that takes time.
async function answerTo(program, question, signal) {
  if (question.ask === 'page') {
    if (staleHead()) await new Promise((resolve) => setTimeout(resolve, HEAD_FOLLOWS))
    if (hasLinkedData(document)) await withChunks('linked')
    return { page: pageOf(document) }
  }
  if (question.ask === 'element') {
    const found = document.getElementById(question.id)
    const element = found && textOf(found)
    if (element) await loadReader(program, element.text, element.mediaType, '')
    return { element }
  }
  const response = await responseTo(question.request, signal)
  if (response.body) await loadReader(program, response.body, response.mediaType, question.request.url)
  return { response }
}

// Fetches what reads a text. Without it the text is not read, and a problem says so.
async function loadReader(program, text, mediaType, url) {
  try {
    await withChunks('files')
    const reader = program.core.chunkOfText(text, mediaType, url)
    if (reader) await withChunks(reader)
  } catch {
    // The problem says what is missing.
  }
}

async function responseTo(request, signal) {
  const begun = early.get(request.url)
  early.delete(request.url)
  const answer = await (begun ?? fetchText(request, signal))
  // Another card had begun it and went away.
  return answer.error === 'aborted' && !signal.aborted ? fetchText(request, signal) : answer
}
