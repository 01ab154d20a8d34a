import { z } from 'zod'
import { lineOfText } from '@stoa/core/contract'
import { ticketRow } from '../shapes.ts'

export const factLookupInput = z.object({
  /** A whole transaction ID or order ID, however it is written. */
  value: lineOfText(200),
  /** Why it is needed; stands in the security log. */
  reason: lineOfText(300, 5)
})
/** The newest tickets with this value, among those that the agent answers. */
export const foundTickets = z.object({ items: z.array(ticketRow) })
