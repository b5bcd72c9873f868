// The switches of the demo page: each sets what a visitor's system or a page would set.
const page = document.documentElement
const LANGUAGES = 'ar bg ca cs da de el en es et fa fi fr ga gl he hi hr hu id is it ja ko lt lv mt nb nl nn pl pt-BR pt-PT ro ru sk sl sr sr-Latn sv tr uk vi zh-Hans zh-Hant'.split(' ')
const RIGHT_TO_LEFT = ['ar', 'fa', 'he']

// Each language by its own name.
const byName = LANGUAGES.map((tag) => [new Intl.DisplayNames(tag, { type: 'language' }).of(tag), tag]).sort(([one], [other]) => one.localeCompare(other))
for (const select of document.querySelectorAll('select[name=lang]')) {
  const { value } = select
  select.replaceChildren(...[...select.options].filter((option) => !option.value), ...byName.map(([name, tag]) => new Option(name, tag)))
  select.value = value
}

const cards = () => document.querySelectorAll('citation-card')

const apply = {
  theme: (value) => { page.style.colorScheme = value },
  dir: (value) => { page.dir = value },
  lang: (value) => {
    for (const card of cards()) if (!card.closest('.embed') && !card.hasAttribute('locale')) card.setAttribute('lang', value)
    document.querySelector('[name=dir]').value = page.dir = RIGHT_TO_LEFT.includes(value) ? 'rtl' : 'ltr'
  },
  look: (value) => { document.querySelector('.stage').className = `stage look ${value}` },
}

for (const form of document.querySelectorAll('.switches, .looks')) {
  form.addEventListener('change', ({ target }) => apply[target.name]?.(target.value))
  form.addEventListener('submit', (event) => event.preventDefault())
}
for (const [name, value] of new URLSearchParams(location.search)) {
  const control = document.querySelector(`.switches [name="${CSS.escape(name)}"]`) ?? document.querySelector(`.looks [value="${CSS.escape(value)}"]`)
  if (!control || !apply[name]) continue
  if (control.type === 'radio') control.checked = true
  else control.value = value
  apply[name](value)
}

// The buttons that copy what is in the box below them.
for (const button of document.querySelectorAll('.snippet button')) {
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent)
    button.textContent = 'Copied'
    setTimeout(() => { button.textContent = 'Copy' }, 2000)
  })
}
