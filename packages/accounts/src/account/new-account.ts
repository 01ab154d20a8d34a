import { conflict, transaction, type Capability, type Context, type DeskTopic } from '@stoa/core'
import { checkNameIsFree, checkNameIsHonest, insertUser } from '../people/names.ts'
import { hashPassword } from '../passwords/passwords.ts'
import type { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'

export type GivenAccount = {
  username: string
  email: string
  password: string
  role?: (typeof users.$inferSelect)['role']
  capabilities?: Capability[]
  deskTopics?: DeskTopic[]
  /** May sign in only in demo mode. */
  demo?: boolean
  locale?: Context['locale']
  timeZone?: string
  bio?: string
}

/**
 * Creates an account with a confirmed address, for commands, imports and the demo. Sends no mail.
 * @returns its id
 * @throws Problem 409 `account_exists` if name or address are taken, 422 on `username` for members
 * who could be mistaken for staff or the organisation
 */
export async function createAccount(ctx: Context, { password, ...given }: GivenAccount) {
  if ((given.role ?? 'member') === 'member') {
    await checkNameIsFree(ctx, given.username)
    await checkNameIsHonest(ctx, given.username)
  }
  const passwordHash = await hashPassword(password)
  return transaction(ctx, async (ctx) => {
    const account = await insertUser(ctx, { ...given, passwordHash, emailVerifiedAt: ctx.now })
    if (!account) throw conflict('account_exists')
    const { role = 'member', capabilities = [], deskTopics = [] } = given
    const details = { role, capabilities, deskTopics }
    await recordSecurityEvent(ctx, 'account.created', { subjectId: account.id, details })
    return account.id
  })
}
