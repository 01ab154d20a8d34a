import type { Actor, Context } from '@stoa/core'
import type { Letterhead, Mail } from '@stoa/email'
import type { ActionFacts } from '@stoa/moderation'
import type { Readable } from 'node:stream'

export type Subscription = {
  actor: Actor
  /** `user:7`, or the address of a guest. Streams are counted per subject. */
  subject: string
  address: string
  topics: readonly string[]
  /** Resume after this event. */
  lastEventId?: number
}

declare module '@stoa/core' {
  interface ReaderFacts {
    /** The member's unread notifications, counted up to 100. */
    unread: number
  }
  interface TicketsPorts {
    /** Numbers of tickets that the actor may read, by id. */
    describeTickets(
      ctx: Context,
      ids: readonly number[]
    ): Promise<Map<number, { number: string; subject: string | null; isResolved: boolean }>>
    /** Token by which its requester answers whether the resolution helped, while that is asked. */
    surveyToken(ctx: Context, ticketId: number): Promise<string | undefined>
  }
  interface VolunteersPorts {
    /** Reasons why an open case about a post or a user is urgent. */
    urgentReasons(
      ctx: Context,
      about: { userId: number | null; postId: number | null }
    ): Promise<string[]>
  }
  interface ModerationPorts {
    describeActions(ctx: Context, ids: readonly number[]): Promise<Map<number, ActionFacts>>
  }
  interface AnnouncementsPorts {
    /** Announcements in the actor's language, without those they may not read. */
    describeAnnouncements(
      ctx: Context,
      ids: readonly number[]
    ): Promise<Map<number, { title: string; url: string; text: string }>>
  }
  interface Ports {
    tickets: TicketsPorts
    volunteers: VolunteersPorts
    moderation: ModerationPorts
    announcements: AnnouncementsPorts
    sendMail(mail: Mail, head: Letterhead): Promise<void>
    /** Opens a stream of server-sent events; see `createLive`. */
    subscribe(subscription: Subscription): Promise<Readable>
  }
}
