import type { Actor, Context, Locale } from '@stoa/core'
import type { Readable } from 'node:stream'

/** One mail to one address; `html` is made from `text` where it is absent. */
export type Mail = {
  /** What it is delivered for (`event:effect`): the same key never leaves twice. */
  key: string
  to: string
  locale: Locale
  subject: string
  text: string
  html?: string
  conversation?: string
  headers?: Record<string, string>
}

/** What may be told of a moderator's action to whom it concerns. */
export type ActionFacts = {
  action: string
  reason: string | null
  /** Whose content, or who, it concerned. */
  userId: number | null
  threadId: number | null
  postId: number | null
  /** Of a sanction: its end; null where it has none. */
  until: string | null
  /** One of many of a sweep, or what an upheld appeal undid: the person is told of that, once. */
  ofAnother: boolean
  /** The action whose page says more to whom it concerns. */
  decisionId: number | null
}

export type Subscription = {
  actor: Actor
  /** `user:7`, or the address of a guest; streams are counted per subject. */
  subject: string
  address: string
  topics: readonly string[]
  /** Resume behind this event. */
  lastEventId?: number
}

declare module '@stoa/core' {
  interface Ports {
    sendMail(mail: Mail): Promise<void>
    /** Numbers of tickets that the actor may read, by id. */
    describeTickets(ctx: Context, ids: readonly number[]): Promise<Map<number, { number: string }>>
    /** Why an open case about a post, or about a person, is urgent. */
    urgentReasons(
      ctx: Context,
      about: { userId: number | null; postId: number | null }
    ): Promise<string[]>
    describeActions(ctx: Context, ids: readonly number[]): Promise<Map<number, ActionFacts>>
    /** Announcements in the actor's language; those they may not read are left out. */
    describeAnnouncements(
      ctx: Context,
      ids: readonly number[]
    ): Promise<Map<number, { title: string; url: string; text: string }>>
    /** Opens a stream of server-sent events; see `createLive`. */
    subscribe(subscription: Subscription): Promise<Readable>
  }
}
