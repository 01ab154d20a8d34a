import { z } from 'zod'
import { idShape } from '@stoa/core/contract'

export const moveManyInput = z.object({
  ids: z.array(idShape).min(1).max(50),
  categoryId: idShape
})

export const movedMany = z.object({
  /** Id that undoes the whole move; null if nothing was moved. */
  id: z.number().nullable(),
  moved: z.number(),
  refused: z.array(z.object({ id: z.number(), code: z.string() }))
})
