import { z } from 'zod'
import { lineOfText } from '@stoa/core/contract'
import { customFactKinds, factKey } from '../topics/contract.ts'
import { maxFormLength } from '../topics/forms.ts'
import { ticketRow } from '../shapes.ts'

export const factLookupInput = z.object({
  /** A whole transaction ID or order ID, however it is written. */
  value: lineOfText(200),
  /** Why it is needed; stands in the security log. */
  reason: lineOfText(300, 5)
})
/** The newest tickets with this value, among those that the agent answers. */
export const foundTickets = z.object({ items: z.array(ticketRow) })

/** Facts as typed; an empty text deletes a fact. */
export const factsInput = z.object({
  facts: z
    .record(factKey, z.string().max(4000))
    .refine((facts) => Object.keys(facts).length <= 2 * maxFormLength, 'field_invalid')
})
/** `typed`: sealed values that an upload by form put into the URL of its page. */
export const factsQuery = z.object({ typed: z.string().max(8000).optional() })
export const fact = z.object({
  key: factKey,
  kind: z.enum(['time', 'id', 'address', ...customFactKinds]),
  /** Label in the reader's language; null for a standard fact, which clients name. */
  label: z.string().nullable(),
  /** What a custom fact says beside its field, an example included. */
  hint: z.string().nullable(),
  example: z.string().nullable(),
  /** Values to choose from, with labels in the reader's language. */
  choices: z.array(z.object({ value: z.string(), label: z.string() })),
  required: z.boolean(),
  value: z.string().nullable(),
  /** What the requester wrote in the thread of the ticket, to confirm; for them only. */
  offered: z.string().nullable(),
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
