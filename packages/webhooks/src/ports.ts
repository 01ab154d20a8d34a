import type { Context } from '@stoa/core'
import type { Outbound } from '@stoa/core/server'
import type { WebhookEvent } from './schema.ts'

/** What a chat is told: never reported words, reporters or addresses. */
export type Headline = { title: string; facts: string[]; url: string }

/** What filters ask about an event, and whether guests may not read it. */
export type Subject = {
  isInternal: boolean
  /** Its categories and their parents; undefined if it is about the whole forum. */
  categoryIds?: readonly number[]
  announcementTypes?: readonly string[]
  severities?: readonly string[]
  reasons?: readonly string[]
}

declare module '@stoa/core' {
  interface Ports {
    /** The client for addresses that users enter. */
    outbound: Outbound
    /** Subjects of events of one type, in their order. Null for what is gone. */
    webhookSubjects(
      ctx: Context,
      type: WebhookEvent,
      payloads: readonly Record<string, unknown>[]
    ): Promise<(Subject | null)[]>
    /**
     * The data of an event for receivers that take it, as of now. Null if nothing of it is published.
     */
    webhookData(
      ctx: Context,
      type: WebhookEvent,
      payload: Record<string, unknown>
    ): Promise<object | null>
    /** The same for a chat, in the forum's default language. */
    webhookHeadline(
      ctx: Context,
      type: string,
      payload: Record<string, unknown>
    ): Promise<Headline | null>
  }
}
