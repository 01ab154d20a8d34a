import { timeShape } from '@stoa/core/contract'
import { z } from 'zod'

export const undoableKinds = [
  'hidden',
  'restored',
  'approved',
  'report_upheld',
  'report_dismissed',
  'edit_approved',
  'edit_refused',
  'flag_cleared',
  'flag_kept',
  'appeal_upheld',
  'appeal_rejected'
] as const

const undoableRow = z.object({
  id: z.int(),
  kind: z.enum([...undoableKinds, 'swept']),
  /** The subject of the act. */
  postId: z.int().nullable(),
  caseId: z.int().nullable(),
  appealId: z.int().nullable(),
  /** All decisions on one campaign are undone together. */
  campaignId: z.int().nullable(),
  /** A sweep is undone as one, by its own endpoint. */
  sweepId: z.int().nullable(),
  /** Number of posts affected. */
  count: z.int(),
  createdAt: timeShape,
  /** End of the time in which it can be undone. */
  until: timeShape,
  post: z.object({ url: z.string(), title: z.string(), number: z.int() }).nullable(),
  /** Author of the post, or the reported user. */
  username: z.string()
})

export const undoableList = z.object({ items: z.array(undoableRow) })

export type UndoableRow = z.infer<typeof undoableRow>
