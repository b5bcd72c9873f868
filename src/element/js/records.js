// Drives `source::Resolver` (`src/source/resolve.rs`): answers what it asks for until it has the
// records.

import { fetchText } from './fetch.js'
import { more } from './library.js'
import { pageOf } from './page.js'

// What `source::inline` takes for the second module's answer.
const READ = 'application/x.citation-card.reading+json'

// Requests that were begun before the module that makes them was there, by address.
const early = new Map()

export function ahead(request, signal) {
  if (!early.has(request.url)) early.set(request.url, fetchText(request, signal))
}

// From a question to what was found: `{ records, reason, message }`. At once where no network is
// needed, else a promise; nothing where `signal` ended it.
export function drive(core, question, answer, signal) {
  for (;;) {
    if (!question || signal.aborted) return undefined
    if (question.done) return question.done
    if (question.page) question = answer({ page: pageOf(document) })
    else if (question.element) {
      const element = elementOf(question.element)
      if (element && core.foreign(...element)) {
        return translated(core, element).then((element) =>
          signal.aborted ? undefined : drive(core, answer({ element }), answer, signal))
      }
      question = answer({ element })
    } else break
  }
  return brought(core, question.fetch, signal).then((response) =>
    signal.aborted ? undefined : drive(core, answer({ response }), answer, signal))
}

async function brought(core, request, signal) {
  const begun = early.get(request.url)
  early.delete(request.url)
  let answer = await (begun ?? fetchText(request, signal))
  // Another card had begun it and went away.
  if (answer.error === 'aborted' && !signal.aborted) answer = await fetchText(request, signal)
  const response = { ...answer }
  if (response.body) [response.type, response.body] = await translated(core, [response.type, response.body])
  return response
}

// A text in a format that only the second module reads, as what that makes of it; any other as it
// is.
export async function translated(core, [type, text]) {
  const format = core.foreign(type, text)
  if (!format) return [type, text]
  try {
    const { read } = await more()
    const named = read(text, format)
    // A media type is a guess as well, so a text that does not read as told is looked at.
    const guessed = JSON.parse(named).records.length ? named : read(text, '')
    return [READ, JSON.parse(guessed).records.length ? guessed : named]
  } catch {
    return [type, text]
  }
}

function elementOf(id) {
  const element = document.getElementById(id)
  return element && [element.getAttribute('type') ?? '', element.textContent]
}
