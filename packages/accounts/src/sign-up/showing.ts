import type { z } from 'zod'
import type { Context } from '@stoa/core'
import type { signUpState } from '../contract.ts'
import { findInvitation } from '../invitations/invitation.ts'
import { readSignUp } from './rule.ts'

/** How one joins; with the secret of a link whether it lets its holder in. */
export async function showSignUp(
  ctx: Context,
  invitation?: string
): Promise<z.input<typeof signUpState>> {
  const { way, domains, opened } = await readSignUp(ctx)
  const found = invitation ? await findInvitation(ctx, invitation) : null
  return {
    ...{ way, domains, opened },
    open: opened && way !== 'invitation',
    invited: found === null ? null : opened && found !== undefined
  }
}
