import { z } from 'zod'
import {
  bodyOfText,
  idShape,
  roleShape,
  timeInput,
  timeShape,
  trustShape
} from '@stoa/core/contract'
import { categoryLink, reason } from '../shapes.ts'

const sanctionKind = z.enum(['warning', 'silence', 'suspension'])
export const sanctionInput = z.object({
  kind: sanctionKind,
  /** Without it, the sanction lasts until it is lifted. Warnings have none. */
  until: timeInput.optional(),
  /** Limits a silence to a category and its subcategories; without it, it applies everywhere. */
  categoryId: idShape.optional(),
  reason,
  note: bodyOfText(1000).optional(),
  /**
   * Id of the newest sanction the moderator has seen, 0 for none. Refused if there is a newer one.
   */
  known: z.coerce.number<number | string>().int().nonnegative().optional()
})
export const createdSanction = z.object({ id: z.int(), actionId: z.int() })
export const sanctionParams = z.object({ username: z.string().max(60), id: idShape })

const step = z.object({
  kind: sanctionKind,
  /** Null: until lifted, and for warnings. */
  hours: z.number().nullable()
})
export const sanctionRow = z.object({
  id: z.int(),
  kind: sanctionKind,
  reason: z.string(),
  category: categoryLink.nullable(),
  createdAt: timeShape,
  until: timeShape.nullable(),
  /** In force now. */
  active: z.boolean(),
  lifted: z.boolean(),
  can: z.object({ lift: z.boolean() })
})
export const userRecord = z.object({
  username: z.string(),
  role: roleShape,
  trust: trustShape,
  joinedAt: timeShape,
  hiddenPosts: z.number(),
  sanctions: z.array(sanctionRow),
  /** The next step of the ladder; `grave` for scams and illegal content. */
  suggested: z.object({ usual: step, grave: step }),
  /** A sweep in force, preferably one by the reader. */
  sweep: z
    .object({
      id: z.int(),
      createdAt: timeShape,
      own: z.boolean(),
      can: z.object({ undo: z.boolean() })
    })
    .nullable(),
  can: z.object({
    warn: z.boolean(),
    /** Hours of silence that the actor may still give; null if unlimited. */
    silence: z.object({ hours: z.number().nullable() }),
    suspend: z.boolean(),
    /** Silences apply everywhere; if false, in a category that the actor moderates. */
    everywhere: z.boolean(),
    sweep: z.boolean(),
    /** Undo what they did as a moderator. */
    reverse: z.boolean()
  })
})

export type SanctionInput = z.output<typeof sanctionInput>
export type Step = z.infer<typeof step>
export type UserRecord = z.infer<typeof userRecord>
