import type { Context, DeskTopic } from '@stoa/core'

declare module '@stoa/core' {
  interface Ports {
    /** Ids of tickets of these topics with all of the words, at most 500, the latest changed first. */
    ticketIdsWith(ctx: Context, typed: string, topics: readonly DeskTopic[]): Promise<number[]>
  }
}
