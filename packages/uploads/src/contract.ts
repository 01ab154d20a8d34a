import { z } from 'zod'
import { timeShape } from '@stoa/core/contract'

export const uploadShape = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  contentType: z.string(),
  bytes: z.number(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** Markdown that shows the file in a post. */
  markdown: z.string(),
  createdAt: timeShape
})
export const uploadParams = z.object({ id: z.string().regex(/^[\w-]{22}$/) })
/** The widths of variants; see `variants.ts`. */
export const variantParams = uploadParams.extend({ width: z.enum(['690', '1380']) })

export type Upload = z.infer<typeof uploadShape>
