import { and, asc, eq, getTableColumns } from 'drizzle-orm'
import { conflict, notFound, transaction, type Context } from '@stoa/core'
import { endAccess } from '../tokens/tokens.ts'
import { ownAccount, fullRoleOf } from '../account/account.ts'
import { mailLater } from '../events.ts'
import { lockOwn } from '../recovery/account-lock.ts'
import { checkOtherWayIn, weakenFactor } from '../recovery/ways-in.ts'
import { passkeys } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { renewSession } from '../sessions/sessions.ts'
import { readStaffRule } from './staff-rule.ts'

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
