import { invalid, type Context } from '@stoa/core'

/** Checks that all ticket topics exist. @throws Problem 422 on `deskTopics` */
export async function checkTopics(ctx: Context, topics: readonly string[]): Promise<void> {
  const known = topics.length > 0 ? await ctx.ports.tickets.topicKeys(ctx) : new Set<string>()
  if (topics.some((topic) => !known.has(topic))) throw invalid('deskTopics', 'field_invalid')
}
