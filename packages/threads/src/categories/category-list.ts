import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { audienceOf } from '../posting/audience.ts'
import { preparedRead, readerValues } from '../prepared.ts'
import { can } from '../policy.ts'
import { categoryLink, categoryName, knownCategories, type KnownCategory } from './categories.ts'
import type { Category } from './contract.ts'
import { categoryFollowings } from './schema.ts'

type Level = Category['following']

/**
 * Lists the categories that the actor may know of, in their language. The counts of a parent
 * include its sub-categories.
 */
export async function listCategories(ctx: Context): Promise<{ items: Category[] }> {
  const [known, levels] = await Promise.all([knownCategories(ctx), levelsOf(ctx)])
  const visible = known.filter((category) => can.readCategory(ctx.actor, category))
  return { items: visible.map((category) => shown(ctx, category, visible, levels)) }
}

const followedLevels = preparedRead((db, reader) =>
  db
    .select({ id: categoryFollowings.categoryId, level: categoryFollowings.level })
    .from(categoryFollowings)
    .where(eq(categoryFollowings.userId, reader.id))
    .prepare('followed_categories')
)

async function levelsOf(ctx: Context): Promise<Map<number, Level>> {
  if (ctx.actor.id === 0) return new Map()
  const rows = await followedLevels(ctx).execute(readerValues(ctx))
  return new Map(rows.map(({ id, level }) => [id, level]))
}

function shown(
  ctx: Context,
  category: KnownCategory,
  visible: KnownCategory[],
  levels: Map<number, Level>
): Category {
  const { actor, locale } = ctx
  const { id, parentId, rule } = category
  const family = [category, ...visible.filter((other) => other.parentId === id)]
  return {
    ...categoryLink(category, locale),
    parentId,
    description: categoryName(category.description, locale),
    rule,
    threadCount: family.reduce((sum, { threadCount }) => sum + threadCount, 0),
    lastPostAt: latest(family),
    following: levels.get(id) ?? null,
    audience: audienceOf(ctx, category),
    can: {
      ask: can.createThread(actor, category),
      moderate: can.moderate(actor, { categoryId: id })
    }
  }
}

const latest = (family: KnownCategory[]) =>
  family
    .map(({ lastPostAt }) => lastPostAt)
    .filter((time) => time !== null)
    .sort()
    .at(-1) ?? null
