import { z } from 'zod'
import { idShape, timeShape } from '@stoa/core/contract'

export const moveManyInput = z.object({
  ids: z.array(idShape).min(1).max(50),
  categoryId: idShape
})

export const movedMany = z.object({
  /** Id that undoes the whole move; null if nothing was moved. */
  id: z.int().nullable(),
  moved: z.number(),
  refused: z.array(z.object({ id: z.int(), code: z.string() }))
})

export const mergeTargetQuery = z.object({ q: z.string().max(100).default('') })

const target = z.object({
  id: z.int(),
  title: z.string(),
  url: z.string(),
  replyCount: z.int()
})

export const mergeTargetList = z.object({
  items: z.array(target.extend({ lastPostAt: timeShape }))
})

export const mergePreviewQuery = z.object({ into: idShape })

export const mergePreview = z.object({
  target,
  /** How many posts move there. */
  moving: z.number(),
  /** The end of the thread after the merge; what moves has its new numbers. */
  posts: z.array(
    z.object({
      id: z.int(),
      number: z.int(),
      author: z.string(),
      excerpt: z.string(),
      createdAt: timeShape,
      isMoved: z.boolean()
    })
  )
})
