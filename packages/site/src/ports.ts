import type { Context } from '@stoa/core'

declare module '@stoa/core' {
  interface SafetyPorts {
    /** Whether an absolute URL belongs to the organisation. */
    isOfficialLink(ctx: Context, url: string): Promise<boolean>
    /** Returns the passages of a text that lead out of the organisation, as offsets in the text. */
    findOutside(ctx: Context, text: string): Promise<{ start: number; end: number }[]>
  }
  interface Ports {
    safety: SafetyPorts
  }
}
