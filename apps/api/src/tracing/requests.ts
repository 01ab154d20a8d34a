import { BlockList, isIPv6 } from 'node:net'
import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer
} from '@opentelemetry/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { streamBegun } from '@stoa/core/server'
import { parseTraceParent } from '@opentelemetry/core'
import { patternOf } from '../requests/route-pattern.ts'
import { within } from './spans.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The span of the request, if the operator collects traces. */
    span?: Span
    /** Names the page that the request asks for, whose route is the one of all pages. */
    namePage?(pattern: string): void
  }
}

/**
 * Records each request by its method and the pattern of its route: an address may hold a token or a
 * name.
 * @param callerOf the trace that a request continues
 */
export function traceRequests(
  app: FastifyInstance,
  tracer: Tracer,
  callerOf: (request: FastifyRequest) => Context
): void {
  app.addHook('onRequest', (request, reply, done) => {
    const span = beginSpan(tracer, request, callerOf(request))
    request.span = span
    // If it were assigned directly, V8 would allocate it as old, and keep all of the request with it.
    const namePage = (pattern: string) => nameSpan(span, request, pattern)
    request.namePage = namePage
    // A stream lasts as long as its page is open. Its span ends when it begins.
    reply.raw.once(streamBegun, () => endSpan(span, reply))
    within(span, done)
  })
  // Reading a body leaves the span, as the connection began before it.
  app.addHook('preValidation', ({ span }, _reply, done) => (span ? within(span, done) : done()))
  app.addHook('onResponse', ({ span }, reply, done) => {
    if (span) endSpan(span, reply)
    done()
  })
}

function beginSpan(tracer: Tracer, request: FastifyRequest, caller: Context): Span {
  const { method } = request
  const options = { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } }
  const span = tracer.startSpan(method, options, caller)
  nameSpan(span, request, patternOf(request))
  return span
}

function nameSpan(span: Span, { method }: FastifyRequest, pattern: string) {
  span.updateName(`${method} ${pattern}`).setAttribute('http.route', pattern)
}

function endSpan(span: Span, { statusCode, raw }: FastifyReply) {
  if (!span.isRecording()) return
  span.setAttribute('http.response.status_code', statusCode)
  if (raw.destroyed && !raw.writableFinished) span.setAttribute('error.type', 'aborted')
  if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

/**
 * Returns a function that finds the trace that a request continues. Only a proxy whose forwarded
 * headers are trusted may name one: anybody else could have their requests recorded, or add to the
 * trace of another.
 * @param proxies addresses and CIDRs
 */
export function callerContexts(proxies: readonly string[]) {
  const trusted = listOf(proxies)
  return ({ headers: { traceparent }, socket }: FastifyRequest): Context => {
    if (typeof traceparent !== 'string' || !isListed(trusted, socket.remoteAddress))
      return ROOT_CONTEXT
    const found = parseTraceParent(traceparent)
    return found ? trace.setSpanContext(ROOT_CONTEXT, { ...found, isRemote: true }) : ROOT_CONTEXT
  }
}

function listOf(proxies: readonly string[]): BlockList {
  const list = new BlockList()
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/')
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return list
}

const isListed = (list: BlockList, address = '') =>
  address !== '' && list.check(address, familyOf(address))

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')
