import type { Context } from '@stoa/core'

declare module '@stoa/core' {
  interface TicketsPorts {
    /** True if the support desk has an active agent with this number. */
    isDeskAgent(ctx: Context, number: number): Promise<boolean>
  }
  interface Ports {
    tickets: TicketsPorts
  }
}
