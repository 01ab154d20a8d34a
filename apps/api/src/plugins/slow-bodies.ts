import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '@stoa/core'
import { endpointOf } from '@stoa/core/server'
import { isLarge } from './large-bodies.ts'

/** Maximum times for a request body, in milliseconds. */
export type BodyTimes = {
  /** Without a further byte. */
  still: number
  whole: number
  upload: number
}

const usualTimes: BodyTimes = { still: 15_000, whole: 30_000, upload: 5 * 60_000 }

/**
 * Answers 408 to a body that is sent too slowly and closes its connection, because many of them
 * would use up connections and memory.
 */
export function endSlowBodies(app: FastifyInstance, times: BodyTimes = usualTimes): void {
  app.addHook('onRequest', (request, reply, done) => {
    // Requests injected by tests have no socket.
    if (hasBody(request.raw) && request.raw.socket instanceof Socket) watch(request, reply, times)
    done()
  })
}

const hasBody = ({ headers }: IncomingMessage) =>
  'transfer-encoding' in headers || Number(headers['content-length']) > 0

function watch(request: FastifyRequest, reply: FastifyReply, times: BodyTimes) {
  const { raw } = request
  const { fileBytes } = endpointOf(request) ?? {}
  const isUpload = fileBytes !== undefined || isLarge(request)
  const end = () => endBody(raw)
  const timer = setTimeout(end, isUpload ? times.upload : times.whole)
  raw.setTimeout(times.still, end)
  raw.once('close', () => {
    clearTimeout(timer)
    // After the answer the timeout would apply to the next request.
    if (!reply.raw.writableFinished) raw.socket.setTimeout(0)
  })
}

/** Fails the reader of the body, who answers. Without a reader it closes the connection. */
function endBody(raw: IncomingMessage) {
  if (raw.listenerCount('error') > 0) raw.emit('error', new Problem(408, 'request_timeout'))
  else raw.socket.destroy()
}
