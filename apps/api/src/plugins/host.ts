import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isHealthCheck } from './health.ts'

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']

/**
 * Answers 421 to a Host that is not the forum's, before anything else: links and caches never see
 * it. The demo also refuses whatever came through a proxy. A second Host is answered 400: a proxy may
 * have judged by the one that does not count here.
 */
export function checkHost(app: FastifyInstance, hosts: ReadonlySet<string>, demo: boolean): void {
  // An address that is no path names a host of its own, which would count more than the header.
  const misdirected = (request: FastifyRequest) =>
    !request.url.startsWith('/') ||
    !hosts.has((request.headers.host ?? '').toLowerCase()) ||
    (demo && forwarding.some((name) => name in request.headers))
  app.addHook('onRequest', (request, reply, done) => {
    if (isHealthCheck(request.url)) return done()
    if (hasTwoHosts(request)) return refuse(reply, 400, 'More than one Host header\n')
    if (misdirected(request)) return refuse(reply, 421, 'Misdirected request\n')
    done()
  })
}

function refuse(reply: FastifyReply, status: number, words: string) {
  void reply.code(status).type('text/plain').send(words)
}

/** Node drops every Host but the first from `headers`. */
const hasTwoHosts = ({ raw: { rawHeaders } }: FastifyRequest) =>
  rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length > 1

/** The Host values that belong to `origin`; a loopback origin answers by each of its names. */
export function hostsOf(origin: string): ReadonlySet<string> {
  const { hostname, host, port } = new URL(origin)
  const loopback = ['127.0.0.1', 'localhost', '[::1]']
  if (!loopback.includes(hostname)) return new Set([host])
  return new Set(loopback.map((name) => (port ? `${name}:${port}` : name)))
}
