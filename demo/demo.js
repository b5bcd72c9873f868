// The switches of the demo page: each sets what a visitor's system or a portal would set.
const form = document.querySelector('.switches')
const page = document.documentElement

const apply = {
  theme: value => { page.style.colorScheme = value },
  width: value => { value ? page.style.setProperty('--width', value) : page.style.removeProperty('--width') },
  dir: value => { page.dir = value },
  lang: value => { for (const card of document.querySelectorAll('citation-card')) card.setAttribute('lang', value) },
}

form.addEventListener('change', event => apply[event.target.name]?.(event.target.value))
for (const [name, value] of new URLSearchParams(location.search)) {
  if (!apply[name]) continue
  form.elements[name].value = value
  apply[name](value)
}

const button = document.querySelector('.snippet button')
button.addEventListener('click', async () => {
  await navigator.clipboard.writeText(document.querySelector('.snippet code').textContent)
  button.textContent = 'Copied'
  setTimeout(() => { button.textContent = 'Copy' }, 2000)
})
