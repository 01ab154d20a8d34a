import { z } from 'zod'
import { idShape } from '@stoa/core/contract'

/** Without `successorId`, the post is outdated and has no successor. */
export const outdatedInput = z.object({ successorId: idShape.optional() })

export const meTooAnswer = z.object({
  meTooCount: z.number(),
  meToo: z.boolean()
})

export const acceptInput = z.object({ postId: idShape })
