import { z } from 'zod'
import { cursorShape, listOf, timeShape } from '@stoa/core/contract'
import { actions } from '../schema.ts'

/**
 * The public sees role, category and reason, no names. Staff also get `actor`, `user` and `note`.
 */
export const logRow = z.object({
  id: z.int(),
  kind: z.enum(actions.kind.enumValues),
  actorRole: z.enum(actions.actorRole.enumValues),
  category: z.object({ slug: z.string(), name: z.string() }).nullable(),
  reason: z.string().nullable(),
  url: z.string().nullable(),
  /** Nobody else was eligible to decide. */
  ownCase: z.boolean(),
  createdAt: timeShape,
  actor: z.string().nullable(),
  user: z.string().nullable(),
  note: z.string().nullable()
})

export const logQuery = z.object({
  category: z.string().max(80).optional(),
  cursor: cursorShape.optional()
})

export const logList = listOf(logRow)

export const transparencyQuery = z.object({
  month: z
    .string()
    .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/)
    .optional()
})

/** Median minutes from the first report to a moderator's first action; null if there was none. */
const minutesToAction = z.number().nullable()

/** Contains counts only. */
export const transparency = z.object({
  month: z.string(),
  actions: z.array(z.object({ kind: z.enum(actions.kind.enumValues), count: z.int() })),
  cases: z.object({ upheld: z.number(), dismissed: z.number(), minutesToAction }),
  appeals: z.object({ decided: z.number(), upheld: z.number() }),
  /** The last twelve months including this one, the oldest first. */
  course: z.array(z.object({ month: z.string(), actions: z.number(), minutesToAction }))
})

export type Transparency = z.infer<typeof transparency>

export type LogRow = z.infer<typeof logRow>
