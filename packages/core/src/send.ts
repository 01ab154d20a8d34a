import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from './context.ts'
import type { Answer, RawAnswer } from './endpoint.ts'
import { isEventStream, sendEvents } from './event-stream.ts'
import { isKnownTo, sendFile } from './file-answer.ts'

/** Sends an answer that is no JSON as it is. */
export function sendRaw(request: FastifyRequest, reply: FastifyReply, answer: RawAnswer) {
  const { body, headers, status } = answer
  if (typeof body === 'object' && 'open' in body) return sendFile(request, reply, { body, headers })
  if (body instanceof Readable && isEventStream(headers)) return sendEvents(reply, body, headers)
  return reply.code(status).headers(headers).send(body)
}

/** Sends one resource with a validator, or 304 to a program that has these bytes. */
export function sendValidated(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer<unknown>,
  { actor }: Context
) {
  const text = JSON.stringify(answer.value)
  const etag = `"${hash('sha1', text, 'base64url')}"`
  reply.header('etag', etag)
  // What a browser keeps, its next user may read.
  if (actor.token) reply.header('cache-control', 'private, no-cache')
  if (isKnownTo(request.headers, etag)) return reply.code(304).send()
  return reply.code(answer.status).type('application/json; charset=utf-8').send(text)
}
