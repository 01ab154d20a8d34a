import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { ownAccount } from './account.ts'
import { identities, signInProviders } from './schema.ts'

/**
 * Lists how the signed-in user can prove that the account is theirs. `code`: one of the second
 * factor, with the password if there is one.
 */
export async function listWaysToProve(ctx: Context) {
  const { passwordHash, secondFactorSince } = await ownAccount(ctx)
  return {
    password: passwordHash !== null,
    code: secondFactorSince !== null,
    providers: await ownProviders(ctx)
  }
}

/** The providers in use that sign the user in. */
async function ownProviders(ctx: Context) {
  const { id, slug, name, logo, issuer, enabled } = signInProviders
  const rows = await ctx.db
    .selectDistinctOn([id], { slug, name, logo })
    .from(identities)
    .innerJoin(signInProviders, and(eq(issuer, identities.issuer), eq(enabled, true)))
    .where(eq(identities.userId, ctx.actor.id))
    .orderBy(asc(id))
  return rows.map((row) => ({ ...row, name: wordsFor(ctx, row.name) }))
}
