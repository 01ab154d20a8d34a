import { sql } from 'drizzle-orm'
import { cached, guest, type Context, type Ports } from '@stoa/core'
import { categoriesSeen, knownCategories, type KnownCategory } from '../categories/categories.ts'
import { can } from '../policy.ts'
import { threads } from '../schema.ts'

/** Tags of a list. */
const size = 500
/** Tags of each category that are kept; rarer ones are not suggested. */
const keptByCategory = 2000

type Counted = { categoryId: number; tag: string; threadCount: number }

/** When the threads were last counted, in milliseconds of this process. */
const countedAt = new WeakMap<Ports, number>()

const cache = cached(60_000, async ({ db, ports }: Context) => {
  countedAt.set(ports, performance.now())
  return Map.groupBy(await countByCategory(db), ({ categoryId }) => categoryId)
})

/** Drops the counts of this process. Every node calls it after moderators took a thread away. */
export const invalidateTags = cache.drop

const rest = 10_000

/**
 * As `invalidateTags`, after what members may do sixty times a minute: unless the counts are newer
 * than ten seconds, because counting reads every thread.
 */
export const invalidateOldTags = (ports: Ports): void => {
  if (performance.now() - (countedAt.get(ports) ?? -rest) >= rest) cache.drop(ports)
}

/**
 * Lists the tags of public threads in the categories that the actor sees, most used first. Counts
 * are up to a minute old.
 */
export async function mostUsedTags(ctx: Context) {
  const tags = await tagsIn(ctx, await categoriesSeen(ctx))
  return { items: tags.sort(byUse).slice(0, size) }
}

const suggestionCount = 10

/**
 * Lists the tags that begin with `q`, as `mostUsedTags`. Only threads that guests see count, so that
 * nobody is led to publish a tag of a category for staff.
 */
export async function suggestTags(ctx: Context, { q }: { q: string }) {
  const known = await knownCategories(ctx)
  const tags = await tagsIn(
    ctx,
    known.filter((category) => can.readCategory(guest, category))
  )
  const start = q.toLowerCase()
  const found = tags.filter(({ tag }) => tag.startsWith(start))
  return { items: found.sort(byUse).slice(0, suggestionCount) }
}

async function tagsIn(ctx: Context, categories: readonly KnownCategory[]): Promise<Used[]> {
  const byCategory = await cache.of(ctx)
  const counts = new Map<string, number>()
  for (const { tag, threadCount } of categories.flatMap(({ id }) => byCategory.get(id) ?? []))
    counts.set(tag, (counts.get(tag) ?? 0) + threadCount)
  return [...counts].map(([tag, threadCount]) => ({ tag, threadCount }))
}

type Used = Pick<Counted, 'tag' | 'threadCount'>

const byUse = (one: Used, other: Used) =>
  other.threadCount - one.threadCount || (one.tag < other.tag ? -1 : 1)

/** One scan of all threads for all readers, as for the counts of categories. */
const countByCategory = (db: Context['db']) =>
  db.execute<Counted>(sql`
    select category_id::float8 as "categoryId", tag, thread_count as "threadCount" from (
      select category_id, tag, count(*)::int as thread_count,
        row_number() over (partition by category_id order by count(*) desc, tag) as place
      from ${threads} cross join lateral unnest(tags) tag
      where state = 'visible' group by category_id, tag) counted
    where place <= ${keptByCategory}`)
