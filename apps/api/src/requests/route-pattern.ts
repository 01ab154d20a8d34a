import type { FastifyReply, FastifyRequest } from 'fastify'

/** The route pattern. URLs would give unbounded labels. Build files count as one. */
export function patternOf({ routeOptions: { url } }: FastifyRequest): string {
  if (url === undefined) return 'unknown'
  return /^\/(_app|enhance)\//.test(url) ? '/_app/*' : url
}

/** Whether the answer is a stream of events, which lasts as long as its page is open. */
export const isStream = (reply: FastifyReply) =>
  String(reply.getHeader('content-type')).startsWith('text/event-stream')
