import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  listOf,
  localeShape,
  revisionShape,
  snapshotShape,
  timeShape
} from '@stoa/core/contract'
import { shownField } from '@stoa/threads/contract'
import { reasons } from '../schema.ts'

const campaignPost = z.object({
  postId: z.int(),
  threadId: z.int(),
  number: z.int(),
  title: z.string(),
  language: localeShape,
  html: z.string(),
  textLanguage: localeShape,
  fields: z.array(shownField),
  createdAt: timeShape,
  author: authorShape,
  category: z.object({ id: z.int(), slug: z.string(), name: z.string() })
})

export const campaignRow = z.object({
  id: z.int(),
  openedAt: timeShape,
  /** Waiting posts, and how many accounts wrote them. */
  count: z.int(),
  accounts: z.number(),
  /** The posts that the next decision covers, at most 50. */
  posts: z.array(campaignPost),
  /** Snapshot of what becomes public if these posts are released. */
  snapshot: snapshotShape
})
export const campaignList = listOf(campaignRow)

export const campaignDecision = z.object({
  outcome: z.enum(['hide', 'release']),
  /** Required for `release`: revision of the snapshot that was read. */
  revision: revisionShape.optional(),
  /** Required for `hide`. */
  reason: z.enum(reasons).optional(),
  note: bodyOfText(1000).optional()
})
/** `left`: posts beyond one batch; repeat the request to decide them. */
export const decidedCampaign = z.object({ done: z.number(), left: z.number() })

export type CampaignRow = z.infer<typeof campaignRow>
export type CampaignDecision = z.output<typeof campaignDecision>
