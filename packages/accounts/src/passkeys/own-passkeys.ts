import { and, asc, eq, getTableColumns, isNotNull } from 'drizzle-orm'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { conflict, notFound, transaction, type Context, emit, Problem } from '@stoa/core'
import { endAccess } from '../tokens/tokens.ts'
import { ownAccount, fullRoleOf } from '../account/account.ts'
import { mailLater } from '../events.ts'
import { lockOwn } from '../recovery/account-lock.ts'
import { checkOtherWayIn, weakenFactor, updateFactor } from '../recovery/ways-in.ts'
import { passkeys, secondFactors } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { renewSession } from '../sessions/sessions.ts'
import { readStaffRule } from './staff-rule.ts'
import { deviceOf } from '../sessions/user-agent.ts'
import { proposeAcceptedRoles } from '../invitations/role-invitation.ts'
import { authorize } from '../policy.ts'
import { replaceRecoveryCodes } from '../second-factor/codes.ts'
import { takeChallenge, checkedRelyingParty, expectedOf } from './challenge.ts'
import { algorithms, parsed, refusalOf, webAuthn, type PasskeyAnswer } from './verification.ts'

/** Lists the passkeys of the signed-in user, the oldest first. */
export const listPasskeys = ({ db, actor }: Context) => {
  const { id, name, backedUp, createdAt, lastUsedAt } = passkeys
  return db
    .select({ id, name, backedUp, createdAt, lastUsedAt })
    .from(passkeys)
    .where(eq(passkeys.userId, actor.id))
    .orderBy(asc(id))
}

/** Everything that is stored of the passkeys of a user. */
export const passkeysOf = ({ db }: Context, userId: number) => {
  const { id, userId: owner, ...stored } = getTableColumns(passkeys)
  return db.select(stored).from(passkeys).where(eq(owner, userId)).orderBy(id)
}

const isOwn = ({ actor }: Context, id: number) =>
  and(eq(passkeys.id, id), eq(passkeys.userId, actor.id))

/** @throws Problem 404, 422 as `ports.safety.review` */
export async function renamePasskey(ctx: Context, id: number, name: string): Promise<void> {
  await ctx.ports.safety.review(ctx, { path: 'name', text: name })
  await transaction(ctx, async (ctx) => {
    const { count } = await ctx.db.update(passkeys).set({ name }).where(isOwn(ctx, id))
    if (count === 0) throw notFound()
  })
}

/**
 * Removes a passkey of the signed-in user, whose other sessions and tokens end, as somebody may
 * have used it for them.
 * @throws Problem 404, 409 `passkey_required` for the last one where a power needs it, or as
 * `checkOtherWayIn` or `weakenFactor`
 */
export async function removePasskey(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const account = await lockOwn(ctx)
    const { count } = await ctx.db.delete(passkeys).where(isOwn(ctx, id))
    if (count === 0) throw notFound()
    await checkStaffKeepOne(ctx)
    await checkOtherWayIn(ctx, account)
    const isOn = await weakenFactor(ctx, account)
    await endAccess(ctx, account.id, { exceptPresent: true })
    await renewSession(ctx, isOn ? {} : { factorSince: null })
    const details = { passkeyId: id }
    await recordSecurityEvent(ctx, 'passkey.removed', { subjectId: account.id, details })
    await mailLater(ctx, 'passkey_removed', account.id)
  })
}

/** @throws Problem 409 `passkey_required` */
async function checkStaffKeepOne(ctx: Context): Promise<void> {
  const account = await ownAccount(ctx)
  if (account.passkeySince !== null || fullRoleOf(account) === 'member') return
  if (await readStaffRule(ctx)) throw conflict('passkey_required')
}

const perAccount = 20

/**
 * Adds a passkey to the signed-in user's account and tells its owner by mail. The first one turns
 * the second factor on, if there is no authenticator: other sessions and all tokens end.
 * @returns recovery codes, shown only once, if it turned the second factor on
 * @throws Problem 401 `passkey_expired`, `passkey_foreign_origin`, `passkey_unverified` or
 * `passkey_refused`; 403 `factor_lost`; 409 `passkeys_unavailable`, `passkey_taken` or
 * `passkeys_too_many`; 422 as `ports.safety.review`
 */
export async function addPasskey(
  ctx: Context,
  { name, ...given }: PasskeyAnswer & { name?: string | undefined }
): Promise<{ id: number; codes: string[] | null }> {
  authorize.actAsOwner(ctx.actor)
  if (name) await ctx.ports.safety.review(ctx, { path: 'name', text: name })
  const key = await verifyNew(ctx, given)
  return transaction(ctx, async (ctx) => {
    const { id: userId } = await lockOwn(ctx)
    const id = await insertPasskey(ctx, userId, { ...key, name: name ?? nameFor(ctx) })
    const details = { passkeyId: id }
    await recordSecurityEvent(ctx, 'passkey.added', { subjectId: userId, details })
    await mailLater(ctx, 'passkey_added', userId)
    await emit(ctx, 'actor.changed', { userId })
    return {
      id,
      codes: (await turnOn(ctx, userId)) ? await replaceRecoveryCodes(ctx, userId) : null
    }
  })
}

const nameFor = ({ origin }: Context) => deviceOf(origin?.userAgent ?? '') || 'Passkey'

/** Verifies a new key. What made it is not asked: no maker is preferred. */
async function verifyNew(ctx: Context, { attempt, credential }: PasskeyAnswer) {
  const party = checkedRelyingParty(ctx.ports)
  const use = { purpose: 'adding', userId: ctx.actor.id } as const
  const challenge = await takeChallenge(ctx, attempt, use)
  const response = parsed<RegistrationResponseJSON>(credential)
  const { verifyRegistrationResponse } = await webAuthn()
  const refused = refusalOf(response.response, response.response.authenticatorData, party)
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    ...expectedOf(party, challenge),
    supportedAlgorithmIDs: algorithms
  }).catch(() => ({ registrationInfo: undefined }))
  if (registrationInfo && !refused) return keyOf(registrationInfo)
  const refusal = refused ?? new Problem(401, 'passkey_refused')
  const details = { reason: refusal.code }
  await recordSecurityEvent(ctx, 'passkey.refused', { subjectId: ctx.actor.id, details })
  throw refusal
}

type Webauthn = Awaited<ReturnType<typeof webAuthn>>
type Registered = Awaited<ReturnType<Webauthn['verifyRegistrationResponse']>>

const keyOf = ({
  credential: { id, publicKey, counter },
  aaguid,
  credentialBackedUp
}: NonNullable<Registered['registrationInfo']>) => ({
  ...{ credentialId: id, counter, aaguid, backedUp: credentialBackedUp },
  publicKey: Buffer.from(publicKey).toString('base64url')
})

type NewKey = ReturnType<typeof keyOf> & { name: string }

async function insertPasskey({ db, now }: Context, userId: number, key: NewKey): Promise<number> {
  if ((await db.$count(passkeys, eq(passkeys.userId, userId))) >= perAccount)
    throw conflict('passkeys_too_many')
  const [added] = await db
    .insert(passkeys)
    .values({ userId, ...key, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: passkeys.id })
  if (!added) throw conflict('passkey_taken')
  return added.id
}

/** @returns whether the second factor was off before */
async function turnOn(ctx: Context, userId: number): Promise<boolean> {
  const isTheirs = eq(secondFactors.userId, userId)
  const wasOn = await ctx.db.$count(
    secondFactors,
    and(isTheirs, isNotNull(secondFactors.confirmedAt))
  )
  await ctx.db.insert(secondFactors).values({ userId }).onConflictDoNothing()
  await updateFactor(ctx, userId)
  if (wasOn > 0) return false
  await endAccess(ctx, userId, { exceptPresent: true })
  await renewSession(ctx, { factorSince: ctx.now })
  await proposeAcceptedRoles(ctx, userId)
  return true
}
