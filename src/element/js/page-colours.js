// The colours of the page that a card lies on. Text takes them by itself (`currentColor`); what lies
// over something else needs the background, and native controls the scheme: both are set on the
// card's box, again whenever the page changes them.

// What a script that changes a theme sets; of the root and the body any attribute is looked at.
const THEMES = ['class', 'data-theme', 'data-bs-theme', 'data-color-mode']
// Below this share of white a background is dark.
const DARK = 0.18
// A background on which the page's own text could not be read is an image's, and not what is seen.
const LEGIBLE = 2
// So many cards get their colours in a frame.
const FRAME = 100

// The box of each card.
const boxes = new Map()
// The cards whose colours are read in the next frame.
const waiting = new Set()
let observer

// Gives a card's box the page's colours, from now on: a lone card at once, several before the next frame is painted,
// as each would have the browser lay out the page anew.
export function followColours(card, box) {
  boxes.set(card, box)
  if (!observer) listen()
  if (boxes.size > 1) return wait([card])
  paint(box, colours(card, box))
}

export function leaveColours(card) {
  boxes.delete(card)
  waiting.delete(card)
}

function listen() {
  observer = new MutationObserver(refresh)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', refresh)
  addEventListener('load', refresh, { once: true })
  document.addEventListener('transitionend', ({ target, propertyName }) => {
    if (/color/.test(propertyName) && [...boxes.keys()].some((card) => target.contains(card))) refresh()
  })
}

function refresh() {
  wait(boxes.keys())
}

// All that is read in a frame is read before anything is written.
function wait(cards) {
  if (!waiting.size) requestAnimationFrame(paintWaiting)
  for (const card of cards) waiting.add(card)
}

function paintWaiting() {
  const cards = [...waiting].slice(0, FRAME)
  for (const card of cards) waiting.delete(card)
  const found = cards.filter((card) => card.isConnected).map((card) => [boxes.get(card), colours(card, boxes.get(card))])
  for (const one of found) paint(...one)
  if (waiting.size) requestAnimationFrame(paintWaiting)
}

function paint(box, { page, dark }) {
  box.style.setProperty('--page', page)
  box.style.colorScheme = dark ? 'dark' : 'light'
}

function colours(card, box) {
  // What is far is not laid out, and asking for its colours would do so: its page's are enough until it is near.
  const surface = (!box.matches('.far') && box.querySelector('article')) || card
  const { color } = getComputedStyle(surface)
  const { colorScheme } = getComputedStyle(card)
  const preferred = matchMedia('(prefers-color-scheme: dark)').matches
  const darkCanvas = /dark/.test(colorScheme) && (preferred || !/light/.test(colorScheme))
  const layers = []
  for (let node = surface; node; node = parentOf(node)) {
    const own = node === document.documentElement || node === document.body
    if (node !== surface || node === card) observer.observe(node, own ? { attributes: true } : { attributeFilter: THEMES })
    if (!layers.at(-1)?.opaque) layers.push(channels(getComputedStyle(node).backgroundColor, box))
  }
  const opaque = layers.at(-1).opaque
  let seen = darkCanvas ? [18, 18, 18] : [255, 255, 255]
  for (const { rgb, alpha } of layers.reverse()) seen = rgb.map((value, at) => value * alpha + seen[at] * (1 - alpha))
  const ink = luminance(channels(color, box).rgb)
  const ground = luminance(seen)
  if ((Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05) < LEGIBLE) {
    return { page: ink > DARK ? '#111' : '#fff', dark: ink > DARK }
  }
  const bare = !opaque && layers.every(({ alpha }) => !alpha)
  return { page: bare ? 'Canvas' : `rgb(${seen.map(Math.round).join(' ')})`, dark: ground < DARK }
}

// In the tree as it is shown: through slots, and out of shadow roots.
const parentOf = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host

// A computed colour, whatever its notation.
function channels(colour, box) {
  let values = /^rgba?\(/.test(colour) ? numbers(colour) : null
  if (!values) {
    box.style.outlineColor = `color-mix(in srgb, ${colour}, ${colour})`
    const [red = 0, green = 0, blue = 0, alpha] = numbers(getComputedStyle(box).outlineColor.replace('srgb', ''))
    box.style.outlineColor = ''
    values = [red * 255, green * 255, blue * 255, alpha]
  }
  const [red, green, blue, alpha = 1] = values
  return { rgb: [red, green, blue], alpha, opaque: alpha >= 1 }
}

const numbers = (text) => (text.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number)

function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => {
    const share = Math.max(0, value) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
