import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { startReportingProxy } from './reporting-proxy.ts'
import type { Engine, EngineSettings } from './tab.ts'
import { startSession, tabOf, type Session } from './webdriver.ts'

/**
 * WebKitGTK on a display of its own, driven by its own driver. The language is that of the system's
 * C library.
 * @param path that of WebKitWebDriver
 */
export async function webkitEngine(path: string, { origin }: EngineSettings): Promise<Engine> {
  const display = await startDisplay()
  const port = await freePort()
  const env = { ...process.env, ...plain, DISPLAY: display.name }
  const driver = spawn(path, [`--port=${port}`], { env, stdio: 'ignore' })
  const address = `http://127.0.0.1:${port}`
  await untilReady(address)
  let report = (_: string) => {}
  const proxy = await startReportingProxy(origin, (error) => report(error))
  const session = await startSession(address, { 'webkitgtk:browserOptions': options })
  await openPlainWindow(session, proxy.origin)
  return {
    async open(to) {
      await clear(session, proxy.origin)
      report = to
      return tabOf(session, proxy.origin)
    },
    async close() {
      await session.remove('')
      await stop(driver)
      await display.stop()
      await proxy.stop()
    }
  }
}

// Windows are opened by a script, see below.
const options = { args: ['--automation', '--javascript-can-open-windows-automatically=true'] }

/** There is no desktop around the browser, and no sandbox for the user root. */
const plain = {
  LC_ALL: 'C',
  NO_AT_BRIDGE: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
  GSK_RENDERER: 'cairo',
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1'
}

/** The toolbar of a normal window takes more than the width of a phone. */
async function openPlainWindow(session: Session, origin: string) {
  await session.post('/url', { url: `${origin}/healthz` })
  const first = await session.get('/window')
  const features = 'width=1280,height=800,toolbar=no,menubar=no,location=no'
  const script = `window.open('/healthz', '', '${features}')`
  await session.post('/execute/sync', { script, args: [] })
  const handles = await session.get<string[]>('/window/handles')
  await session.post('/window', { handle: handles.find((handle) => handle !== first) })
}

/** Removes what the page before has stored: a browser takes longer to start. */
async function clear(session: Session, origin: string) {
  await session.post('/url', { url: `${origin}/healthz` })
  await session.remove('/cookie')
  await session.post('/execute/sync', { script: 'localStorage.clear()', args: [] })
  await session.post('/window/rect', { width: 1280, height: 800 })
}

async function startDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = await once(server.stdio[3] as Readable, 'data')
  return { name: `:${String(number).trim()}`, stop: () => stop(server) }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function untilReady(driver: string) {
  for (let left = 100; left > 0; left -= 1) {
    const answer = await fetch(`${driver}/status`).catch(() => undefined)
    if (answer?.ok) return
    await wait(100)
  }
  throw new Error('WebKitWebDriver did not start.')
}

async function stop(program: ChildProcess) {
  if (program.exitCode !== null) return
  program.kill()
  await once(program, 'exit')
}
