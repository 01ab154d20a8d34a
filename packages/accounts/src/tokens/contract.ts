import { z } from 'zod'
import { lineOfText, wholeNumber } from '@stoa/core/contract'
import { token, tokenScope } from '../shapes.ts'

export const tokenInput = z.object({
  name: lineOfText(60),
  scopes: z.array(tokenScope.exclude(['sessions'])).min(1),
  /** Days until the token expires, at most a year. */
  days: wholeNumber(1, 365)
})

/** `secret` is shown only in this answer. */
export const createdToken = token.extend({ secret: z.string() })
