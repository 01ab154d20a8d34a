import { eq } from 'drizzle-orm'
import { conflict, Problem, transaction, type Context } from '@stoa/core'
import { confirmedAccount, type AccountWithPassword, fullRoleOf } from '../account/account.ts'
import { lockOpened } from '../recovery/account-lock.ts'
import { users } from '../schema.ts'
import { checkIsOpened } from '../sign-up/rule.ts'
import { linkIdentity } from './identities.ts'
import { provedEmail } from './newcomer.ts'
import type { Assertion, Provider } from './protocol.ts'

/**
 * Finds the account with the address that the provider gave out to this person, and links it.
 * @throws Problem 409 `identity_to_link` if the account has a power or a second factor: that
 * takes more than an address
 */
export async function findNamesake(ctx: Context, provider: Provider, assertion: Assertion) {
  const email = provedEmail(provider, assertion)
  const account = email && (await confirmedAccount(ctx, email))
  if (!account) return undefined
  checkIsInUse(ctx, account)
  if (fullRoleOf(account) !== 'member' || account.secondFactorSince)
    throw conflict('identity_to_link')
  await transaction(ctx, async (ctx) => {
    await linkIdentity(ctx, assertion, account.id, { byEmail: true })
    await joinVisitor(ctx, account.id)
  })
  return account
}

/**
 * Makes a member of a visitor: their mailbox was proved, and who the provider knows needs no
 * invitation.
 * @throws Problem 403 as `checkIsOpened`
 */
export async function joinVisitor(ctx: Context, userId: number): Promise<void> {
  const { visitor } = await lockOpened(ctx, userId)
  if (!visitor) return
  await checkIsOpened(ctx)
  await ctx.db.update(users).set({ visitor: false }).where(eq(users.id, userId))
}

/** @throws Problem 401 `provider_refused` for accounts of the demo outside of it */
export function checkIsInUse({ ports }: Context, { demo }: AccountWithPassword): void {
  if (demo && !ports.demo) throw new Problem(401, 'provider_refused')
}
