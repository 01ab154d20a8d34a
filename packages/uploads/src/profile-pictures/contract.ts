import { z } from 'zod'

/** `waits`: a second person has to approve it before others see it. */
export const proposedPicture = z.object({ id: z.string(), waits: z.boolean() })
export type ProposedPicture = z.infer<typeof proposedPicture>

export const ownPicture = z.object({
  /** The id of the upload that waits for a second person. */
  waiting: z.string().nullable(),
  can: z.object({ upload: z.boolean() })
})
export type OwnPicture = z.infer<typeof ownPicture>

export const pictureOwner = z.object({ username: z.string().min(1).max(60) })
