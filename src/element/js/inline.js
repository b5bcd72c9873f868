// The records that a card's own content holds: scripts, templates, `<pre>`.

// A declarative shadow root stays a template where the browser does not know it.
const DATA = ':scope > :is(script[type], template:not([shadowrootmode]), pre)'
// Scripts with a record, beside a card that Markdown has put into a paragraph of its own. Other data
// on the page, such as JSON-LD, has a type of its own.
const RECORD = /bibtex|biblatex|research-info|endnote|citationstyles|csl\+json|x-citation|medline|refworks/i

const CSL_JSON = 'application/vnd.citationstyles.csl+json'

// The texts as `{ mediaType, text, isGuess, problem }`. A guess is a text that need not be a record.
export function inlineTexts(card) {
  const texts = [...card.querySelectorAll(DATA)].map(textOf).filter(({ text }) => text.trim())
  return texts.length ? texts : fallenOut(card)
}

// The works of the one text that a card holds, if that is CSL-JSON.
export function onlyCslJson([only, second]) {
  if (!only || second || only.problem || only.mediaType.trim().toLowerCase() !== CSL_JSON) return null
  try {
    return [JSON.parse(only.text)].flat()
  } catch {
    return null
  }
}

// Whether a card has content that people see.
export function hasContent(card) {
  return [...card.childNodes].some((node) =>
    node.nodeType === Node.TEXT_NODE ? node.data.trim() : node.nodeType === Node.ELEMENT_NODE && !node.matches('script, style, template'))
}

export function textOf(element) {
  const mediaType = element.getAttribute('type') ?? element.getAttribute('data-type') ?? ''
  if (element.localName === 'template') return { mediaType, text: markupOf(element.content), isGuess: !mediaType }
  return { mediaType, text: element.textContent, isGuess: element.localName === 'pre' && !mediaType }
}

// A template's text, with the markup of titles as it was written.
function markupOf(parent) {
  return [...parent.childNodes].map((node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType === Node.TEXT_NODE ? node.data : ''
    const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${value}"`).join('')
    return `<${node.localName}${attributes}>${markupOf(node)}</${node.localName}>`
  }).join('')
}

// Python-Markdown puts a tag that begins a line into a paragraph, `<p><citation-card></p><script>`,
// so that the record comes after that.
function fallenOut(card) {
  const around = card.parentElement
  if (around?.localName !== 'p' || around.textContent.trim() || around.children.length !== 1) return []
  const found = []
  for (let next = around.nextElementSibling; next?.localName === 'script' && RECORD.test(next.type); next = next.nextElementSibling) {
    found.push({ ...textOf(next), problem: 'the record is not in the card but after it, as Markdown leaves it; it was taken. Put the card and its record into a <div>, or name the record with src' })
  }
  return found
}
