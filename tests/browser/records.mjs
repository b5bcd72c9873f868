// The works that the test pages are about.

export const demo = {
  id: 'procter2022',
  type: 'article-journal',
  title: 'Theorising worker–client relations in front‐line service work: Understanding the experience of non‐professionally affiliated workers in UK mental health services',
  author: [
    { family: 'Procter', given: 'Stephen' },
    { family: 'Harrison', given: 'Deborah' },
    { family: 'Pearson', given: 'Pauline' },
    { family: 'Dickinson', given: 'Claire' },
  ],
  'container-title': 'New Technology, Work and Employment',
  ISSN: '0268-1072',
  volume: '37',
  issue: '1',
  page: '124-145',
  issued: { 'date-parts': [[2022, 3, 1]] },
  language: 'en',
}

// APA 7 (Publication Manual, section 10.1, example 1) as HTML.
export const demoApa =
  'Procter, S., Harrison, D., Pearson, P., &amp; Dickinson, C. (2022). Theorising worker–client relations in ' +
  'front‐line service work: Understanding the experience of non‐professionally affiliated workers in UK mental ' +
  'health services. <i>New Technology, Work and Employment</i>, <i>37</i>(1), 124–145.'

// HTML as the text that it shows.
export const plain = (html) => html.replaceAll(/<[^>]+>/g, '').replaceAll('&amp;', '&')

export const shannon = {
  id: 'shannon1948',
  type: 'article-journal',
  title: 'A mathematical theory of communication',
  author: [{ family: 'Shannon', given: 'C. E.' }],
  'container-title': 'Bell System Technical Journal',
  volume: '27',
  issue: '3',
  page: '379-423',
  issued: { 'date-parts': [[1948, 7]] },
  DOI: '10.1002/j.1538-7305.1948.tb01338.x',
}

// The demo work as a portal's page head carries it.
export const highwire = `
<meta name="citation_title" content="${demo.title}">
${demo.author.map(({ family, given }) => `<meta name="citation_author" content="${family}, ${given}">`).join('\n')}
<meta name="citation_journal_title" content="New Technology, Work and Employment">
<meta name="citation_issn" content="0268-1072">
<meta name="citation_volume" content="37">
<meta name="citation_issue" content="1">
<meta name="citation_firstpage" content="124">
<meta name="citation_lastpage" content="145">
<meta name="citation_publication_date" content="2022/03/01">
<meta name="citation_language" content="en">`

export const bibtex = `@article{shannon1948,
  author  = {Shannon, C. E.},
  title   = {A mathematical theory of communication},
  journal = {Bell System Technical Journal},
  volume  = {27},
  number  = {3},
  pages   = {379--423},
  month   = jul,
  year    = {1948},
  doi     = {10.1002/j.1538-7305.1948.tb01338.x}
}`

export const json = (record) => JSON.stringify(record).replaceAll('<', '\\u003c')
