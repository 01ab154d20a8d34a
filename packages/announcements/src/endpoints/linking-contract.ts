import { z } from 'zod'
import { idShape } from '@stoa/core/contract'
import { announcementRow } from '../shapes.ts'

/** New threads that mention an ongoing incident, with that incident. */
export const linkSuggestions = z.object({
  items: z.array(
    z.object({
      thread: z.object({ id: z.int(), title: z.string(), url: z.string() }),
      announcement: announcementRow
    })
  )
})

export const announcementLinkParams = z.object({ id: idShape, announcementId: idShape })
