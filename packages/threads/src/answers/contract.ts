import { z } from 'zod'
import { idShape } from '@stoa/core/contract'
import { categoryLink } from '../shapes.ts'

/** Without `successorId`, the post is outdated and has no successor. */
export const outdatedInput = z.object({ successorId: idShape.optional() })

export const meTooAnswer = z.object({
  meTooCount: z.int(),
  meToo: z.boolean()
})

export const acceptInput = z.object({ postId: idShape })

/** Accepted answers of a user by category, most first. */
export const solvedCounts = z.object({
  items: z.array(z.object({ category: categoryLink, solved: z.number() }))
})

/** At most five, most accepted answers first. */
export const helperList = z.object({
  items: z.array(z.object({ username: z.string(), solved: z.number() }))
})
