import type { FastifyInstance } from 'fastify'
import { publicKeys } from '@stoa/announcements'
import type { DocumentParts } from './documents.ts'

/** Serves the public keys of announcement signatures, old ones included, at the well-known URL. */
export function answerKeys(app: FastifyInstance, { db }: Pick<DocumentParts, 'db'>): void {
  app.get('/.well-known/jwks.json', async (_request, reply) => {
    const keys = JSON.stringify(await publicKeys({ db }))
    return reply.type('application/jwk-set+json; charset=utf-8').send(keys)
  })
}
