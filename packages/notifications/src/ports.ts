import type { Actor, Context, Locale } from '@stoa/core'
import type { Readable } from 'node:stream'

/** One mail to one address. If `html` is absent it is made from `text`. */
export type Mail = {
  /** The delivery key (`event:effect`). A mail with the same key is sent only once. */
  key: string
  to: string
  locale: Locale
  subject: string
  text: string
  html?: string
  conversation?: string
  headers?: Record<string, string>
}

/** Facts about a moderation action that the affected user may know. */
export type ActionFacts = {
  action: string
  reason: string | null
  /** The affected user or the author of the content. */
  userId: number | null
  threadId: number | null
  postId: number | null
  /** The end of a sanction. Null if it has none. */
  until: string | null
  /**
   * The action is part of a sweep or of the undo by an upheld appeal, of which the user is notified
   * only once.
   */
  ofAnother: boolean
  /** The action whose page shows details to the affected user. */
  decisionId: number | null
}

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
  interface Ports {
    sendMail(mail: Mail): Promise<void>
    /** Numbers of tickets that the actor may read, by id. */
    describeTickets(ctx: Context, ids: readonly number[]): Promise<Map<number, { number: string }>>
    /** Reasons why an open case about a post or a user is urgent. */
    urgentReasons(
      ctx: Context,
      about: { userId: number | null; postId: number | null }
    ): Promise<string[]>
    describeActions(ctx: Context, ids: readonly number[]): Promise<Map<number, ActionFacts>>
    /** Announcements in the actor's language, without those they may not read. */
    describeAnnouncements(
      ctx: Context,
      ids: readonly number[]
    ): Promise<Map<number, { title: string; url: string; text: string }>>
    /** Opens a stream of server-sent events; see `createLive`. */
    subscribe(subscription: Subscription): Promise<Readable>
  }
}
