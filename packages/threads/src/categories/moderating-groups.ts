import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { gainCategory, groupNames, lockGroups, setModeratingGroups } from '@stoa/accounts/groups'
import type { ChangeHandler } from '@stoa/accounts/pending-changes'
import { emit, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { lockCategories } from './lock-categories.ts'
import { categories } from './schema.ts'

type Moderated = Pick<typeof categories.$inferSelect, 'id' | 'moderatorGroups'>

/**
 * Says which groups moderate a category, in the transaction that changes it. A group that it loses
 * is gone at once; one that it gains waits, as `gainCategory` says.
 * @returns whether one waits
 * @throws Problem 409 `group_too_large`
 */
export async function setModeratorGroups(
  ctx: Context,
  { id, moderatorGroups: before }: Moderated,
  wanted: readonly number[]
): Promise<boolean> {
  const gained = wanted.filter((one) => !before.includes(one))
  const waits = await gainCategory(ctx, id, gained)
  const now = wanted.filter((one) => !waits || before.includes(one))
  await store(ctx, { id, moderatorGroups: before }, now)
  return waits
}

async function store(ctx: Context, before: Moderated, now: number[], proposedById?: number) {
  const changed = [...before.moderatorGroups, ...now].filter(
    (id) => before.moderatorGroups.includes(id) !== now.includes(id)
  )
  if (changed.length === 0) return
  await ctx.db.update(categories).set({ moderatorGroups: now }).where(eq(categories.id, before.id))
  const rows = await ctx.db
    .selectDistinct({ id: sql<number>`unnest(${categories.moderatorGroups})::int` })
    .from(categories)
  const moderating = rows.map(({ id }) => id)
  await setModeratingGroups(ctx, { moderating, changed, proposedById })
}

/** Lets a group moderate a category, unless one of them is gone. */
export const categoryPowerHandler: ChangeHandler = {
  async apply(ctx, { subjectId: id, power, proposedById }) {
    const groupId = Number(power)
    await lockCategories(ctx)
    const isIt = and(eq(categories.id, id), isNull(categories.mergedIntoId))
    const [category] = await ctx.db.select().from(categories).where(isIt)
    if (!category || !(await lockGroups(ctx, [groupId])).has(groupId)) return
    const moderatorGroups = [...new Set([...category.moderatorGroups, groupId])]
    await store(ctx, category, moderatorGroups, proposedById)
    const details = { categoryId: id, fields: ['moderatorGroups'], moderatorGroups }
    await recordSecurityEvent(ctx, 'category.changed', { details })
    await emit(ctx, 'category.changed', { categoryId: id })
  },
  drop: () => Promise.resolve(),
  async namesOf(ctx, changes) {
    const ids = changes.map(({ subjectId }) => subjectId)
    const rows = await ctx.db.select().from(categories).where(inArray(categories.id, ids))
    const categoryNames = new Map(rows.map(({ id, name }) => [id, wordsFor(ctx, name)]))
    const groups = await groupNames(ctx)
    const nameOf = ({ subjectId, power }: (typeof changes)[number]) =>
      [groups.get(Number(power)), categoryNames.get(subjectId)].filter(Boolean).join(' → ')
    return new Map(changes.map((change) => [change.id, nameOf(change)]))
  }
}
