import { localeShape, timeShape, authorShape, authorRoleShape } from '@stoa/core/contract'
import { z } from 'zod'
import { shownField } from '../fields/contract.ts'
import { postState } from '../shapes.ts'

/** Set if a post was marked as outdated; `by` is its successor, if one was named. */
export const outdated = z.object({
  at: timeShape,
  by: z
    .object({
      url: z.string(),
      number: z.int(),
      /** Title of the successor's thread; null if it is in the same thread. */
      title: z.string().nullable()
    })
    .nullable()
})

export const post = z.object({
  id: z.int(),
  number: z.int(),
  url: z.string(),
  author: authorShape,
  /** The name that the author gave up within 30 days. */
  formerName: z.string().nullable(),
  authorRole: authorRoleShape,
  official: z.boolean(),
  state: postState,
  /** Null in a stub: the post is hidden, withdrawn or moved, and this reader does not see it. */
  html: z.string().nullable(),
  /** The language of its text: its thread's unless it is clearly in another. */
  language: localeShape,
  /** Its answers to the fields of its category, in their order. */
  fields: z.array(shownField),
  /**
   * Whether the post leads readers out of the forum, for example to a messenger. Staff never do
   * that, so the page warns.
   */
  leadsOut: z.boolean(),
  /**
   * Whether the post, which is not official, has an address that money could be sent to. The page
   * warns.
   */
  namesWallet: z.boolean(),
  /** Reason from the list, if the post is hidden. */
  hiddenReason: z.string().nullable(),
  /** Hidden by reports alone, until a moderator has decided. */
  autoHidden: z.boolean(),
  replyTo: z.object({ number: z.int(), username: z.string() }).nullable(),
  voteCount: z.int(),
  voted: z.boolean(),
  bookmarked: z.boolean(),
  accepted: z.boolean(),
  outdated: outdated.nullable(),
  authorMuted: z.boolean(),
  revisionCount: z.int(),
  createdAt: timeShape,
  editedAt: timeShape.nullable(),
  can: z.object({
    vote: z.boolean(),
    edit: z.boolean(),
    withdraw: z.boolean(),
    accept: z.boolean(),
    outdate: z.boolean(),
    report: z.boolean(),
    hide: z.boolean(),
    restore: z.boolean(),
    /** Staff lets volunteers decide about a post that staff hid. */
    unassign: z.boolean(),
    approve: z.boolean()
  })
})

export type Post = z.infer<typeof post>
