import { asc } from 'drizzle-orm'
import type { z } from 'zod'
import { invalid, cached, type Context } from '@stoa/core'
import type { topicList } from './contract.ts'
import { deskTopics } from './schema.ts'

type Topic = typeof deskTopics.$inferSelect

const memory = cached(30_000, ({ db }) =>
  db.select().from(deskTopics).orderBy(asc(deskTopics.position), asc(deskTopics.key))
)

/** Makes this process read the topics again; called on every node when one changed. */
export const invalidateTopics = memory.drop

/** The topic of a ticket, a retired one too. */
export async function knownTopic(ctx: Context, key: string): Promise<Topic> {
  const topic = (await memory.of(ctx)).find((one) => one.key === key)
  if (!topic) throw new Error(`there is no topic ${key}, and topics with tickets never go`)
  return topic
}

/**
 * Refuses what no new ticket may be of.
 * @throws Problem 422 on `topic` for one that is not there, or retired
 */
export async function checkOffered(ctx: Context, key: string): Promise<void> {
  const topic = (await memory.of(ctx)).find((one) => one.key === key)
  if (!topic || topic.retiredAt !== null) throw invalid('topic', 'field_invalid')
}

/** The keys of every topic: the port by which roles know them. */
export async function topicKeys(ctx: Context): Promise<ReadonlySet<string>> {
  return new Set((await memory.of(ctx)).map(({ key }) => key))
}

/** Every topic in the order of lists, retired ones too. */
export async function listTopics(ctx: Context): Promise<z.infer<typeof topicList>> {
  const all = await memory.of(ctx)
  return {
    items: all.map(({ key, names, form, position, retiredAt }) => ({
      ...{ key, names, form, position },
      name: names[ctx.locale],
      offered: retiredAt === null
    }))
  }
}
