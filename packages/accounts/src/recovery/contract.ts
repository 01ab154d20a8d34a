import { z } from 'zod'

/** `restored`: the link or code was sent to the present address of the account. */
export const freezeOutcome = z.object({ restored: z.boolean() })
