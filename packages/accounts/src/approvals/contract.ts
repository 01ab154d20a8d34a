import { z } from 'zod'
import type { ApprovalKindName } from '@stoa/core'
import { lineOfText, timeShape } from '@stoa/core/contract'
import { clientDifference } from '../providers/settings-contract.ts'
import { waitingShape } from '../shapes.ts'

const about = {
  kind: z.string() as unknown as z.ZodType<ApprovalKindName>,
  /** Ids and choices that say exactly what changes, by kind. */
  subject: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Of what changes, in the reader's language. */
  name: z.string(),
  /** The user who gains by it. */
  username: z.string().nullable()
}

export const approvalList = z.object({
  items: z.array(
    waitingShape.extend({
      ...about,
      /** The difference in a provider that people must sign in by. */
      client: clientDifference.nullable(),
      /** How many others must agree. */
      agreements: z.int(),
      /** Those who agreed. */
      approvedBy: z.array(z.string())
    })
  ),
  /** What the actor wrote, decided within 14 days. */
  decided: z.array(
    z.object({
      ...{ id: z.int(), ...about },
      state: z.enum(['approved', 'unopposed', 'refused']),
      reason: z.string().nullable(),
      decidedBy: z.string().nullable(),
      decidedAt: timeShape
    })
  )
})

export const refusalInput = z.object({ reason: lineOfText(500) })
