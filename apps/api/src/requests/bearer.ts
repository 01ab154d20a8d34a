import type { FastifyRequest } from 'fastify'
import { Problem } from '@stoa/core'
import { endpointOf } from '@stoa/core/server'

type Asked = Pick<FastifyRequest, 'headers'>

/**
 * The token of a request. The check of Origin relies on it, too: a looser pattern there would let
 * the session cookie act without that check.
 */
export const bearerOf = ({ headers: { authorization = '' } }: Asked): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization)?.[1]

/**
 * Refuses a program whose credentials are of another scheme, which would otherwise be answered as a
 * guest. A browser repeats the password of a proxy before the forum in every request of a page.
 * @throws Problem 401 `authorization_unsupported`
 */
export function refuseOtherSchemes(request: FastifyRequest): void {
  const { authorization, 'sec-fetch-site': from } = request.headers
  const isForeign = authorization !== undefined && bearerOf(request) === undefined
  if (isForeign && from !== 'same-origin' && endpointOf(request))
    throw new Problem(401, 'authorization_unsupported')
}
