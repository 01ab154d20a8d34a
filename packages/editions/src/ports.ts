import type { Context } from '@stoa/core'

declare module '@stoa/core' {
  interface SafetyPorts {
    /** Whether an absolute URL belongs to the organisation. */
    isOfficialLink(ctx: Context, url: string): Promise<boolean>
  }
  interface Ports {
    safety: SafetyPorts
  }
}
