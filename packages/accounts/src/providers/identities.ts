import { and, asc, eq } from 'drizzle-orm'
import { conflict, notFound, transaction, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { endAccess } from '../tokens/tokens.ts'
import { mailLater } from '../events.ts'
import { revokeMailedTokens } from '../mail/tokens.ts'
import { lockOpened, lockOwn } from '../recovery/account-lock.ts'
import { resumeSanctions } from '../conduct/kept-sanctions.ts'
import { checkOtherWayIn } from '../recovery/ways-in.ts'
import { identities, signInProviders, type SeenClaims } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { lockMode } from '../sign-in-mode/mode.ts'
import { checkAdminProvider } from '../sign-in-mode/unlinked.ts'
import { renewSession } from '../sessions/sessions.ts'
import { settleIfClaimed } from './claims/settle.ts'
import type { Assertion } from './protocol.ts'
import { deleteWaiting } from './provider-session.ts'

type Named = Pick<Assertion, 'issuer' | 'subject'>

const isNamed = ({ issuer, subject }: Named) =>
  and(eq(identities.issuer, issuer), eq(identities.subject, subject))

export async function identityOf({ db }: Pick<Context, 'db'>, named: Named) {
  const [identity] = await db.select().from(identities).where(isNamed(named))
  return identity
}

/** Records that an identity was used. */
export const touchIdentity = ({ db, now }: Context, named: Named) =>
  db.update(identities).set({ lastUsedAt: now }).where(isNamed(named))

/**
 * Links an identity to an account and tells its owner by mail. An owner who links again one that was
 * linked by its address alone makes it their own.
 * @throws Problem 403 `account_frozen`, 409 `identity_taken` if it is linked to another account
 */
export async function linkIdentity(
  ctx: Context,
  named: Named,
  userId: number,
  how: Linked = {}
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await lockOpened(ctx, userId)
    if (!(await insertIdentity(ctx, named, userId, how))) return
    await revokeMailedTokens(ctx, userId, 'identity_link')
    await resumeSanctions(ctx, userId)
    await recordSecurityEvent(ctx, 'identity.linked', {
      subjectId: userId,
      actorId: userId,
      details: { issuer: named.issuer }
    })
    await mailLater(ctx, 'identity_linked', userId)
  })
}

/** `byEmail`: only its address says that it is of the same person. */
type Linked = { byEmail?: boolean; claims?: SeenClaims }

/**
 * @returns false if it was linked to this account before
 * @throws Problem 409 `identity_taken`
 */
export async function insertIdentity(
  ctx: Context,
  named: Named,
  userId: number,
  how: Linked = {}
): Promise<boolean> {
  const { issuer, subject } = named
  const row = { issuer, subject, userId, ...how, createdAt: ctx.now, lastUsedAt: ctx.now }
  const { count } = await ctx.db.insert(identities).values(row).onConflictDoNothing()
  if (count > 0) return true
  if ((await identityOf(ctx, named))?.userId !== userId) throw conflict('identity_taken')
  if (!how.byEmail) await own(ctx, named)
  return false
}

/** Makes an identity that its address alone linked a way in as new as its owner's proof of it. */
const own = ({ db, now }: Context, named: Named) =>
  db
    .update(identities)
    .set({ byEmail: false, createdAt: now })
    .where(and(isNamed(named), eq(identities.byEmail, true)))

/** Everything that is stored of the identities of a user. */
export const identitiesOf = ({ db }: Context, userId: number) => {
  const { issuer, subject, byEmail, claims, createdAt, lastUsedAt } = identities
  return db
    .select({ issuer, subject, byEmail, claims, createdAt, lastUsedAt })
    .from(identities)
    .where(eq(identities.userId, userId))
    .orderBy(asc(issuer), asc(subject))
}

/** Lists the identities of the signed-in user, with the name of each one's provider. */
export async function listIdentities(ctx: Context) {
  const { id, issuer, createdAt, lastUsedAt } = identities
  const { slug, name, logo } = signInProviders
  const rows = await ctx.db
    .selectDistinctOn([id], { id, slug, name, logo, createdAt, lastUsedAt })
    .from(identities)
    .innerJoin(signInProviders, eq(signInProviders.issuer, issuer))
    .where(eq(identities.userId, ctx.actor.id))
    .orderBy(asc(id), asc(signInProviders.id))
  return rows.map((row) => ({ ...row, name: wordsFor(ctx, row.name) }))
}

/**
 * Unlinks an account at a provider from the signed-in user, whose other sessions and tokens end, as
 * somebody may have used it for them.
 * @throws Problem 404, 409 as `checkOtherWayIn` or `checkAdminProvider`
 */
export async function unlinkIdentity(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const userId = ctx.actor.id
    await lockMode(ctx)
    const account = await lockOwn(ctx)
    const [gone] = await ctx.db
      .delete(identities)
      .where(and(eq(identities.userId, userId), eq(identities.id, id)))
      .returning({ issuer: identities.issuer, subject: identities.subject })
    if (!gone) throw notFound()
    await checkOtherWayIn(ctx, account)
    if (account.role === 'admin') await checkAdminProvider(ctx)
    // Powers and groups by its claims go with it.
    await settleIfClaimed(ctx, userId)
    await deleteWaiting(ctx, gone)
    await revokeMailedTokens(ctx, userId, 'identity_link')
    await endAccess(ctx, userId, { exceptPresent: true })
    await renewSession(ctx)
    const details = { issuer: gone.issuer }
    await recordSecurityEvent(ctx, 'identity.unlinked', { subjectId: userId, details })
    await mailLater(ctx, 'identity_unlinked', userId)
  })
}
