import type { Context } from '@stoa/core'

declare module '@stoa/core' {
  interface Ports {
    /** Whether an absolute address belongs to the organisation. */
    isOfficialLink(ctx: Context, url: string): Promise<boolean>
    /** The passages of a text that lead out of the organisation; places in the text. */
    findOutside(ctx: Context, text: string): Promise<{ start: number; end: number }[]>
  }
}
