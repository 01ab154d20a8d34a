import { z } from 'zod'
import { timeShape } from '@stoa/core/contract'
import { secondFactorSecret } from '../sign-in/contract.ts'
import { code } from '../shapes.ts'

/** The continuation that came with `second_factor_required`. */
export const lossCodeInput = z.object({ continuation: z.string().max(100) })

export const lossReportInput = z.object({
  continuation: z.string().max(100),
  /** The code that was mailed to the account. */
  code: z.string().trim().max(20)
})

export const lossReport = z.object({
  lostAt: timeShape,
  /** When another factor may replace it. Null until two admins have confirmed the loss. */
  replaceableAt: timeShape.nullable(),
  /** Once it may be replaced: the secret of another factor, and what proves the steps so far. */
  offer: secondFactorSecret.extend({ grant: z.string() }).nullable()
})

export const replacementInput = z.object({
  grant: z.string().max(100),
  /** The first code of the authenticator that has the offered secret. */
  code
})

export const adminRecoveryQuery = z.object({ link: z.string().max(100) })

export const adminRecoveryOffer = secondFactorSecret.extend({ username: z.string() })

export const adminRecoveryInput = z.object({
  link: z.string().max(100),
  password: z.string().min(1).max(200),
  code
})
