import { and, eq, isNotNull, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import { after, transaction, type Context } from '@stoa/core'
import { fixedPeriod } from '@stoa/core/fixed-periods'
import { effectsDone, events } from '@stoa/core/schema'
import { apiTokens, invitations, knownPlaces, mailedTokens, users } from '../schema.ts'
import { deleteOldClients } from '../sessions/known-clients.ts'
import { deleteUsedTokens } from '../providers/logout.ts'
import { deleteUnboundSessions } from '../providers/provider-session.ts'
import { deleteEndedSanctions } from '../conduct/kept-sanctions.ts'
import { deleteExpiredSessions } from '../sessions/sessions.ts'
import { deleteUnconfirmed } from '../sign-up/admission.ts'

const expiredTokensFor = 30 * 24 * 3600_000

/**
 * Deletes expired sessions, sign-ins with providers that nobody completed, mailed tokens and API
 * tokens, hashes of sanctions that ended, old places and clients, the addresses of ended invitations,
 * and accounts that stayed unconfirmed for a week. A daily task calls it.
 */
export async function deleteOldAccess(ctx: Context): Promise<void> {
  const { db, now } = ctx
  const endedBefore = after(now, -fixedPeriod('invitation_addresses'))
  await deleteExpiredSessions(ctx)
  await deleteUnboundSessions(ctx)
  await deleteUsedTokens(ctx)
  await deleteEndedSanctions(ctx)
  await db
    .delete(mailedTokens)
    .where(and(lte(mailedTokens.expiresAt, now), notExists(waitingMail(ctx))))
  await db.delete(apiTokens).where(lte(apiTokens.expiresAt, after(now, -expiredTokensFor)))
  await db
    .delete(knownPlaces)
    .where(lte(knownPlaces.lastUsedAt, after(now, -fixedPeriod('known_networks'))))
  await deleteOldClients(ctx)
  await db
    .update(invitations)
    .set({ email: null })
    .where(and(isNotNull(invitations.email), lte(invitations.expiresAt, endedBefore)))
  await transaction(ctx, removeUnverified)
}

/** The unsent mail of a token. The lifetime of the token begins only when it is sent. */
const waitingMail = ({ db }: Context) =>
  db
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.type, 'account.mail'),
        sql`(${events.payload} ->> 'tokenId')::bigint = ${mailedTokens.id}`,
        notExists(
          db
            .select({ effect: effectsDone.effect })
            .from(effectsDone)
            .where(eq(effectsDone.eventId, events.id))
        )
      )
    )

async function removeUnverified(ctx: Context) {
  const { db, now } = ctx
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        isNull(users.emailVerifiedAt),
        isNull(users.erasedAt),
        eq(users.service, false),
        lte(users.createdAt, after(now, -fixedPeriod('unconfirmed_accounts'))),
        or(isNull(users.activationExpiresAt), lte(users.activationExpiresAt, now))
      )
    )
    .for('update')
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await deleteUnconfirmed(ctx, ids)
}
