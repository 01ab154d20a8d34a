import type { SQLWrapper } from 'drizzle-orm'
import type { Context } from '@stoa/core'

declare module '@stoa/core' {
  interface TicketsPorts {
    /** Selects `thread_id` and `created_at` of all tickets that a thread was taken to. */
    escalations(ctx: Pick<Context, 'db'>): SQLWrapper
  }
  interface Ports {
    tickets: TicketsPorts
  }
}
