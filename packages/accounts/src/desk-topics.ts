import { invalid, type Context } from '@stoa/core'

/** Checks that all ticket topics exist. @throws Problem 422 on `field` */
export async function checkTopics(
  ctx: Context,
  topics: readonly string[],
  field = 'deskTopics'
): Promise<void> {
  const known = topics.length > 0 ? await ctx.ports.tickets.topicNames(ctx) : new Map()
  if (topics.some((topic) => !known.has(topic))) throw invalid(field, 'field_invalid')
}
