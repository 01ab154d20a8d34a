import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { after, conflict, transaction, type Context } from '@stoa/core'
import { consume } from '@stoa/core/limits'
import { activate } from '../directory/activation.ts'
import { findAccount, type Account, fullRole, fullRoleOf } from '../account/account.ts'
import { countedHere, loginKey } from '../sign-in/attempts.ts'
import { mailLater } from '../events.ts'
import { consumeToken, findByToken, isTokenOpen, linkExpired, newToken } from '../mail/tokens.ts'
import type { Purpose } from '../providers/attempt.ts'
import { linkIdentity } from '../providers/identities.ts'
import { joinVisitor } from '../providers/newcomer.ts'
import type { Assertion } from '../providers/protocol.ts'
import { waitingIdentity } from '../providers/provider-session.ts'
import { lockAccount } from '../recovery/account-lock.ts'
import { mailedTokens, users } from '../schema.ts'
import { countUnknownSignIn, recordSecurityEvent } from '../security-log/record.ts'
import type { Proved } from '../sign-in/continuation.ts'
import { bindsAll } from './mode.ts'
import { checkLinksOpen } from './refusals.ts'
import { openAccount } from '../recovery/freeze.ts'

const mailsPerAddress = { count: 5, seconds: 3600 }
const day = 24 * 3600_000

/**
 * Mails a link that links a provider to the member with this confirmed address, or to the account
 * that waits there for its owner. For other addresses
 * it runs the same statements. Those with special permissions get none; see `linkByMail`.
 * The link ends after a day, or with the date if that is sooner.
 * @throws Problem 409 as `checkLinksOpen`, 429
 */
export async function requestLinkMail(ctx: Context, email: string): Promise<void> {
  const { startsAt } = await checkLinksOpen(ctx)
  const tomorrow = after(ctx.now, day)
  const expiresAt = startsAt > ctx.now && startsAt < tomorrow ? startsAt : tomorrow
  await consume(ctx.db, ctx.now, 'link_mail', countedHere(ctx, loginKey(email)), mailsPerAddress)
  await transaction(ctx, async (ctx) => {
    const [link] = await insertLinkFor(ctx, email, expiresAt)
    await mailLater(ctx, 'link_requested', link?.userId ?? 0, link?.id ?? null)
    if (!link) return countUnknownSignIn(ctx)
    const requested = { subjectId: link.userId, actorId: 0 }
    await recordSecurityEvent(ctx, 'identity.link_requested', requested)
  })
}

function insertLinkFor(ctx: Context, email: string, expiresAt: string) {
  const { hash, seed, purpose, createdAt } = newToken(ctx, 'identity_link')
  return ctx.db.execute<{ id: number; userId: number }>(sql`
    insert into ${mailedTokens} (hash, seed, purpose, user_id, email, created_at, expires_at)
    select ${hash}::text, ${seed}::text, ${purpose}::text, id, email, ${createdAt}::timestamptz,
      ${expiresAt}::timestamptz
    from ${users} where lower(email) = lower(${email})
      and (email_verified_at is not null or activation_expires_at > ${createdAt})
      and erased_at is null and not service and (not demo or ${ctx.ports.demo})
      and ${fullRole} = 'member'
    order by email_verified_at is null, id desc limit 1
    returning id, user_id as "userId"`)
}

/** Returns whose account a mailed link is for. @throws Problem 410 `link_expired` */
export async function showMailedLink(ctx: Context, token: string) {
  const { userId, expiresAt } = await findByToken(ctx, 'identity_link', token)
  const account = await findAccount(ctx, eq(users.id, userId))
  if (!account) throw linkExpired()
  return { username: account.username, expiresAt }
}

type Mailed = Pick<Purpose, 'mailedToken' | 'userId'>

/**
 * Returns the account that a mailed link links. One with special permissions is never linked so.
 * @throws Problem 410 `link_expired`, also if the address changed since; 409 `identity_to_link`, or as
 * `checkLinksOpen`
 */
export async function accountToLink(ctx: Context, { mailedToken = 0, userId }: Mailed) {
  const mode = await checkLinksOpen(ctx)
  const account = await findAccount(ctx, eq(users.id, userId))
  if (!account || !(await isSentTo(ctx, mailedToken, account))) throw linkExpired()
  if (fullRoleOf(account) !== 'member') throw conflict('identity_to_link')
  return { account, mode }
}

/**
 * Links an identity to the account of a mailed link, which counts once. The mailbox proves as much as
 * it does for a new password: call it only after the second factor, if there is one.
 * @throws Problem 410 `link_expired` or 409 as `accountToLink` or `linkIdentity`
 */
export async function linkByMail(
  ctx: Context,
  mailed: Mailed,
  identity: Pick<Assertion, 'issuer' | 'subject'>
): Promise<void> {
  const { mailedToken = 0, userId } = mailed
  await transaction(ctx, async (ctx) => {
    const locked = await lockAccount(ctx, userId)
    const { account, mode } = await accountToLink(ctx, mailed)
    await consumeToken(ctx, mailedToken)
    if (!account.emailVerifiedAt) await activateAwaited(ctx, account)
    // Where no password can be reset, the link opens a frozen account. Its old password is gone.
    if (locked.frozenAt && bindsAll(mode, ctx.now))
      await openAccount(ctx, userId, { passwordHash: null })
    await linkIdentity(ctx, identity, userId, { byEmail: true })
    await joinVisitor(ctx, userId)
  })
}

/**
 * Links what a mailed link and a provider proved, now that the second factor was given. What claims
 * give comes with the next sign-in.
 * @returns the account as it is then
 * @throws Problem 401 `sign_in_expired`, 410 or 409 as `linkByMail`
 */
export async function linkAfterFactor(ctx: Context, proved: Proved): Promise<Proved> {
  const { id: userId, mailedToken, providerSessionId } = proved
  if (mailedToken === undefined) return proved
  await linkByMail(ctx, { mailedToken, userId }, await waitingIdentity(ctx, providerSessionId))
  return { ...proved, ...(await findAccount(ctx, eq(users.id, userId))) }
}

/**
 * The mailed link proves the address of an account that an admin made. The documents are asked for at
 * the first visit.
 * @throws Problem 410 `link_expired` if it never waited for its owner; 409 as `activate`
 */
async function activateAwaited(ctx: Context, { id: userId, email }: Account): Promise<void> {
  const waits = and(eq(users.id, userId), isNotNull(users.activationExpiresAt))
  if ((await ctx.db.$count(users, waits)) === 0) throw linkExpired()
  await activate(ctx, { userId, email, passwordHash: null })
}

async function isSentTo({ db, now }: Context, id: number, { email }: Account): Promise<boolean> {
  const { email: sentTo } = mailedTokens
  const isIt = and(eq(mailedTokens.id, id), isTokenOpen(now))
  const [token] = await db.select({ sentTo }).from(mailedTokens).where(isIt)
  return token?.sentTo?.toLowerCase() === email?.toLowerCase()
}
