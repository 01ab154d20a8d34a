import { partsOf, type Tab, type Target } from './tab.ts'
import { findShown, retry } from './waiting.ts'

/** A session of a browser that speaks the WebDriver protocol of the W3C. */
export type Session = {
  /** @param path after that of the session, such as `/url` */
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: object): Promise<T>
  remove(path: string): Promise<void>
}

/**
 * Opens a browser.
 * @param driver address of the driver
 */
export async function startSession(driver: string, capabilities: object): Promise<Session> {
  const body = { capabilities: { alwaysMatch: capabilities } }
  const { sessionId } = await send<{ sessionId: string }>('POST', `${driver}/session`, body)
  const address = `${driver}/session/${sessionId}`
  return {
    get: (path) => send('GET', `${address}${path}`),
    post: (path, body = {}) => send('POST', `${address}${path}`, body),
    remove: (path) => send('DELETE', `${address}${path}`)
  }
}

async function send<T>(method: string, address: string, body?: object): Promise<T> {
  const answer = await fetch(address, { method, ...(body && { body: JSON.stringify(body) }) })
  const { value } = (await answer.json()) as { value: T & { error: string; message: string } }
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`)
  return value
}

/** The key of a reference to an element, which the protocol defines. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'

/** WebKit's driver scrolls too little. */
const scrollTo = `arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })`

export function tabOf(session: Session, origin: string): Tab {
  const run = <T>(script: string, ...args: unknown[]) =>
    session.post<T>('/execute/sync', { script, args })
  const open = (path: string) => session.post<void>('/url', { url: new URL(path, origin).href })
  const find = async (target: Target) => {
    const { css, text } = partsOf(target)
    const script = `return (${String(findShown)})(...arguments)`
    const found = await run<Record<string, string> | null>(script, css, text)
    return found?.[elementKey]
  }
  const act = (target: Target, path: string, body = {}) =>
    retry('shown', target, async () => {
      const element = await find(target)
      if (element === undefined) return false
      await run(scrollTo, { [elementKey]: element })
      await session.post(`/element/${element}${path}`, body)
      return true
    })
  const see = async (target: Target) => (await find(target)) !== undefined
  return {
    open,
    async setCookie(cookie) {
      const [name, value] = cookie.split('=')
      // A cookie can be set on a page of its site only.
      await open('/healthz')
      await session.post('/cookie', { cookie: { name, value, path: '/' } })
    },
    click: (target) => act(target, '/click'),
    type: (target, text) => act(target, '/value', { text }),
    see: (target) => retry('shown', target, () => see(target)),
    seeNone: (target) => retry('gone', target, async () => !(await see(target))),
    resize: (width, height) => session.post('/window/rect', { width, height }),
    evaluate: (expression) => run(`return (${expression})`),
    screenshot: async () => Buffer.from(await session.get<string>('/screenshot'), 'base64'),
    // The next page begins in its window.
    close: async () => {}
  }
}
