import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  listOf,
  revisionShape,
  snapshotShape,
  timeShape
} from '@stoa/core/contract'
import { reasons } from '../schema.ts'

const campaignPost = z.object({
  postId: z.number(),
  threadId: z.number(),
  number: z.number(),
  title: z.string(),
  html: z.string(),
  createdAt: timeShape,
  author: authorShape,
  category: z.object({ id: z.number(), slug: z.string(), name: z.string() })
})

/** Nearly the same text from several accounts. */
export const campaignRow = z.object({
  id: z.number(),
  openedAt: timeShape,
  /** Posts that wait, and how many wrote them. */
  count: z.number(),
  accounts: z.number(),
  /** Those that the next decision is about, up to 50. */
  posts: z.array(campaignPost),
  /** What becomes public when they are let out. */
  snapshot: snapshotShape
})
export const campaignList = listOf(campaignRow)

export const campaignDecision = z.object({
  outcome: z.enum(['hide', 'release']),
  /** For `release`: of the snapshot that was read. */
  revision: revisionShape.optional(),
  /** For `hide`. */
  reason: z.enum(reasons).optional(),
  note: bodyOfText(1000).optional()
})
/** `left`: more than one act decides on; done again it goes on. */
export const decidedCampaign = z.object({ done: z.number(), left: z.number() })

export type CampaignRow = z.infer<typeof campaignRow>
export type CampaignDecision = z.output<typeof campaignDecision>
