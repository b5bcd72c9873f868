// The card in the language of the page: one file of labels, the plural forms of the language, English
// where there is none, and the directions of an Arabic page.

import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ask, html, inChromium, ready, shows, until, useChromium } from './chromium.mjs'
import { demo, json } from './records.mjs'
import { root } from './server.mjs'

useChromium()

const CSL = 'application/vnd.citationstyles.csl+json'
const counted = { ...demo, custom: { metrics: [['downloads', 1], ['views', 3], ['citations', 5]].map(([label, count]) => ({ label, count })) } }
const mixed = { id: 'b', type: 'book', title: 'مقدمة ابن خلدون', author: [{ family: 'Rosenthal', given: 'F.' }, { family: 'محمود', given: 'أحمد' }], issued: { 'date-parts': [[2004]] }, language: 'ar' }
const page = (lang, record = counted) => html(`<citation-card styles="apa"><script type="${CSL}">${json(record)}</script></citation-card>`, { lang, dir: lang === 'ar' ? 'rtl' : 'ltr' })

const card = (page) => page.locator('citation-card')
const island = (page) => page.evaluate(() => {
  const { lang, dir } = document.querySelector('citation-card').shadowRoot.querySelector('article')
  return `${lang} ${dir}`
})
const files = (site) => site.requests.filter((path) => path.includes('/labels/')).map((path) => path.replace(/.*\//, ''))
const metrics = (page) => card(page).locator('.metrics li').allInnerTexts()

for (const [lang, file, direction, copy, numbers] of [
  ['fr-CA', 'fr', 'ltr', 'Copier la citation', ['1 téléchargement', '3 vues', '5 citations']],
  ['pt', 'pt-PT', 'ltr', 'Copiar citação', ['1 transferência', '3 visualizações', '5 citações']],
  ['pt-BR', 'pt-BR', 'ltr', 'Copiar citação', ['1 download', '3 visualizações', '5 citações']],
  ['ja', 'ja', 'ltr', '引用をコピー', ['ダウンロード 1 回', '閲覧 3 回', '被引用 5 件']],
  ['ru', 'ru', 'ltr', 'Копировать ссылку', ['1 скачивание', '3 просмотра', '5 цитирований']],
  ['zh-HK', 'zh-Hant', 'ltr', '複製引文', ['下載 1 次', '瀏覽 3 次', '被引 5 次']],
  ['ar', 'ar', 'rtl', 'نسخ الاستشهاد', ['تنزيل واحد', /^[3٣] مشاهدات$/, /^[5٥] استشهادات$/]],
]) {
  inChromium(`the card speaks ${lang}`, {}, async ({ page: tab, open, here }) => {
    await open(page(lang))
    await ready(tab)
    assert.equal(await island(tab), `${file} ${direction}`)
    await card(tab).getByRole('button', { name: copy }).first().waitFor()
    const shown = await metrics(tab)
    numbers.forEach((number, at) => assert.match(shown[at], number instanceof RegExp ? number : new RegExp(`^${number}$`)))
    assert.deepEqual(files(here), [`${file}.txt`])
    assert.deepEqual(await ask(tab, 'problems'), [])
  })
}

inChromium('English asks for no labels, in any region', {}, async ({ page: tab, open, here }) => {
  for (const [lang, date] of [['en', '1 March 2022'], ['en-US', 'March 1, 2022']]) {
    await open(page(lang))
    await ready(tab)
    assert.equal(await island(tab), 'en ltr')
    assert.match(await card(tab).locator('.source').innerText(), new RegExp(date))
  }
  assert.deepEqual(files(here), [])
})

inChromium('a change of lang changes the labels', {}, async ({ page: tab, open, here }) => {
  await open(page('en'))
  await ready(tab)
  await tab.evaluate(() => { document.querySelector('citation-card').lang = 'de' })
  await until(async () => await island(tab) === 'de ltr')
  await card(tab).getByRole('button', { name: 'Nachweis kopieren' }).first().waitFor()
  assert.deepEqual(files(here), ['de.txt'])
})

inChromium('where the labels cannot be had or there are none, an English island says so', { console: /404|labels/ }, async ({ page: tab, open, here }) => {
  here.answer(/\/labels\/fa/, { status: 404 })
  for (const [lang, asked] of [['fa', ['fa.txt']], ['th', []]]) {
    here.requests.length = 0
    await open(html(`<citation-card styles="apa"><script type="${CSL}">${json(demo)}</script></citation-card>`, { lang, dir: lang === 'fa' ? 'rtl' : 'ltr' }))
    await ready(tab)
    assert.equal(await island(tab), 'en ltr')
    await card(tab).getByRole('button', { name: 'Copy citation' }).first().waitFor()
    assert.deepEqual([...new Set(files(here))], asked)
    const problems = (await ask(tab, 'problems')).map(({ place }) => place)
    assert.deepEqual(problems, asked.length ? ['labels fa'] : [])
  }
})

inChromium('every direction on an Arabic page', {}, async ({ page: tab, open }) => {
  await open(page('ar', mixed))
  await shows(tab, 'Rosenthal')
  // What is below the citation comes a moment later.
  await card(tab).locator('output').waitFor()
  const tree = await tab.evaluate(() => {
    const { shadowRoot } = document.querySelector('citation-card')
    const line = (element) => {
      const name = element.getAttribute('part') ?? element.localName
      return [name, element.getAttribute('lang'), element.getAttribute('dir'), element.localName === 'bdi' ? element.textContent : null]
        .map((word) => word ?? '-').join(' ')
    }
    return [...shadowRoot.querySelectorAll('article, [part=title], .authors bdi, [part=entry], [part=entry] bdi, output')].map(line)
  })
  assert.deepEqual(tree.filter((line) => !line.startsWith('bdi')), [
    'card ar rtl -',
    'title ar auto -',
    'entry ar rtl -',
    'output ar rtl -',
  ])
  // Names stand alone; a Latin one in the citation runs its own way.
  assert.ok(tree.includes('bdi - - F. Rosenthal') && tree.includes('bdi - ltr Rosenthal, F.'), tree.join('\n'))
  // Lines begin on the right.
  const shown = await tab.evaluate(() => {
    const { shadowRoot } = document.querySelector('citation-card')
    const box = (selector) => shadowRoot.querySelector(selector).getBoundingClientRect()
    return { card: box('article').right, title: box('.title').right, copy: box('[part~=copy]').right }
  })
  assert.ok(shown.card - shown.title < 40 && shown.card - shown.copy < 40, JSON.stringify(shown))
})

inChromium('an English citation on an Arabic page goes from left to right', {}, async ({ page: tab, open }) => {
  await open(html(`<citation-card styles="apa" locale="en-US"><script type="${CSL}">${json(mixed)}</script></citation-card>`, { lang: 'ar', dir: 'rtl' }))
  await shows(tab, 'Rosenthal')
  const entry = card(tab).locator('[part=entry]')
  assert.deepEqual([await entry.getAttribute('lang'), await entry.getAttribute('dir')], ['en-US', 'ltr'])
  assert.ok((await entry.locator('bdi[dir=rtl]').allInnerTexts()).some((text) => text.includes('محمود')))
})

inChromium('the browser has the plural categories of every file', {}, async ({ page: tab, open }) => {
  await open(html(''))
  const folder = join(root, 'src/card/labels')
  const heads = readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => {
    const [, language, plural] = readFileSync(join(folder, name), 'utf8').match(/^language = (.*)\n.*\nplural = (.*)\n/)
    return [language, plural]
  })
  const reached = await tab.evaluate((heads) => heads.map(([language]) => {
    const rules = new Intl.PluralRules(language)
    const counts = [...Array(1001).keys(), 1_000_000]
    const order = ['zero', 'one', 'two', 'few', 'many', 'other']
    const found = new Set(counts.map((count) => rules.select(count)))
    return [language, order.filter((category) => found.has(category)).join(' ')]
  }), heads)
  assert.deepEqual(reached, heads)
})
