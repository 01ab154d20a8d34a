import { invalid, transaction, type Context } from '@stoa/core'
import { confirmedAccount } from '../account/account.ts'
import { tryMailedCode } from '../mail/codes.ts'
import { consumeToken } from '../mail/tokens.ts'
import { lockAccount } from './account-lock.ts'
import { claimOf } from './addresses.ts'
import { freezeStolen } from './freezing.ts'
import { undoChanges } from './undo.ts'

/**
 * Freezes the account of an address with a mailed code, for users who cannot sign in. If the
 * mailbox also has an open undo link, the undo runs instead.
 * @returns whether the address is the account's
 * @throws Problem 422 on `code`, or on `email` if no account has the address
 */
export async function freezeByCode(ctx: Context, input: { email: string; code: string }) {
  const id = await tryMailedCode(ctx, { purpose: 'freeze_code', ...input })
  return transaction(ctx, async (ctx) => {
    await consumeToken(ctx, id)
    const claim = await claimOf(ctx, input.email)
    if (claim) return undoChanges(ctx, claim)
    const account = await confirmedAccount(ctx, input.email)
    if (!account) throw invalid('email', 'field_email_no_account')
    return freezeOf(ctx, account.id)
  })
}

async function freezeOf(ctx: Context, userId: number) {
  await lockAccount(ctx, userId)
  await freezeStolen(ctx, userId)
  return { restored: true }
}
