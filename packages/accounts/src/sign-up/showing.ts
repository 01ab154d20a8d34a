import type { z } from 'zod'
import type { Context } from '@stoa/core'
import type { signUpState } from '../endpoints/signing-up-contract.ts'
import { findInvitation } from '../invitations/invitation.ts'
import { readSignUp, ruleInForce } from './rule.ts'

/** Returns how to join and, for the secret of an invitation link, whether the invitation works. */
export async function showSignUp(
  ctx: Context,
  invitation?: string
): Promise<z.input<typeof signUpState>> {
  const { way, domains, opened } = await readSignUp(ctx)
  const inForce = await ruleInForce(ctx)
  const found = invitation ? await findInvitation(ctx, invitation) : null
  return {
    ...{ way, domains, opened },
    open: opened && inForce.way !== 'invitation',
    invited: found === null ? null : opened && found !== undefined,
    email: (opened && found?.email) || null,
    agreement: await ctx.ports.site.showAgreement(ctx)
  }
}
