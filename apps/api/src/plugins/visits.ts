import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Visit } from '@stoa/statistics'
import { localeOf } from '../requests/locale.ts'

/** Counts a visit, in memory only. */
export type CountVisit = (visit: Omit<Visit, 'at'>) => void

const machine = /bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|java\/|headless/i

/** Counts pages after they were sent, those from the cache too; robots, prefetches and what scripts load are not counted. */
export function countVisits(pages: FastifyInstance, count: CountVisit): void {
  pages.addHook('onResponse', (request, reply, done) => {
    if (isVisit(request, reply)) count(visitOf(request))
    done()
  })
}

const isVisit = ({ method, headers }: FastifyRequest, reply: FastifyReply) =>
  method === 'GET' &&
  (reply.statusCode === 200 || reply.statusCode === 304) &&
  String(reply.getHeader('content-type')).startsWith('text/html') &&
  headers['sec-purpose'] === undefined &&
  (headers['sec-fetch-dest'] ?? 'document') === 'document' &&
  !machine.test(headers['user-agent'] ?? 'bot')

function visitOf(request: FastifyRequest): Omit<Visit, 'at'> {
  const [, kind, name = ''] = /^\/(t|c)\/([\w-]+)/.exec(request.url) ?? []
  const threadId = kind === 't' && /^\d{1,15}$/.test(name) ? Number(name) : null
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    language: localeOf(request),
    threadId,
    category: kind === 'c' ? name : null
  }
}
