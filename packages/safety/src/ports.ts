import type { Context } from '@stoa/core'

declare module '@stoa/core' {
  interface TicketsPorts {
    /** True if the support desk has an active agent with this number. */
    isDeskAgent(ctx: Context, number: number): Promise<boolean>
  }
  interface Ports {
    tickets: TicketsPorts
    /**
     * Looks up the TXT records of a name, each as its strings; ends with the signal.
     * @throws Error of the system, with `code` ENOTFOUND or ENODATA if there are none
     */
    resolveTxt(name: string, signal: AbortSignal): Promise<string[][]>
  }
}
