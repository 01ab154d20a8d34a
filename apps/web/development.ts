import { AsyncLocalStorage } from 'node:async_hooks'
import { fileURLToPath } from 'node:url'
import inject from 'light-my-request'
import { createServer } from 'vite'

declare global {
  var stoaPlatforms: AsyncLocalStorage<App.Platform> | undefined
}

// Shared by `globalThis`, as Vite loads this file a second time with its configuration.
const platforms = (globalThis.stoaPlatforms ??= new AsyncLocalStorage<App.Platform>())

/** `event.platform` during development: that of the request, as in the build. */
export const emulate = () => ({ platform: () => platforms.getStore() as App.Platform })

// Vite injects inline styles and scripts, and opens a WebSocket on another port.
const policy = "default-src 'self' 'unsafe-inline' data: blob: ws:"

type Options = { platform: App.Platform; getClientAddress(): string }

async function startVite() {
  return createServer({
    root: fileURLToPath(new URL('.', import.meta.url)),
    appType: 'custom',
    // The default loader would write a copy of the configuration beside it for a moment.
    configLoader: 'native',
    server: { middlewareMode: true }
  })
}

let starting: ReturnType<typeof startVite> | undefined

/** Replaces the built server: the same call, answered by Vite from the sources. */
export const server = {
  async init() {},

  respond: (request: Request, { platform }: Options): Promise<Response> =>
    platforms.run(platform, () => send(request))
}

/** Modules imported by pages, under these addresses; Vite serves them without an actor. */
export const modules = {
  folders: ['/@vite', '/@id', '/@fs', '/src', '/node_modules', '/.svelte-kit'],
  respond: (request: Request): Promise<Response> => send(request)
}

async function send(request: Request): Promise<Response> {
  const vite = await (starting ??= startVite())
  const { pathname, search } = new URL(request.url)
  const answer = await inject(vite.middlewares, {
    method: request.method as 'GET',
    url: `${pathname}${search}`,
    headers: Object.fromEntries(request.headers),
    payload: Buffer.from(await request.arrayBuffer())
  })
  return new Response(hasBody(answer.statusCode) ? new Uint8Array(answer.rawPayload) : null, {
    status: answer.statusCode,
    headers: headersOf(answer.headers)
  })
}

const hasBody = (status: number) => status !== 204 && status !== 304

function headersOf(given: Record<string, unknown>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given))
    for (const item of [value].flat()) headers.append(name, String(item))
  headers.delete('transfer-encoding')
  headers.set('content-security-policy', policy)
  headers.set('cache-control', 'no-store')
  return headers
}
