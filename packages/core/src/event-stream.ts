import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

declare module 'fastify' {
  interface FastifyReply {
    /** Adds the headers that every answer has. Only answers that bypass hooks have to ask for them. */
    addSecurityHeaders(): void
  }
}

/** Emitted by the response of a stream when its head is written. */
export const streamBegun = 'stoa:stream-begun'

export const isEventStream = (headers: Record<string, string>) =>
  headers['content-type']?.startsWith('text/event-stream')

/**
 * Sends a stream that stays open for as long as its page. Fastify would hold half of the memory that
 * each one takes, for the hooks and listeners of an answer that ends.
 */
export function sendEvents(
  reply: FastifyReply,
  events: Readable,
  headers: Record<string, string>
): FastifyReply {
  reply.headers(headers).addSecurityHeaders()
  reply.hijack()
  const { raw, request } = reply
  raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders)
  raw.emit(streamBegun)
  // HEAD asks for no events. A client that has left meanwhile does not close its answer again.
  if (request.method === 'HEAD' || raw.destroyed) {
    events.destroy()
    raw.end()
  } else pass(events, raw)
  return reply
}

function pass(events: Readable, raw: ServerResponse) {
  events.on('data', (text: Buffer) => {
    if (raw.write(text)) return
    // What waits for a slow client stays where it is counted.
    events.pause()
    raw.once('drain', () => events.resume())
  })
  events.once('end', () => raw.end())
  events.once('close', () => raw.destroyed || raw.writableEnded || raw.destroy())
  raw.once('close', () => events.destroy())
}
