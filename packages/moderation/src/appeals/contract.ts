import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  cursorShape,
  listOf,
  localeShape,
  timeShape
} from '@stoa/core/contract'
import { actions, appealOutcomes } from '../schema.ts'
import { categoryLink } from '../shapes.ts'

const appealOutcome = z.enum(appealOutcomes)
export const appealInput = z.object({ text: bodyOfText(3000) })
export const appealDecision = z.object({
  outcome: appealOutcome,
  /** An answer to the member, in addition to the outcome. */
  answer: bodyOfText(1000).optional()
})
const decidedPost = z.object({
  url: z.string(),
  threadTitle: z.string(),
  language: localeShape,
  number: z.int(),
  html: z.string(),
  textLanguage: localeShape
})
/** A decision about the reader. */
export const decision = z.object({
  id: z.int(),
  kind: z.enum(actions.kind.enumValues),
  reason: z.string().nullable(),
  createdAt: timeShape,
  category: z.object({ slug: z.string(), name: z.string() }).nullable(),
  /** The reader's own post, null if they may not read it any more. */
  post: decidedPost.nullable(),
  thread: z.object({ url: z.string(), title: z.string() }).nullable(),
  /** Set for a sanction; `until` is null if it lasts until it is lifted. */
  sanction: z.object({ until: timeShape.nullable(), active: z.boolean() }).nullable(),
  appeal: z
    .object({
      text: z.string(),
      createdAt: timeShape,
      outcome: appealOutcome.nullable(),
      answer: z.string().nullable(),
      decidedAt: timeShape.nullable()
    })
    .nullable(),
  can: z.object({ appeal: z.boolean() })
})
export const decisionQuery = z.object({ cursor: cursorShape.optional() })
export const decisionList = listOf(decision)

export const appealRow = z.object({
  id: z.int(),
  createdAt: timeShape,
  text: z.string(),
  author: authorShape,
  category: categoryLink.nullable(),
  action: z.object({
    postId: z.int().nullable(),
    id: z.int(),
    kind: z.enum(actions.kind.enumValues),
    role: z.enum(actions.actorRole.enumValues),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    createdAt: timeShape,
    until: timeShape.nullable()
  }),
  post: decidedPost.nullable(),
  /** `unassign`: let volunteers decide about a post that staff hid. */
  can: z.object({ decide: z.boolean(), unassign: z.boolean() })
})
export const appealList = listOf(appealRow)

export type Decision = z.infer<typeof decision>
export type AppealRow = z.infer<typeof appealRow>
