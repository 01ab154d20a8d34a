import { and, eq, inArray } from 'drizzle-orm'
import { atLeast, cached, type Context, type Ports } from '@stoa/core'
import { knownCategories, readsCategory } from '@stoa/threads'
import { wordsOf } from './normalization.ts'
import { readerOf } from './policy.ts'
import { invalidateServices } from './affected-services/known.ts'
import { invalidateTypes } from './types.ts'
import { isActive, rowColumns, type StoredRow } from './rows.ts'
import { announcements, announcementTexts } from './schema.ts'

/** A published announcement as cached by this process, with its words for comparison. */
export type Known = StoredRow & { words: Set<string> }

/** Cached announcements: the published ones, and others that were asked for by id. */
type Kept = { active: Known[]; others: Map<number, StoredRow> }

const cache = cached<Kept>(30_000, async (ctx) => ({
  active: await readActive(ctx),
  others: new Map()
}))

/**
 * Drops the cached announcements, types and services of this process. Every node calls it when one has
 * changed.
 */
export function invalidateAnnouncements(ports: Ports): void {
  cache.drop(ports)
  invalidateTypes(ports)
  invalidateServices(ports)
}

/** Returns the current announcements that the actor may read, newest first. */
export async function activeAnnouncements(ctx: Context): Promise<Known[]> {
  const [{ active }, open] = await Promise.all([cache.of(ctx), openTo(ctx)])
  return open(active.filter((row) => isActive(row, ctx.now)))
}

/**
 * Returns those of these announcements that the actor may read: published, expired and withdrawn
 * ones.
 */
export async function announcementsById(ctx: Context, ids: number[]): Promise<StoredRow[]> {
  if (ids.length === 0) return []
  const { active, others } = await cache.of(ctx)
  const known = new Map<number, StoredRow>(active.map((row) => [row.id, row]))
  for (const [id, row] of others) known.set(id, row)
  const unknown = ids.filter((id) => !known.has(id))
  for (const row of await readRows(ctx, unknown)) {
    others.set(row.id, row)
    known.set(row.id, row)
  }
  const open = await openTo(ctx)
  return open(ids.flatMap((id) => known.get(id) ?? []))
}

/** Whether the actor may read an announcement; asks no database once it is known. */
export const readsAnnouncement = async (ctx: Context, id: number): Promise<boolean> =>
  (await announcementsById(ctx, [id])).length > 0

/**
 * Returns a filter: it keeps announcements that concern everybody, or categories that the actor may
 * know of, without the other categories.
 */
async function openTo(ctx: Context): Promise<<Row extends StoredRow>(rows: Row[]) => Row[]> {
  if (atLeast(ctx.actor.role, 'staff')) return (rows) => rows
  const categories = await knownCategories(ctx)
  const reader = readerOf(ctx.actor)
  const open = new Set(categories.filter((one) => readsCategory(reader, one)).map(({ id }) => id))
  return (rows) =>
    rows.flatMap((row) => {
      if (row.categoryIds.length === 0) return row
      const categoryIds = row.categoryIds.filter((id) => open.has(id))
      return categoryIds.length === 0 ? [] : { ...row, categoryIds }
    })
}

async function readActive({ db }: Context): Promise<Known[]> {
  const rows = await db
    .select(rowColumns)
    .from(announcements)
    .where(eq(announcements.state, 'published'))
    .orderBy(announcements.publishedAt)
  const words = await wordsIn(db, rows)
  return rows.reverse().map((row) => ({ ...row, words: words.get(row.id) ?? new Set() }))
}

async function wordsIn(db: Context['db'], rows: StoredRow[]): Promise<Map<number, Set<string>>> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const texts = await db
    .select({ id: announcementTexts.announcementId, folded: announcementTexts.folded })
    .from(announcementTexts)
    .where(inArray(announcementTexts.announcementId, ids))
  const words = new Map<number, Set<string>>()
  for (const { id, folded } of texts)
    words.set(id, new Set([...(words.get(id) ?? []), ...wordsOf(folded)]))
  return words
}

const readRows = async ({ db }: Context, ids: number[]): Promise<StoredRow[]> =>
  ids.length === 0
    ? []
    : db
        .select(rowColumns)
        .from(announcements)
        .where(
          and(
            inArray(announcements.id, ids),
            inArray(announcements.state, ['published', 'expired', 'withdrawn'])
          )
        )
