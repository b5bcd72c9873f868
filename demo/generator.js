// The form that writes the tag: what is chosen, to the lines for a page, and to a card that shows it.

// The hash of the script, as `integrity` takes it; none where the browser does not hash (plain HTTP).
const hash = async () => {
  const script = await (await fetch(new URL('../dist/citation-card.js', import.meta.url))).arrayBuffer()
  const digest = await crypto.subtle.digest('SHA-384', script)
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`
}
let hashed

const form = document.querySelector('.generator')
const card = document.querySelector('#generated')
const SOURCES = { doi: ['doi', '10.1038/171737a0'], src: ['src', '/records/42.ris'] }

function attributes(values) {
  return [
    ['layout', values.layout === 'card' ? '' : values.layout],
    ['styles', values.styles],
    ['formats', values.formats],
    ['lang', values.lang],
    ...(SOURCES[values.source] ? [SOURCES[values.source]] : []),
  ].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value)
}

const properties = (values) => [
  ...(values.accented ? [['--citation-card-accent', values.accent], ['--citation-card-on-accent', onto(values.accent)]] : []),
  ...(values.surfaced ? [['--citation-card-surface', values.surface]] : []),
]

// Black or white, whichever is read better on a colour (WCAG 2.2, relative luminance).
function onto(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#000000' : '#ffffff'
}

const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

async function update() {
  const values = Object.fromEntries(new FormData(form))
  const folder = values.folder.replace(/\/?$/, '/')
  const chosen = attributes(values)
  const set = properties(values)
  const sum = values.hashed && (await (hashed ??= hash().catch(() => '')))
  const integrity = sum ? `\n  integrity="${sum}" crossorigin="anonymous"` : ''
  const lines = [`<script type="module" src="${quoted(folder)}citation-card.js"${integrity}></script>`]
  if (set.length) lines.push(`<style>citation-card { ${set.map(([name, value]) => `${name}: ${value};`).join(' ')} }</style>`)
  const words = chosen.map(([name, value]) => ` ${name}="${quoted(value)}"`).join('')
  lines.push(values.layout === 'inline' || values.layout === 'link' ? `<citation-card${words}></citation-card>`
    : `<citation-card${words}>\n  <p>Your own reference, for readers without JavaScript.</p>\n</citation-card>`)
  document.querySelector('#tag').textContent = lines.join('\n')
  const origin = /^https?:\/\//.test(folder) && URL.canParse(folder) ? new URL(folder).origin : "'self'"
  document.querySelector('#policy').textContent =
    `script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}${values.source === 'doi' ? ' https://doi.org https://api.crossref.org https://api.datacite.org' : ''}`
  for (const name of ['layout', 'styles', 'formats', 'lang']) card.removeAttribute(name)
  for (const [name, value] of chosen) if (!['doi', 'src'].includes(name)) card.setAttribute(name, value)
  for (const name of ['--citation-card-accent', '--citation-card-on-accent', '--citation-card-surface']) card.style.removeProperty(name)
  for (const [name, value] of set) card.style.setProperty(name, value)
}

form.addEventListener('input', update)
form.addEventListener('submit', (event) => event.preventDefault())
update()
