import { z } from 'zod'
import {
  cursorShape,
  deskTopicShape,
  listOf,
  localeShape,
  roleShape,
  timeShape,
  wholeNumber
} from '@stoa/core/contract'
import { emailShape, capabilityList } from '../shapes.ts'

const invitedRole = roleShape.extract(['volunteer', 'staff', 'admin'])

/**
 * With `email` the invitation makes one account, for that address. `uses` is for links that are
 * passed on.
 */
export const invitationInput = z.object({
  email: emailShape.optional(),
  uses: wholeNumber(1, 1000).default(1),
  days: wholeNumber(1, 90).default(7),
  /** The language of the mail. */
  locale: localeShape.optional()
})
/** Invites one address to a role, for 72 hours. */
export const roleInvitationInput = z.object({
  email: emailShape,
  role: invitedRole,
  capabilities: capabilityList.default([]),
  /** Topics that `desk` covers. Empty means all topics. */
  deskTopics: z.array(deskTopicShape).default([]),
  /** The language of the mail. */
  locale: localeShape.optional()
})
export const roleInvitationQuery = z.object({ token: z.string().max(100) })
export const roleInvitation = z.object({ role: invitedRole })

/** `url` is the link to pass on, null if it is mailed. */
export const createdInvitation = z.object({ id: z.int(), url: z.string().nullable() })

export const listedInvitation = z.object({
  id: z.int(),
  kind: z.enum(['mail', 'link']),
  /** The role that it offers; null if it makes a member. */
  role: invitedRole.nullable(),
  /** Not used up, revoked or expired, and its maker may still invite. */
  open: z.boolean(),
  /**
   * A shortened address such as `m…@example.org`, for the maker and for admins, until somebody
   * signs up with it: an address is never shown beside the name of its owner. Null for links, and
   * 30 days after the end.
   */
  sentTo: z.string().nullable(),
  /** Null if the link does not work, or was mailed. */
  url: z.string().nullable(),
  maxUses: z.number(),
  /** The usernames of accounts made with it, confirmed or not, or that accepted its role. */
  usedBy: z.array(z.string()),
  by: z.string(),
  createdAt: timeShape,
  expiresAt: timeShape,
  revokedAt: timeShape.nullable()
})
export const invitationList = listOf(listedInvitation)
export const invitationQuery = z.object({ cursor: cursorShape.optional() })

export type ListedInvitation = z.infer<typeof listedInvitation>
