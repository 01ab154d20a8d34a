import type { FastifyInstance } from 'fastify'
import { after, notFound } from '@stoa/core'
import { publicKeys } from '@stoa/announcements'
import type { DocumentParts } from './documents.ts'

type Parts = { origin: string; securityContact?: string; clock(): string }

const day = 24 * 3_600_000

export function answerWellKnown(app: FastifyInstance, parts: Parts): void {
  app.get('/.well-known/change-password', (_request, reply) => reply.redirect('/settings/password'))
  app.get('/.well-known/security.txt', (_request, reply) => {
    if (parts.securityContact === undefined) throw notFound()
    return reply.type('text/plain; charset=utf-8').send(securityText(parts.securityContact, parts))
  })
}

/** RFC 9116. It expires after thirty days, so that an old copy shows its age. */
const securityText = (contact: string, { origin, clock }: Parts) =>
  [
    `Contact: ${contact}`,
    `Expires: ${after(clock().slice(0, 10), 30 * day)}`,
    'Preferred-Languages: en, zh',
    `Canonical: ${origin}/.well-known/security.txt`,
    ''
  ].join('\n')

/** Serves the public keys of announcement signatures, old ones included, at the well-known URL. */
export function answerKeys(app: FastifyInstance, { db }: Pick<DocumentParts, 'db'>): void {
  app.get('/.well-known/jwks.json', async (_request, reply) => {
    const keys = JSON.stringify(await publicKeys({ db }))
    return reply.type('application/jwk-set+json; charset=utf-8').send(keys)
  })
}
