import { z } from 'zod'
import { code } from '../shapes.ts'

/** `restored`: the link or code was sent to the present address of the account. */
export const freezeOutcome = z.object({ restored: z.boolean() })

export const closeAccountInput = z.object({
  password: z.string().min(1).max(200),
  code: code.optional()
})
