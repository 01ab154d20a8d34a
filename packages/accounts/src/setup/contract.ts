import { z } from 'zod'
import { usernameShape } from '@stoa/core/contract'
import { agreementInput, agreementShown } from '../agreement.ts'
import { emailShape, code, newPassword } from '../shapes.ts'
import { secondFactorSecret } from '../sign-in/contract.ts'

/** The secret of the set-up link. */
const link = z.string().max(100)

export const setupQuery = z.object({ link })

/** The content of the form. */
export const firstAdminOffer = secondFactorSecret.extend({ agreement: agreementShown })

export const firstAdminInput = z.object({
  ...agreementInput,
  link,
  username: usernameShape,
  email: emailShape,
  password: newPassword,
  /** The first code of the authenticator app that has the secret. */
  code
})
