import type { Context } from '@stoa/core'
import type { Outbound } from '@stoa/core/server'
import type { WebhookEvent } from './schema.ts'

/** What a chat is told: never words of members, names or addresses. */
export type Headline = { title: string; facts: string[]; url: string }

declare module '@stoa/core' {
  interface Ports {
    /** The client for addresses that users enter. */
    outbound: Outbound
    /** The public data of an event for receivers, as of now. Null if nothing of it is public. */
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
