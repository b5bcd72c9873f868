// A DOI registry on this machine, as doi.org answers content negotiation. The DOI says which
// answer: start one with `await registry()`, give its `origin` to a card's attribute `registry`,
// and look at `requests`. By hand: `node tests/browser/registry.mjs 8099`.
//
//   10.5555/ok         a record with every quirk that registries have
//   10.5555/missing    404                    10.5555/format    406
//   10.5555/busy       429, then the record   10.5555/broken    500 always
//   10.5555/flood      429 with Retry-After of an hour
//   10.5555/html       200 with a page        10.5555/empty     204
//   10.5555/slow       never answers          10.5555/nocors    the record, without CORS headers
//   10.5555/cut        a connection that is cut
//   10.5555/late       the record after a while
//   10.5555/gone       410                    10.5555/private   403
//   10.5555/date       503 with Retry-After as a date, then the record
//   10.5555/garbage    a record that is cut short
//   10.5555/list       JSON, but no record    10.5555/bibtex    the record in BibTeX
//   10.5555/datacite   as DataCite writes it  10.5555/medra     as mEDRA writes it

import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'

const CSL = 'application/vnd.citationstyles.csl+json'

export const quirky = {
  type: 'journal-article',
  title: ['Growth of <jats:italic>E. coli</jats:italic> &amp;amp; others'],
  author: [{ family: 'SMITH', given: 'ANNA', sequence: 'first', affiliation: [] }, { family: 'MCDONALD', given: 'J. K.' }],
  'container-title': 'Journal of Examples',
  publisher: 'n/a',
  issued: { 'date-parts': [[2022]] },
  'published-online': { 'date-parts': [[null]] },
  volume: '7', issue: null, page: '1-9',
  abstract: '<jats:title>Abstract</jats:title><jats:p>They grow.</jats:p>',
  DOI: '10.5555/ok',
}

// DataCite: plain titles, numbers as texts, names that may be those of groups.
const datacite = {
  type: 'dataset', id: 'https://doi.org/10.5555/datacite', categories: ['FOS: Earth sciences'],
  author: [{ family: 'Doe', given: 'Jane' }, { literal: 'Weather Group' }],
  issued: { 'date-parts': [[2023, '11', 2]] }, abstract: 'Hourly weather.', DOI: '10.5555/DATACITE', publisher: 'Zenodo',
  title: 'Weather', version: '1.2', copyright: 'Creative Commons Attribution 4.0', language: 'eng',
  URL: 'https://zenodo.org/records/1',
}

// mEDRA: names in capitals, a year as a text, ISBNs as addresses.
const medra = {
  type: 'book', title: 'Nomi &amp; cose', author: [{ family: 'DE ROSSI', given: 'MARIO' }, { family: 'BIANCHI', given: 'ANNA' }],
  issued: { 'date-parts': [['2013']] }, DOI: '10.5555/medra', ISBN: ['http://id.crossref.org/isbn/9780306406157'], publisher: '(:unav)',
}

export async function registry(port = 0) {
  const requests = []
  const server = createServer((request, response) => {
    const doi = decodeURIComponent(request.url.slice(1))
    const entry = { doi, accept: request.headers.accept, at: Date.now(), ended: false, cut: false }
    requests.push(entry)
    response.on('finish', () => { entry.ended = true })
    response.on('close', () => { entry.cut = !entry.ended })
    const tries = requests.filter((other) => other.doi === doi).length
    const send = (status, headers = {}, body = '') => {
      response.writeHead(status, {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Expose-Headers': 'Retry-After',
        ...headers,
      })
      response.end(body)
    }
    const record = () => send(200, { 'Content-Type': CSL }, JSON.stringify({ ...quirky, DOI: doi }))
    switch (doi.split('/')[1]) {
      case 'missing': return send(404, {}, 'DOI not found')
      case 'format': return send(406)
      case 'busy': return tries === 1 ? send(429, { 'Retry-After': '1' }) : record()
      case 'flood': return send(429, { 'Retry-After': '3600' })
      case 'broken': return send(500)
      case 'html': return send(200, { 'Content-Type': 'text/html' }, '<!doctype html><title>A landing page</title>')
      case 'empty': return send(204)
      case 'slow': return undefined
      case 'late': return setTimeout(record, 800)
      case 'gone': return send(410)
      case 'private': return send(403)
      case 'date': return tries === 1
        ? send(503, { 'Retry-After': new Date(Date.now() + 1000).toUTCString() }) : record()
      case 'garbage': return send(200, { 'Content-Type': CSL }, '{"type": "journal-article", "title": ["On')
      case 'list': return send(200, { 'Content-Type': CSL }, '[1, null, "x"]')
      case 'bibtex': return send(200, { 'Content-Type': 'application/x-bibtex' },
        '@article{a, title={In BibTeX}, author={Doe, Jane}, year={2001}, journal={J}}')
      case 'datacite': return send(200, { 'Content-Type': CSL }, JSON.stringify(datacite))
      case 'medra': return send(200, { 'Content-Type': CSL }, JSON.stringify(medra))
      case 'cut': return request.socket.destroy()
      case 'nocors':
        response.writeHead(200, { 'Content-Type': CSL })
        return response.end(JSON.stringify(quirky))
      default: return record()
    }
  })
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: () => new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    }),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log((await registry(Number(process.argv[2] ?? 0))).origin)
}
