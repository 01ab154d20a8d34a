import type { Context, DeskTopic, Locale } from '@stoa/core'
import type { linkedAnnouncement } from '@stoa/threads/contract'
import type { z } from 'zod'

type Announced = { id: number; url: string; title: string; language: Locale }

type WantedTickets = {
  typed: string
  topics: readonly DeskTopic[] | null
  language?: Locale
  priority?: string
  /** Only those with lesser ids. */
  before?: number
  /** None of these. */
  except: readonly number[]
  limit: number
}

declare module '@stoa/core' {
  interface Ports {
    /**
     * Ids of the newest tickets of these topics (null: of every one) that have all of the words, the
     * newest first.
     */
    ticketIdsWith(ctx: Context, wanted: WantedTickets): Promise<number[]>
    /** Tells open pages of the ticket, on every node, that somebody came, went, or began to write. */
    publishPresence(presence: { number: string; userId: number; at: string }): Promise<void>
    /** The desk elsewhere whose signed message this request is; see `speakerOf` of webhooks. */
    deskElsewhere: {
      /** The id of the user under whose name it speaks. @throws Problem 401 `signature_invalid` */
      speaker(ctx: Context): Promise<number>
      /** Notes the message; false where it came before. */
      isFirst(ctx: Context): Promise<boolean>
      /** The desk elsewhere that there is now; `isOut`: it has taken nothing for three days. */
      now(ctx: Context): Promise<{ agentId: number; isOut: boolean } | undefined>
    }
    /** Announcements that hold now and speak of what a title or the beginning of a text says, the likest first. */
    announcementsLike(ctx: Context, draft: { title: string; body: string }): Promise<Announced[]>
    /**
     * Incidents and maintenance that hold now and that everybody may read: those that the thread is
     * tied to first, then those that speak of what the text says, then the latest.
     */
    disturbancesAbout(
      ctx: Context,
      about: { title: string; body: string; threadId: number | null }
    ): Promise<z.infer<typeof linkedAnnouncement>[]>
  }
}
