// Browsers that are not Chromium, with the few commands that the tests need.
//
// Firefox is driven through Marionette, the protocol that it speaks itself (what geckodriver
// translates to): https://firefox-source-docs.mozilla.org/testing/marionette/. WebKitGTK is driven
// through WebKitWebDriver: https://www.w3.org/TR/webdriver2/. Both have the same commands under
// two names, so one class sends either.

import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
const PATIENCE = 60_000

// A browser: `send` carries a command that has a Marionette name, and an HTTP method and path.
class Browser {
  constructor(send, end) {
    this.send = send
    this.close = end
  }

  go(url) {
    return this.send('WebDriver:Navigate', 'POST', '/url', { url })
  }

  // Runs the body of an async function in the page and gives what it returns.
  run(body, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      (async (...args) => { ${body} })(...[...arguments].slice(0, -1))
        .then((value) => done({ value: value ?? null }), (error) => done({ error: String(error) }));`
    return this.send('WebDriver:ExecuteAsyncScript', 'POST', '/execute/async', { script, args }).then((answer) => {
      if (answer?.error) throw new Error(answer.error)
      return answer.value
    })
  }

  // Waits until an expression is true in the page.
  async until(expression, what = expression) {
    for (const end = Date.now() + PATIENCE; Date.now() < end;) {
      if (await this.run(`return Boolean(${expression})`).catch(() => false)) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`waited in vain until ${what}`)
  }

  // Presses the element that an expression gives, as a person would.
  async press(expression) {
    const element = await this.run(`const found = ${expression}; found.scrollIntoView({ block: 'center' }); return found`)
    const id = element[ELEMENT]
    return this.send('WebDriver:ElementClick', 'POST', `/element/${id}/click`, { id })
  }

  // Presses keys one after another, holding those of `held`.
  keys(keys, held = []) {
    const down = (value) => ({ type: 'keyDown', value })
    const up = (value) => ({ type: 'keyUp', value })
    const actions = [...held.map(down), ...keys.flatMap((key) => [down(key), up(key)]), ...held.map(up)]
    return this.send('WebDriver:PerformActions', 'POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
  }
}

export const KEYS = { shift: '\uE008', control: '\uE009', right: '\uE014', left: '\uE012', down: '\uE015', enter: '\uE007', escape: '\uE00C', end: '\uE010', home: '\uE011' }

// Starts Firefox with its downloads going to `downloads`.
export async function firefox(downloads) {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'))
  const port = await freePort()
  const preferences = {
    'marionette.port': port,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.alwaysOpenPanel': false,
    'browser.helperApps.neverAsk.saveToDisk': 'application/x-bibtex,application/x-research-info-systems,application/json',
    // The clipboard is read back without asking a person.
    'dom.events.testing.asyncClipboard': true,
    // Nothing but the test's own site is asked for.
    'app.normandy.enabled': false,
    'app.update.enabled': false,
    'browser.safebrowsing.update.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,',
    'toolkit.telemetry.enabled': false,
  }
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
  writeFileSync(join(profile, 'user.js'), lines.join('\n'))
  const child = spawn('firefox-esr', ['--headless', '--marionette', '--no-remote', '--profile', profile], {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile, MOZ_HEADLESS: '1' },
  })
  const send = await marionette(port, child)
  await send('WebDriver:NewSession', '', '', { capabilities: { alwaysMatch: {} } })
  await send('WebDriver:SetTimeouts', '', '', { script: PATIENCE })
  return new Browser(send, async () => {
    child.kill()
    await gone(child)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  })
}

// Marionette's messages are `length:[type, id, command or error, parameters or result]`.
async function marionette(port, child) {
  const socket = await dial(port, child)
  const waiting = new Map()
  let buffer = Buffer.alloc(0)
  let number = 0
  const greeted = new Promise((resolve) => waiting.set('hello', resolve))
  socket.on('data', (chunk) => {
    buffer = Buffer.concat([buffer, chunk])
    for (;;) {
      const colon = buffer.indexOf(':')
      const length = Number(buffer.subarray(0, colon))
      if (colon < 0 || buffer.length < colon + 1 + length) return
      const message = JSON.parse(buffer.subarray(colon + 1, colon + 1 + length))
      buffer = buffer.subarray(colon + 1 + length)
      const id = Array.isArray(message) ? message[1] : 'hello'
      waiting.get(id)?.(message)
      waiting.delete(id)
    }
  })
  await greeted
  return async (command, _method, _path, parameters = {}) => {
    const id = ++number
    const answer = new Promise((resolve) => waiting.set(id, resolve))
    const text = JSON.stringify([0, id, command, parameters])
    socket.write(`${Buffer.byteLength(text)}:${text}`)
    const [, , error, result] = await answer
    if (error) throw new Error(`${command}: ${error.message}`)
    return result && 'value' in result ? result.value : result
  }
}

// Starts WebKitGTK's MiniBrowser.
export async function webkit() {
  const driver = await webKitDriver()
  const session = await driver.session()
  const send = (_command, method, path, parameters) => session.ask(method, path, parameters)
  return new Browser(send, async () => {
    await session.end()
    await driver.close()
  })
}

// WebKitGTK's driver on a display of its own; each session is a browser that starts with nothing, one at a time.
export async function webKitDriver({ animations = true, ...environment } = {}) {
  const display = await xvfb()
  const port = await freePort()
  const home = mkdtempSync(join(tmpdir(), 'webkit-'))
  // The tools around the page take no room, so that the page can be narrow.
  const settings = join(home, '.config/gtk-3.0')
  mkdirSync(settings, { recursive: true })
  writeFileSync(join(settings, 'gtk.css'), 'window * { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }')
  writeFileSync(join(settings, 'settings.ini'), `[Settings]\ngtk-enable-animations = ${animations ? 1 : 0}\n`)
  const child = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display.name, HOME: home, XDG_RUNTIME_DIR: home, WEBKIT_DISABLE_COMPOSITING_MODE: '1', NO_AT_BRIDGE: '1', ...environment },
  })
  const base = `http://127.0.0.1:${port}`
  const ask = async (method, path, parameters) => {
    const body = method === 'POST' ? JSON.stringify(parameters ?? {}) : undefined
    const response = await fetch(base + path, { method, body, headers: { 'Content-Type': 'application/json' } })
    const { value } = await response.json()
    if (!response.ok) throw new Error(`${path}: ${value.message || value.error}`)
    return value
  }
  ;(await dial(port, child)).destroy()
  return {
    async session() {
      const capabilities = { alwaysMatch: { timeouts: { script: PATIENCE } } }
      const path = `/session/${(await ask('POST', '/session', { capabilities })).sessionId}`
      return {
        ask: (method, end, parameters) => ask(method, path + end, parameters),
        end: () => ask('DELETE', path).catch(() => {}),
      }
    },
    async close() {
      child.kill()
      await gone(child)
      display.child.kill()
      await gone(display.child)
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

// A screen that nobody sees; it chooses its number and tells it.
async function xvfb() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1400x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise((resolve, reject) => {
    child.stdio[3].once('data', (data) => resolve(String(data).trim()))
    child.once('error', reject)
    child.once('exit', () => reject(new Error('Xvfb ended')))
  })
  return { child, name: `:${number}` }
}

const gone = (child) => child.exitCode !== null || child.signalCode ? null : new Promise((resolve) => child.once('exit', resolve))

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

// Connects as soon as somebody listens.
async function dial(port, child) {
  for (const end = Date.now() + PATIENCE; Date.now() < end && child.exitCode === null;) {
    const socket = connect(port, '127.0.0.1')
    const open = await new Promise((resolve) => socket.once('connect', () => resolve(true)).once('error', () => resolve(false)))
    if (open) return socket
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${child.spawnfile} does not listen`)
}
