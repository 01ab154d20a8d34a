import { z } from 'zod'
import { factKey } from '../topics/contract.ts'

/** As they are typed; an empty text takes one back. */
export const factsInput = z.object({
  facts: z.partialRecord(factKey, z.string().max(4000))
})
/** `typed`: what an upload by a form answered in the address of its page. */
export const factsQuery = z.object({ typed: z.string().max(8000).optional() })
export const fact = z.object({
  key: factKey,
  kind: z.enum(['time', 'id', 'address', 'line', 'text']),
  required: z.boolean(),
  value: z.string().nullable(),
  /** What tickets that are part of this one say in place of it. */
  merged: z.array(z.string())
})
export const factList = z.object({
  items: z.array(fact),
  /** How many that are needed nobody has given yet. */
  missing: z.number(),
  /** What was typed beside a file and is no such fact, with why; to its requester alone. */
  refused: z.array(z.object({ key: factKey, value: z.string(), message: z.string() }))
})

export type Fact = z.infer<typeof fact>
