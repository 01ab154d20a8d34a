import { z } from 'zod'
import { lineOfText, timeShape } from '@stoa/core/contract'

const reason = lineOfText(300, 5)

export const holdInput = z.object({
  /** Last day of the hold, UTC. */
  until: z.iso.date('field_tickets_hold_until'),
  reason
})
export const liftingInput = z.object({ reason })

/** For the desk only. */
export const ticketHold = z.object({
  /** Until when nothing of the ticket is removed; null if no hold stands. */
  until: timeShape.nullable(),
  /** The proposal that was approved last, if a hold stands. */
  approved: z
    .object({ reason: z.string(), by: z.string().nullable(), approvedBy: z.string().nullable() })
    .nullable(),
  /** A proposal that waits for a second agent. */
  waiting: z
    .object({
      revision: z.string(),
      /** Null: it would end the hold early. */
      until: timeShape.nullable(),
      reason: z.string(),
      by: z.string().nullable(),
      proposedAt: timeShape,
      can: z.object({ approve: z.boolean() })
    })
    .nullable()
})

export type TicketHold = z.infer<typeof ticketHold>
