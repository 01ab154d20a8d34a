import { z } from 'zod'

export const upload = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  contentType: z.string(),
  bytes: z.number(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** Ready to paste into a post. */
  markdown: z.string()
})
export const uploadParams = z.object({ id: z.string().regex(/^[\w-]{22}$/) })
