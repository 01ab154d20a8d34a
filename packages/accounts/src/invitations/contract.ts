import { z } from 'zod'
import { cursorShape, listOf, localeShape, timeShape, wholeNumber } from '@stoa/core/contract'
import { emailShape } from '../email-shape.ts'

/** With `email` one account may be made, by this address; `uses` is for links that are passed on. */
export const invitationInput = z.object({
  email: emailShape.optional(),
  uses: wholeNumber(1, 1000).default(1),
  days: wholeNumber(1, 90).default(7),
  /** Of the mail. */
  locale: localeShape.optional()
})
/** The link to pass on; null where it is mailed. */
export const createdInvitation = z.object({ id: z.number(), url: z.string().nullable() })

export const listedInvitation = z.object({
  id: z.number(),
  kind: z.enum(['mail', 'link']),
  /** Neither used up, revoked nor too old, and whoever made it may still invite. */
  open: z.boolean(),
  /**
   * Such as `m…@example.org`, for who made it and for admins, until somebody signs up by it: no address
   * stands beside the name of who has it. Null for links, and 30 days after its end.
   */
  sentTo: z.string().nullable(),
  /** Null where it does not work, or was mailed. */
  url: z.string().nullable(),
  maxUses: z.number(),
  /** Those who signed up by it, confirmed or not yet. */
  usedBy: z.array(z.string()),
  by: z.string(),
  createdAt: timeShape,
  expiresAt: timeShape,
  revokedAt: timeShape.nullable()
})
export const invitationList = listOf(listedInvitation)
export const invitationQuery = z.object({ cursor: cursorShape.optional() })

export type ListedInvitation = z.infer<typeof listedInvitation>
