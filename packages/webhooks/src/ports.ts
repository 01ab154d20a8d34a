import type { Context, Outbound } from '@stoa/core'
import type { WebhookEvent } from './schema.ts'

declare module '@stoa/core' {
  interface Ports {
    /** The way to addresses that people name. */
    outbound: Outbound
    /**
     * What receivers are told of an event: what anybody may know of it now. Null where that is
     * nothing.
     */
    webhookData(
      ctx: Context,
      type: WebhookEvent,
      payload: Record<string, unknown>
    ): Promise<object | null>
  }
}
