import { z } from 'zod'
import { factKey } from '../topics/contract.ts'

/** As they are typed; an empty text takes one back. */
export const factsInput = z.object({
  facts: z.partialRecord(factKey, z.string().max(4000))
})
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
  missing: z.number()
})

export type Fact = z.infer<typeof fact>
