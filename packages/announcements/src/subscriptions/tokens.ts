import { eq } from 'drizzle-orm'
import { everyKeyed, sameSecret } from '@stoa/accounts/secrets'
import { notFound, type Context, type Ports } from '@stoa/core'
import { announcementSubscriptions } from './schema.ts'

type Keys = Pick<Ports, 'keyFor' | 'previousKeyFor'>

/** What the link of a mail does. */
export type LinkPurpose = 'confirm' | 'end'

export type Subscription = typeof announcementSubscriptions.$inferSelect

/** Makes the signed token of a link. It is worth nothing once the subscription is deleted. */
export function linkToken(ports: Keys, purpose: LinkPurpose, id: number): string {
  return `${id}.${signatures(ports, purpose, id)[0] ?? ''}`
}

/**
 * Finds the subscription of a link.
 * @throws Problem 404 for a token that this forum did not sign for the purpose, or of a
 * subscription that is deleted
 */
export async function findSubscription(
  ctx: Context,
  purpose: LinkPurpose,
  token: string
): Promise<Subscription> {
  const [id = '', given = ''] = token.split('.')
  if (!/^\d{1,15}$/.test(id)) throw notFound()
  const isSigned = signatures(ctx.ports, purpose, Number(id)).some((one) => sameSecret(given, one))
  if (!isSigned) throw notFound()
  const [found] = await ctx.db
    .select()
    .from(announcementSubscriptions)
    .where(eq(announcementSubscriptions.id, Number(id)))
  if (!found) throw notFound()
  return found
}

const signatures = (ports: Keys, purpose: LinkPurpose, id: number) =>
  everyKeyed(ports, 'announcement-subscription', `${purpose}.${id}`).map((signature) =>
    signature.toString('base64url')
  )
