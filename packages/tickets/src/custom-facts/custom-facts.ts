import { asc } from 'drizzle-orm'
import type { z } from 'zod'
import { cached, snapshotOfFields, type Context } from '@stoa/core'
import { languageFor, wordsFor } from '@stoa/core/languages'
import type { customFactList } from './contract.ts'
import { customFacts } from './schema.ts'

export type Definition = typeof customFacts.$inferSelect

const cache = cached<Definition[], Pick<Context, 'db'>>(30_000, ({ db }) =>
  db.select().from(customFacts).orderBy(asc(customFacts.createdAt), asc(customFacts.key))
)

/** Drops the cached definitions of this process. */
export const invalidateCustomFacts = cache.drop

/** Returns all definitions by key, in the order in which they were added. */
export async function customFactsByKey(
  ctx: Pick<Context, 'db' | 'ports' | 'now'>
): Promise<ReadonlyMap<string, Definition>> {
  return new Map((await cache.of(ctx)).map((fact) => [fact.key, fact]))
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
  const all = await cache.of(ctx)
  return {
    items: all.map(({ createdAt: _, ...fact }) => ({
      ...fact,
      snapshot: snapshotOfFields(editedOfFact(fact)),
      label: wordsFor(ctx, fact.labels),
      language: languageFor(ctx, fact.labels)
    }))
  }
}
