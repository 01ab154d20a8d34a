import { conflict, invalid, Problem, transaction, type Context } from '@stoa/core'
import { commandLine } from '@stoa/core/release'
import { usernameKey } from '@stoa/core/text'
import { recordAgreement } from '../agreement-record.ts'
import type { Agreement } from '../agreement.ts'
import { mailAdmins } from '../pending-changes/proposing.ts'
import { checkNewPassword } from '../passwords/new-password.ts'
import { hashPassword } from '../passwords/hash.ts'
import { replaceRecoveryCodes } from '../second-factor/recovery-codes.ts'
import { secondFactors, users } from '../schema.ts'
import { acceptTotp, derivedSecret, newFactor, offerSecret } from '../second-factor/totp.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { startSession } from '../sessions/sessions.ts'
import { isOpenLink, takeLink } from './link.ts'

const factorPurpose = 'setup-factor'

export type FirstAdmin = Agreement & {
  /** The secret of the set-up link. */
  link: string
  username: string
  email: string
  password: string
  /** The first code of the authenticator. */
  code: string
}

/**
 * Returns the secret of the first admin for an authenticator. It is derived from the link, so that
 * nothing is stored before the account exists.
 * @throws Problem 410 `setup_link_ended`
 */
export async function beginFirstAdmin(ctx: Context, link: string) {
  if (!(await isOpenLink(ctx, link))) throw linkEnded()
  return {
    ...(await offerSecret(ctx, derivedSecret(ctx, factorPurpose, link), 'admin')),
    agreement: await ctx.ports.site.showAgreement(ctx)
  }
}

/**
 * Creates the first admin, second factor included, and signs them in. The link is used up. The
 * address counts as confirmed, as whoever has the link runs the server. Admins without a second
 * factor, of a forum that had some, are mailed.
 * @returns recovery codes, shown only once
 * @throws Problem 410 `setup_link_ended`, 409 `account_exists`, 422 on `username`, `password` or `code`
 */
export async function createFirstAdmin(ctx: Context, input: FirstAdmin): Promise<string[]> {
  if (!(await isOpenLink(ctx, input.link))) throw linkEnded()
  await ctx.ports.site.checkAgreement(ctx, input)
  await ctx.ports.safety.review(ctx, { path: 'username', text: input.username })
  await checkNewPassword(ctx, input.password, input)
  const passwordHash = await hashPassword(input.password)
  return transaction(ctx, async (ctx) => {
    if (!(await takeLink(ctx, input.link))) throw linkEnded()
    await mailAdmins(ctx, 'admin_created_by_link')
    const id = await insertAdmin(ctx, input, passwordHash)
    await addFactor(ctx, id, input)
    await recordAgreement(ctx, id, input)
    await startSession(ctx, { id, role: 'admin' }, { factorSince: ctx.now })
    const made = { subjectId: id, actorId: id }
    await recordSecurityEvent(ctx, 'account.created', {
      ...made,
      details: { role: 'admin', way: 'setup_link' }
    })
    await recordSecurityEvent(ctx, 'second_factor.on', made)
    return replaceRecoveryCodes(ctx, id)
  })
}

async function insertAdmin(
  ctx: Context,
  { username, email }: FirstAdmin,
  passwordHash: string
): Promise<number> {
  const times = { emailVerifiedAt: ctx.now, createdAt: ctx.now }
  const [account] = await ctx.db
    .insert(users)
    .values({
      ...{ username, email, passwordHash, role: 'admin', locale: ctx.locale },
      usernameKey: usernameKey(username),
      ...times
    })
    .onConflictDoNothing()
    .returning({ id: users.id })
  if (!account) throw conflict('account_exists')
  return account.id
}

async function addFactor(ctx: Context, userId: number, { link, code }: FirstAdmin) {
  const secret = derivedSecret(ctx, factorPurpose, link)
  await ctx.db.insert(secondFactors).values(newFactor(ctx, userId, secret))
  if (!(await acceptTotp(ctx, userId, code))) throw invalid('code', 'field_code_wrong')
}

const linkEnded = () =>
  new Problem(410, 'setup_link_ended', { command: `${commandLine} setup-link` })
