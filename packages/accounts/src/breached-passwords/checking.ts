import { createHash } from 'node:crypto'
import { invalid, type Context } from '@stoa/core'
import { checkStrength, type Owner } from '../password-strength.ts'

/**
 * Refuses a new password that is weak, made of the owner's name, or known from data breaches. Others
 * are asked about it only if it is good otherwise.
 * @throws Problem 422 on `password`
 */
export async function checkNewPassword(
  ctx: Context,
  password: string,
  owner: Owner
): Promise<void> {
  await checkStrength(password, owner, await ctx.ports.site.siteNames(ctx))
  const sha1 = createHash('sha1').update(password).digest('hex').toUpperCase()
  const { isListed, isPwned } = ctx.ports.breachedPasswords
  if (isListed(sha1) || (await isPwned(sha1))) throw invalid('password', 'field_password_breached')
}
