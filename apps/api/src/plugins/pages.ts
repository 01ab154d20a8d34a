import type { FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Problem, unavailable } from '@stoa/core'
import { commandLine, startLine } from '@stoa/core/release'
import { compressOnce } from '../pages/compression.ts'
import { type KeptPages, toCached } from '../pages/page-cache.ts'
import type { MemberPages, PageParts, Personal } from '../pages/page-parts.ts'
import { type Compress, type Rendered, sendPage, sendRendered } from '../pages/send-page.ts'
import type { PageCall, Requests } from '../requests/requests.ts'
import { closedPolicy } from './headers.ts'
import { isGuests, keyOf, splitAddress } from './guests.ts'
import { knownAddress } from '../pages/cached-addresses.ts'

/** The data that every page request gets. */
export type Platform = Omit<PageCall, 'cookies'> & {
  demo: boolean
  /** What operators type on the server before a command, and to start it. */
  commandLine: string
  startLine: string
  memberPages: MemberPages
  report(bug: unknown): void
  /** Names the page in traces, if they are collected. */
  namePage?(pattern: string): void
  /** Takes the rendered page, which is then not the body of the response. */
  send(page: PageParts, personal: Personal): void
}

/** The used part of SvelteKit's built server. */
export type WebServer = {
  /** Called once before the first request. Absent in development. The pages need no environment. */
  init?(options: { env: Record<string, string> }): Promise<void>
  respond(
    request: Request,
    options: { platform: Platform; getClientAddress(): string }
  ): Promise<Response>
}

export type WebBuild = { server: WebServer; clientFolder: string }

export type WebOptions = KeptPages & {
  build: WebBuild
  origin: string
  demo: boolean
  requests: Requests
  /** Whether no page can be rendered now. */
  isAway(): boolean
}

/**
 * Renders a page. A guest's page is rendered from its known address only, and cached.
 * @throws Problem 404 for an address that dots or backslashes would turn into another one
 */
export async function renderPage(
  options: WebOptions,
  request: FastifyRequest,
  reply: FastifyReply
) {
  if (isTwisted(options.origin, request)) throw notFound()
  if (!isGuests(request)) return sendRendered(request, reply, await respond(options, request))
  let rendered: Rendered | undefined
  const page = await options.cache.fill(keyOf(request), threadIdOf(request), async () => {
    rendered = await respond(options, request)
    const { page, response } = rendered
    return isKept(rendered)
      ? toCached(page, { ...headersOf(response), threadId: threadIdOf(request) })
      : undefined
  })
  if (page) return sendPage(request, reply, page, forTheFirst)
  if (rendered) return sendRendered(request, reply, rendered)
}

const calls = { commandLine, startLine }

async function respond(
  { requests, demo, build, origin, memberPages }: WebOptions,
  request: FastifyRequest
): Promise<Rendered> {
  const { cookies, ...call } = await requests.forPage(request)
  const report = (err: unknown) => request.log.error({ err }, 'page failed')
  let sent: Pick<Rendered, 'page' | 'personal'> | undefined
  const send: Platform['send'] = (page, personal) => void (sent = { page, personal })
  const { namePage } = request
  const kept = { memberPages: keptIn(memberPages), send }
  const platform: Platform = { ...call, ...calls, ...kept, demo, report, namePage }
  const response = await build.server.respond(toRequest(origin, request), {
    platform,
    getClientAddress: () => request.ip
  })
  if (!sent && isLastResort(response)) throw lastResort(response)
  if (response.headers.get('content-type') === 'text/html')
    response.headers.set('content-type', 'text/html; charset=utf-8')
  return { response, cookies, ...(sent ?? (await bodyOf(response))) }
}

const bodyOf = async (response: Response) => ({
  page: { parts: [Buffer.from(await response.arrayBuffer())], places: [] },
  personal: {}
})

const keptIn = (cache: KeptPages['memberPages']): MemberPages => ({
  get: (key) => cache.get(key),
  keep: (key, page, response) =>
    cache.set(key, toCached(page, { ...headersOf(response), threadId: null }))
})

// SvelteKit's page for errors of the page's own frame knows neither the forum nor the reader's
// language; those of the API do.
const isLastResort = ({ status, headers }: Response) =>
  status >= 500 && (headers.get('content-type') ?? '').startsWith('text/html')

const lastResort = ({ status }: Response) =>
  status === 503 ? unavailable() : new Problem(status, 'internal')

// Most cached pages are read only once, by a crawler.
const forTheFirst: Compress = ({ bytes }, encoding) => compressOnce(bytes, encoding)

// Browsers resolve these before the request. Without this check one page would be shown under the
// address of another.
const isTwisted = (origin: string, { url }: FastifyRequest) => {
  const { path } = splitAddress(url)
  return new URL(`${origin}${path}`).pathname !== path
}

const isKept = ({ response: { status, headers }, cookies }: Rendered) =>
  status === 200 &&
  cookies.length === 0 &&
  (headers.get('content-type') ?? '').startsWith('text/html') &&
  !headers.has('set-cookie') &&
  !headers.has('cache-control')

const headersOf = ({ headers }: Response) => ({
  type: headers.get('content-type') ?? 'text/html; charset=utf-8',
  policy: headers.get('content-security-policy') ?? closedPolicy
})

// The id is null for partly encoded digits, so that every change drops the page.
const threadIdOf = ({ url }: FastifyRequest) =>
  Number(/^\/t\/(\d+)(?=[/?]|$)/.exec(url)?.[1]) || null

/** The headers that SvelteKit reads. Browsers send twice as many, and each takes time to check. */
const passed = [
  ...['accept', 'accept-language', 'content-length', 'content-type', 'cookie', 'origin'],
  ...['sec-fetch-dest', 'x-sveltekit-action', 'x-sveltekit-pathname', 'x-sveltekit-search']
]

/**
 * The request as SvelteKit answers it: at its known address if it is a guest's. HEAD is answered as
 * GET.
 */
function toRequest(origin: string, request: FastifyRequest): Request {
  const { path, search } = splitAddress(request.url)
  const address = isGuests(request) ? knownAddress(path, search) : request.url
  const headers = new Headers()
  for (const name of passed) {
    const { [name]: value } = request.headers
    if (value !== undefined) headers.set(name, String(value))
  }
  // `checkOrigin` has let it pass, under another name of this machine perhaps. SvelteKit knows one.
  if (headers.has('origin')) headers.set('origin', origin)
  const isForm = request.method === 'POST'
  const body = isForm ? { body: new Uint8Array((request.body as Buffer | null) ?? []) } : {}
  const method = isForm ? 'POST' : 'GET'
  return new Request(`${origin}${address}`, { method, headers, ...body })
}
