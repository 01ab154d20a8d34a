import { z } from 'zod'
import { scopeShape, timeShape, lineOfText, wholeNumber } from '@stoa/core/contract'
import { code, token, tokenScope } from '../shapes.ts'

export const signInInput = z.object({
  login: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(200),
  code: code.optional()
})

/** The continuation that came with `second_factor_required`, and the code. */
export const continuedSignInInput = z.object({ continuation: z.string().max(100), code })

export const session = z.object({
  id: z.int(),
  current: z.boolean(),
  /** Null if it is not limited. `support` began with a mailed code: tickets and reports only. */
  scopes: z.array(scopeShape).nullable(),
  userAgent: z.string(),
  /** Browser and system, such as `Chrome · Windows`. Empty if unknown. */
  device: z.string(),
  createdAt: timeShape,
  lastUsedAt: timeShape
})

export const tokenInput = z.object({
  name: lineOfText(60),
  scopes: z.array(tokenScope.exclude(['sessions'])).min(1),
  /** Days until the token expires, at most a year. */
  days: wholeNumber(1, 365)
})

/** `secret` is shown only in this answer. */
export const createdToken = token.extend({ secret: z.string() })

export const secondFactorSecret = z.object({
  /** For typing into an authenticator app. */
  secret: z.string(),
  uri: z.string(),
  /** `uri` as a QR code, an SVG document. */
  qr: z.string()
})

export const secondFactorState = z.object({
  /** Null without an authenticator. */
  authenticatorSince: timeShape.nullable(),
  recoveryCodesLeft: z.number()
})

export const secondFactorConfirmation = z.object({ code })

export const recoveryCodeList = z.object({ codes: z.array(z.string()) })
