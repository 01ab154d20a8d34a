import { asc } from 'drizzle-orm'
import type { z } from 'zod'
import { cached, invalid, snapshotOfFields, type Context, type Ports } from '@stoa/core'
import { languageFor, wordsFor } from '@stoa/core/languages'
import type { customFactList, topicList } from './contract.ts'
import { isStandardFact, type Form } from './forms.ts'
import { customFacts, deskTopics } from './schema.ts'

type Topic = typeof deskTopics.$inferSelect

const cache = cached(30_000, ({ db }) =>
  db.select().from(deskTopics).orderBy(asc(deskTopics.position), asc(deskTopics.key))
)

/**
 * Drops the cached topics of this process with what they can ask for. Every node calls it when one
 * has changed.
 */
export function invalidateTopics(ports: Ports): void {
  cache.drop(ports)
  definitions.drop(ports)
}

/** Returns the topic of a ticket, even if it is retired. */
export async function knownTopic(ctx: Context, key: string): Promise<Topic> {
  const topic = (await cache.of(ctx)).find((one) => one.key === key)
  if (!topic) throw new Error(`there is no topic ${key}, and topics with tickets never go`)
  return topic
}

/**
 * Checks that new tickets can have this topic.
 * @throws Problem 422 on `path` if it does not exist or is retired
 */
export async function checkOffered(ctx: Context, key: string, path = 'topic'): Promise<void> {
  const topic = (await cache.of(ctx)).find((one) => one.key === key)
  if (!topic || topic.retiredAt !== null) throw invalid(path, 'field_invalid')
}

/**
 * Checks that a topic can ask for these facts.
 * @throws Problem 422 on `form` for one that nobody defined
 */
export async function checkForm(ctx: Context, form: Form = []): Promise<void> {
  const customs = await customFactsByKey(ctx)
  if (form.some(({ key }) => !isStandardFact(key) && !customs.has(key)))
    throw invalid('form', 'field_invalid')
}

/** Returns the names of all topics by key. Implements the port that roles use. */
export async function topicNames(ctx: Context): Promise<ReadonlyMap<string, string>> {
  return new Map((await cache.of(ctx)).map(({ key, names }) => [key, wordsFor(ctx, names)]))
}

/** The fields of a topic that its form edits. */
export const editedOfTopic = ({ names, form, identityDocuments }: Topic) => ({
  names,
  form,
  identityDocuments
})

/** Lists all topics in order, retired ones included. */
export async function listTopics(ctx: Context): Promise<z.infer<typeof topicList>> {
  const all = await cache.of(ctx)
  return {
    items: all.map((topic) => ({
      key: topic.key,
      ...editedOfTopic(topic),
      snapshot: snapshotOfFields(editedOfTopic(topic)),
      name: wordsFor(ctx, topic.names),
      language: languageFor(ctx, topic.names),
      offered: topic.retiredAt === null
    }))
  }
}

export type Definition = typeof customFacts.$inferSelect

const definitions = cached<Definition[], Pick<Context, 'db'>>(30_000, ({ db }) =>
  db.select().from(customFacts).orderBy(asc(customFacts.createdAt), asc(customFacts.key))
)

/** Returns all definitions by key, in the order in which they were added. */
export async function customFactsByKey(
  ctx: Pick<Context, 'db' | 'ports' | 'now'>
): Promise<ReadonlyMap<string, Definition>> {
  return new Map((await definitions.of(ctx)).map((fact) => [fact.key, fact]))
}

type Edited = Pick<Definition, 'labels' | 'hints' | 'example' | 'pattern' | 'choices' | 'networks'>

/** The fields of a definition that its form edits. */
export const editedOfFact = ({ labels, hints, example, pattern, choices, networks }: Edited) => ({
  labels,
  hints,
  example,
  pattern,
  choices,
  networks
})

/** Lists all definitions for admins. */
export async function listCustomFacts(ctx: Context): Promise<z.infer<typeof customFactList>> {
  const all = await definitions.of(ctx)
  return {
    items: all.map(({ createdAt: _, ...fact }) => ({
      ...fact,
      snapshot: snapshotOfFields(editedOfFact(fact)),
      label: wordsFor(ctx, fact.labels),
      language: languageFor(ctx, fact.labels)
    }))
  }
}
