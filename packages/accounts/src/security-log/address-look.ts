import { and, eq, gt } from 'drizzle-orm'
import { after, notFound, transaction, type Context } from '@stoa/core'
import { unseal } from '../secrets.ts'
import { recordSecurityEvent, sealedUnder } from './recording.ts'
import { securityEventAddresses, securityEvents } from './schema.ts'

/**
 * Returns the full address of a security event as long as addresses are kept, and records the actor and the
 * reason as an event. The caller is an admin.
 * @throws Problem 404, 422 as `ports.safety.review`
 */
export async function lookAtAddress(ctx: Context, eventId: number, reason: string) {
  const { createdAt, sealed, subjectId } = await findSealed(ctx, eventId)
  await ctx.ports.safety.review(ctx, { path: 'reason', text: reason })
  return transaction(ctx, async (ctx) => {
    const look = { subjectId: subjectId ?? undefined, details: { eventId, reason } }
    await recordSecurityEvent(ctx, 'look.event_address', look)
    return { value: unseal(ctx.ports, ...sealedUnder(createdAt), sealed) }
  })
}

async function findSealed(ctx: Context, eventId: number) {
  const since = after(ctx.now, -(await ctx.ports.site.retainedFor(ctx, 'addresses')))
  const { createdAt, sealed } = securityEventAddresses
  const [found] = await ctx.db
    .select({ createdAt, sealed, subjectId: securityEvents.subjectId })
    .from(securityEventAddresses)
    .innerJoin(
      securityEvents,
      and(eq(securityEvents.createdAt, createdAt), eq(securityEvents.id, eventId))
    )
    .where(and(eq(securityEventAddresses.eventId, eventId), gt(createdAt, since)))
  if (!found) throw notFound()
  return found
}
