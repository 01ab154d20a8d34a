import { asc } from 'drizzle-orm'
import { cached, invalid, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { normalize } from '../normalization.ts'
import { announcementServices } from './schema.ts'

type Service = typeof announcementServices.$inferSelect

// A query runs each time it is awaited, so that the cache has to keep its rows.
const cache = cached(5 * 60_000, async ({ db }) => {
  const rows = await db
    .select()
    .from(announcementServices)
    .orderBy(asc(announcementServices.position), asc(announcementServices.key))
  return rows
})

/** Drops the cached services of this process. Every node calls it when one has changed. */
export const invalidateServices = cache.drop

/** Returns all services in their order, archived ones too; cached in this process. */
export const knownServices = (ctx: Context): Promise<Service[]> => cache.of(ctx)

/** Names of all services in the reader's language, by key. */
export async function namesOfServices(ctx: Context): Promise<ReadonlyMap<string, string>> {
  return new Map((await knownServices(ctx)).map(({ key, names }) => [key, wordsFor(ctx, names)]))
}

/** Names of these services in all languages, by which announcements are found. */
export async function wordsOfServices(ctx: Context, stored: string[]): Promise<string[]> {
  const all = new Map((await knownServices(ctx)).map(({ key, names }) => [key, names]))
  return stored.flatMap((key) => [key, ...Object.values(all.get(key) ?? {})])
}

/**
 * Replaces the names of services, in any language, by their keys.
 * @param kept services of the previous version, which may be archived or unlisted by now
 * @throws Problem 422 for a service that is not on the list
 */
export async function keysOfServices(
  ctx: Context,
  written: string[],
  kept: readonly string[] = []
): Promise<string[]> {
  const all = await knownServices(ctx)
  const offered = all.filter(({ key, archivedAt }) => archivedAt === null || kept.includes(key))
  const keys = new Map([
    ...kept.map((name) => [normalize(name), name] as const),
    ...offered.flatMap(({ key, names }) =>
      [key, ...Object.values(names)].map((name) => [normalize(name), key] as const)
    )
  ])
  const found = written.map((name) => keys.get(normalize(name)))
  const unknown = found.indexOf(undefined)
  if (unknown >= 0) throw invalid(`services.${unknown}`, 'announcements_service_unlisted')
  return [...new Set(found.filter((key) => key !== undefined))]
}
