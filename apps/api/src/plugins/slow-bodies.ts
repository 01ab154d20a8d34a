import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { endpointOf, Problem } from '@stoa/core'

/** How long the body of a request may take to come, in milliseconds. */
export type BodyTimes = {
  /** Without a further byte. */
  still: number
  whole: number
  upload: number
}

const usualTimes: BodyTimes = { still: 15_000, whole: 30_000, upload: 5 * 60_000 }

/**
 * Answers 408 to a body that comes too slowly and closes its connection: a crowd of these would hold
 * connections and memory for nothing.
 */
export function endSlowBodies(app: FastifyInstance, times: BodyTimes = usualTimes): void {
  app.addHook('onRequest', (request, reply, done) => {
    // What a test injects comes over no socket.
    if (hasBody(request.raw) && request.raw.socket instanceof Socket) watch(request, reply, times)
    done()
  })
}

const hasBody = ({ headers }: IncomingMessage) =>
  'transfer-encoding' in headers || Number(headers['content-length']) > 0

function watch(request: FastifyRequest, reply: FastifyReply, times: BodyTimes) {
  const { raw } = request
  const isUpload = endpointOf(request)?.fileBytes !== undefined
  const end = () => endBody(raw)
  const timer = setTimeout(end, isUpload ? times.upload : times.whole)
  raw.setTimeout(times.still, end)
  raw.once('close', () => {
    clearTimeout(timer)
    // After the answer the time is that of the next request.
    if (!reply.raw.writableFinished) raw.socket.setTimeout(0)
  })
}

/** Whoever reads the body fails, and answers; where nobody reads it, there is nobody to answer. */
function endBody(raw: IncomingMessage) {
  if (raw.listenerCount('error') > 0) raw.emit('error', new Problem(408, 'request_timeout'))
  else raw.socket.destroy()
}
