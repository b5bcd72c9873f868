// What the site itself wrote into a card to be shown as it stands: its citation, in a child with
// slot="recommended", as the JSON of `csl/out/tree.rs`; and its BibTeX, in a script with data-verbatim.

const VERBATIM = ':scope > script[type="application/x-bibtex"][data-verbatim]'
const RECOMMENDED = ':scope > [slot="recommended"]'
// Longer or deeper is no citation.
const MOST = 20_000
const DEEPEST = 32

// Elements with a meaning of their own in a citation; of all others the text counts.
const FORMATS = {
  i: ['font-style', 'italic'], em: ['font-style', 'italic'], cite: ['font-style', 'italic'],
  b: ['font-weight', 'bold'], strong: ['font-weight', 'bold'], u: ['text-decoration', 'underline'],
  sup: ['vertical-align', 'sup'], sub: ['vertical-align', 'sub'],
}
const SILENT = /^(script|style|template|noscript|svg)$/

export function ownTexts(card) {
  const own = {}
  const element = card.querySelector(RECOMMENDED)
  if (element && element.textContent.length < MOST) own.recommended = JSON.stringify(trimmed(tree(element, 0)))
  const script = card.querySelector(VERBATIM)
  if (script?.textContent.trim()) own.verbatim = `${script.textContent.trim()}\n`
  return own
}

function tree(parent, depth) {
  const nodes = []
  for (const node of parent.childNodes) {
    if (node.nodeType === 3) {
      // As it is seen: white space is one space, and none after another.
      const text = node.data.replace(/[ \t\n\r\f]+/g, ' ')
      const last = nodes.at(-1)
      nodes.push(typeof last === 'string' && last.endsWith(' ') ? text.trimStart() : text)
    } else if (node.nodeType === 1 && depth < DEEPEST && !SILENT.test(node.localName)) {
      const children = tree(node, depth + 1)
      const format = FORMATS[node.localName]
      if (node.localName === 'a' && node.href) nodes.push({ link: node.href, children })
      else if (node.localName === 'br') nodes.push(' ')
      else if (format) nodes.push({ [format[0]]: format[1], children })
      else nodes.push(...children)
    }
  }
  return nodes
}

// Without the white space around it.
function trimmed(nodes) {
  const list = nodes.filter((node) => node !== '')
  while (typeof list[0] === 'string' && !list[0].trim()) list.shift()
  while (typeof list.at(-1) === 'string' && !list.at(-1).trim()) list.pop()
  if (typeof list[0] === 'string') list[0] = list[0].trimStart()
  if (typeof list.at(-1) === 'string') list.push(list.pop().trimEnd())
  return list
}
