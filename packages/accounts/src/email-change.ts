import { eq } from 'drizzle-orm'
import { conflict, consume, emit, forbidden, invalid, write, type Context } from '@stoa/core'
import { isDuplicate } from './duplicates.ts'
import { mailLater } from './events.ts'
import { freezeAccount } from './freezing.ts'
import { createMailedToken, findByToken, spendToken, voidTokens } from './mailed-tokens.ts'
import { provePassword } from './proof.ts'
import { users } from './schema.ts'
import { recordSecurityEvent } from './security-log/recording.ts'
import { endProofs } from './sessions.ts'

const changesPerAccount = { count: 5, seconds: 24 * 3600 }

/**
 * Asks for another address: a link goes to it, and a notice that can undo the change to the present
 * one. Whether somebody else has the address is told by the mail only.
 * @throws Problem 422 on `email` or `password`, 429
 */
export async function changeEmail(ctx: Context, input: { email: string; password: string }) {
  const { id, email } = await provePassword(ctx, input.password)
  if (email?.toLowerCase() === input.email.toLowerCase()) throw invalid('email', 'field_email_same')
  await consume(ctx.db, ctx.now, 'email_change', `user:${id}`, changesPerAccount)
  await write(ctx, async (ctx) => {
    await voidTokens(ctx, id, 'email_change')
    const change = await createMailedToken(ctx, 'email_change', { userId: id, email: input.email })
    await mailLater(ctx, 'email_change', id, change)
    const undo = await createMailedToken(ctx, 'email_undo', { userId: id, email })
    await mailLater(ctx, 'email_undo', id, undo)
    await recordSecurityEvent(ctx, 'email.change_requested', { subjectId: id })
  })
}

/**
 * Moves the account to the address that the link was sent to.
 * @throws Problem 410 `link_expired`, 403 `link_of_another_account` where the link does not belong to
 * who is signed in (a mistyped address must not give the account to its owner), 409 `address_taken`
 */
export async function confirmEmail(ctx: Context, token: string): Promise<void> {
  const found = await findByToken(ctx, 'email_change', token)
  if (found.userId !== ctx.actor.id) throw forbidden('link_of_another_account')
  await useAddress(ctx, found, async (ctx) => {
    await voidTokens(ctx, found.userId, 'password_reset')
    await endProofs(ctx, found.userId)
    await recordSecurityEvent(ctx, 'email.changed', { subjectId: found.userId })
  })
}

/**
 * Puts the former address back, or stops the change, and freezes the account: whoever asked for the
 * change knew the password.
 * @throws Problem 410 `link_expired`, 409 `address_taken`
 */
export async function undoEmailChange(ctx: Context, token: string): Promise<void> {
  const found = await findByToken(ctx, 'email_undo', token)
  await useAddress(ctx, found, async (ctx) => {
    await recordSecurityEvent(ctx, 'email.undone', { subjectId: found.userId, actorId: 0 })
    await freezeAccount(ctx, found.userId)
  })
}

async function useAddress(
  ctx: Context,
  { id, userId, email }: Awaited<ReturnType<typeof findByToken>>,
  also: (ctx: Context) => Promise<unknown>
) {
  await write(ctx, async (ctx) => {
    await spendToken(ctx, id)
    await ctx.db.update(users).set({ email, emailVerifiedAt: ctx.now }).where(eq(users.id, userId))
    await also(ctx)
    await emit(ctx, 'actor.changed', { userId })
  }).catch((error: unknown) => {
    throw isDuplicate(error, 'users_email') ? conflict('address_taken') : error
  })
}
