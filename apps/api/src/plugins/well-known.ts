import type { FastifyInstance } from 'fastify'
import { after, notFound } from '@stoa/core'

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
