import type { Context } from '@stoa/core'

declare module '@stoa/core' {
  interface Ports {
    /** Whether an absolute address belongs to the organisation. */
    isOfficialLink(ctx: Context, url: string): Promise<boolean>
  }
}
