import { z } from 'zod'
import { factKey } from '../topics/contract.ts'

/** Facts as typed; an empty text deletes a fact. */
export const factsInput = z.object({
  facts: z.partialRecord(factKey, z.string().max(4000))
})
/** `typed`: sealed values that an upload by form put into the URL of its page. */
export const factsQuery = z.object({ typed: z.string().max(8000).optional() })
export const fact = z.object({
  key: factKey,
  kind: z.enum(['time', 'id', 'address', 'line', 'text']),
  required: z.boolean(),
  value: z.string().nullable(),
  /** Different values from tickets that were merged into this one. */
  merged: z.array(z.string())
})
export const factList = z.object({
  items: z.array(fact),
  /** Number of required facts without a value. */
  missing: z.number(),
  /** Invalid values that were typed beside a file, with the reason; for the requester only. */
  refused: z.array(z.object({ key: factKey, value: z.string(), message: z.string() }))
})

export type Fact = z.infer<typeof fact>
