import { AsyncLocalStorage } from 'node:async_hooks'
import { fileURLToPath } from 'node:url'
import inject from 'light-my-request'
import { createServer } from 'vite'

declare global {
  var stoaPlatforms: AsyncLocalStorage<App.Platform> | undefined
}

// Vite loads its configuration, and this file for it, as a second module.
const platforms = (globalThis.stoaPlatforms ??= new AsyncLocalStorage<App.Platform>())

/** What `event.platform` is while developing: what the request came with, as in the build. */
export const emulate = () => ({ platform: () => platforms.getStore() as App.Platform })

// Vite writes styles and its reloading into the page, and talks to a port of its own.
const policy = "default-src 'self' 'unsafe-inline' data: blob: ws:"

type Options = { platform: App.Platform; getClientAddress(): string }

async function startVite() {
  return createServer({
    root: fileURLToPath(new URL('.', import.meta.url)),
    appType: 'custom',
    // Otherwise Vite writes a copy of its configuration beside it for a moment.
    configLoader: 'native',
    server: { middlewareMode: true }
  })
}

let starting: ReturnType<typeof startVite> | undefined

/** Stands in for the built server: the same call, answered by Vite from the sources. */
export const server = {
  async init() {},

  respond: (request: Request, { platform }: Options): Promise<Response> =>
    platforms.run(platform, () => send(request))
}

/** What pages import, below these addresses; Vite answers it without knowing who asks. */
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
