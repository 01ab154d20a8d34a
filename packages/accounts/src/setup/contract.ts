import { z } from 'zod'
import { usernameShape } from '@stoa/core/contract'
import { emailShape } from '../email-shape.ts'
import { code, newPassword } from '../shapes.ts'

/** The secret of the set-up link. */
const link = z.string().max(100)

export const setupQuery = z.object({ link })

export const firstAdminInput = z.object({
  link,
  username: usernameShape,
  email: emailShape,
  password: newPassword,
  /** The first code of the authenticator app that has the offered secret. */
  code
})
