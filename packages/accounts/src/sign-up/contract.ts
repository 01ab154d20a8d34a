import { z } from 'zod'
import { localeShape, usernameShape } from '@stoa/core/contract'
import { agreementInput, agreementShown } from '../agreement.ts'
import { newPassword, signUpRule, emailShape } from '../shapes.ts'

const invitationSecret = z.string().max(100)

export const signUpQuery = z.object({ invitation: invitationSecret.optional() })

export const signUpState = signUpRule.extend({
  /** Signing up works without an invitation. */
  open: z.boolean(),
  /** Mail works, which every way of joining needs. */
  opened: z.boolean(),
  /** The given invitation works. Null if none is given. */
  invited: z.boolean().nullable(),
  /** The only address that the given invitation is for. Null for links. */
  email: z.string().nullable(),
  agreement: agreementShown
})

export const signUpInput = z.object({
  ...agreementInput,
  username: usernameShape,
  email: emailShape,
  password: newPassword,
  locale: localeShape.optional(),
  /** The secret from the invitation link. */
  invitation: invitationSecret.optional(),
  /** `salt.number.signature` of the proof of work. */
  work: z.string().max(100).optional()
})

/**
 * Without a mailed invitation the answer is the same whether or not the address has an account.
 */
export const signedUp = z.object({
  /** Whether the address must be confirmed by a mail first. */
  pending: z.boolean(),
  /** Too many accounts were made from this network, so the mail leaves ten minutes later. */
  late: z.boolean()
})

/** Null if the next account from this network needs no proof of work. */
export const signUpWork = z.object({
  work: z
    .object({
      salt: z.string(),
      /** SHA-256 of `salt.number` in hex, with a number below `bound`. */
      challenge: z.string(),
      bound: z.number(),
      signature: z.string()
    })
    .nullable()
})

/**
 * Either the token of the mailed link, or the six digits in the session that signed up. The token
 * also needs that session or the password.
 */
export const verificationInput = z
  .object({
    token: z.string().max(100).optional(),
    code: z.string().trim().max(20).optional(),
    password: z.string().min(1).max(200).optional()
  })
  .refine(({ token, code }) => token !== undefined || code !== undefined, {
    path: ['code'],
    error: 'field_required'
  })

export const resetRequestInput = z.object({ email: emailShape })

export const resetInput = z.object({ token: z.string().max(100), password: newPassword })
