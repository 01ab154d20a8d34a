import type { FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Problem, unavailable, type OutgoingCookie } from '@stoa/core'
import { serializeCookie } from '@stoa/core/server'
import { knownAddress } from '../pages/cached-addresses.ts'
import { compressOnce, compressSmall, encodingFor } from '../pages/compression.ts'
import { lookOf, withLook } from '../pages/look.ts'
import type { KeptPages } from '../pages/kept-pages.ts'
import { toCached } from '../pages/page-cache.ts'
import type { MemberPages } from '../pages/member-pages.ts'
import { sendPage, type Compress } from '../pages/send-page.ts'
import type { PageCall, Requests } from '../requests/requests.ts'
import { closedPolicy } from './headers.ts'
import { isGuests, keyOf, splitAddress } from './guests.ts'

/** The data that every page request gets. */
export type Platform = Omit<PageCall, 'cookies'> & {
  demo: boolean
  memberPages: MemberPages
  report(bug: unknown): void
  /** Takes the rendered page, which is then not the body of the response. */
  send(page: Buffer<ArrayBuffer>): void
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
  if (!isGuests(request)) return copyResponse(request, reply, await respond(options, request))
  let rendered: Rendered | undefined
  const page = await options.cache.fill(keyOf(request), threadIdOf(request), async () => {
    rendered = await respond(options, request)
    return isKept(rendered) ? toCached(rendered.body, factsOf(request, rendered)) : undefined
  })
  if (page) return sendPage(request, reply, page, forTheFirst)
  if (rendered) return copyResponse(request, reply, rendered)
}

type Rendered = { response: Response; body: Buffer; cookies: OutgoingCookie[] }

async function respond(
  { requests, demo, build, origin, memberPages }: WebOptions,
  request: FastifyRequest
): Promise<Rendered> {
  const { cookies, ...call } = await requests.forPage(request)
  const report = (err: unknown) => request.log.error({ err }, 'page failed')
  let sent: Buffer<ArrayBuffer> | undefined
  const send = (bytes: Buffer<ArrayBuffer>) => void (sent = bytes)
  const platform: Platform = { ...call, demo, memberPages, report, send }
  const response = await build.server.respond(toRequest(origin, request), {
    platform,
    getClientAddress: () => request.ip
  })
  if (!sent && isLastResort(response)) throw lastResort(response)
  const body = sent ?? Buffer.from(await response.arrayBuffer())
  return { response, body, cookies }
}

// SvelteKit's page for errors of the page's own frame knows neither the forum nor the reader's
// language; those of the API do.
const isLastResort = ({ status, headers }: Response) =>
  status >= 500 && (headers.get('content-type') ?? '').startsWith('text/html')

const lastResort = ({ status }: Response) =>
  status === 503 ? unavailable() : new Problem(status, 'internal')

// Most cached pages are read only once, by a crawler.
const forTheFirst: Compress = ({ identity }, encoding) => compressOnce(identity, encoding)

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

const factsOf = (request: FastifyRequest, { response: { headers } }: Rendered) => ({
  type: headers.get('content-type') ?? 'text/html; charset=utf-8',
  policy: headers.get('content-security-policy') ?? closedPolicy,
  threadId: threadIdOf(request)
})

// The id is null for partly encoded digits, so that every change drops the page.
const threadIdOf = ({ url }: FastifyRequest) =>
  Number(/^\/t\/(\d+)(?=[/?]|$)/.exec(url)?.[1]) || null

function toRequest(origin: string, request: FastifyRequest): Request {
  const { path, search } = splitAddress(request.url)
  const address = isGuests(request) ? knownAddress(path, search) : request.url
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value))
  // `checkOrigin` has let it pass, under another name of this machine perhaps. SvelteKit knows one.
  if (headers.has('origin')) headers.set('origin', origin)
  const isForm = request.method === 'POST'
  const body = isForm ? { body: new Uint8Array((request.body as Buffer | null) ?? []) } : {}
  return new Request(`${origin}${address}`, { method: request.method, headers, ...body })
}

const ours = new Set(['set-cookie', 'content-length', 'etag'])
// Smaller pages need as many packets compressed.
const worthCompressing = 1400

async function copyResponse(
  request: FastifyRequest,
  reply: FastifyReply,
  { response, body: rendered, cookies }: Rendered
) {
  const body = withLook(rendered, lookOf(request))
  reply.code(response.status)
  if (response.status === 503) reply.header('retry-after', unavailable().params.seconds)
  for (const [name, value] of response.headers) if (!ours.has(name)) reply.header(name, value)
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  for (const cookie of cookies) reply.header('set-cookie', serializeCookie(cookie))
  const encoding =
    body.length < worthCompressing ? 'identity' : encodingFor(request.headers['accept-encoding'])
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  const compress = isWorking(request) ? compressSmall : compressOnce
  return reply.send(await compress(body, encoding))
}

/** Desk and moderation pages have few readers and an additional script. */
const isWorking = ({ url }: FastifyRequest) => /^\/(?:desk|moderation)(?=[/?]|$)/.test(url)
