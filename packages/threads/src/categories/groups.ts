import { arrayOverlaps, asc, or, and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { recordSecurityEvent, type UsesOfGroup } from '@stoa/accounts'
import { lockGroups, gainCategory, groupNames, setModeratingGroups } from '@stoa/accounts/groups'
import { z } from 'zod'
import { invalid, emit, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import type { ApprovalKind } from '@stoa/accounts/approvals'
import { categories } from './schema.ts'
import { lockCategories } from './categories.ts'

const columns = {
  readerGroups: 'read',
  writerGroups: 'write',
  moderatorGroups: 'moderate'
} as const
type Column = keyof typeof columns
type Named = Partial<Record<Column, number[]>>

/** Finds the categories that name a group, by what it does there. */
export async function categoriesOfGroup(ctx: Context, groupId: number): Promise<UsesOfGroup> {
  const fields = Object.keys(columns) as Column[]
  const rows = await ctx.db
    .select()
    .from(categories)
    .where(or(...fields.map((field) => arrayOverlaps(categories[field], [groupId]))))
    .orderBy(asc(categories.position), asc(categories.id))
  const named = (field: Column) =>
    rows
      .filter((row) => row[field].includes(groupId))
      .map(({ id, name }) => ({ id, name: wordsFor(ctx, name) }))
  return {
    read: named('readerGroups'),
    write: named('writerGroups'),
    moderate: named('moderatorGroups')
  }
}

/**
 * Locks the groups that a category is about to name, so that none is deleted meanwhile.
 * @throws Problem 422 on the field that names an unknown group
 */
export async function checkGroups(ctx: Context, named: Named): Promise<void> {
  const fields = Object.keys(columns) as Column[]
  const ids = fields.flatMap((field) => named[field] ?? [])
  if (ids.length === 0) return
  const known = await lockGroups(ctx, ids)
  for (const field of fields)
    if (named[field]?.some((id) => !known.has(id))) throw invalid(field, 'field_group_unknown')
}

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

async function store(ctx: Context, before: Moderated, now: number[], writtenBy?: number[]) {
  const changed = [...before.moderatorGroups, ...now].filter(
    (id) => before.moderatorGroups.includes(id) !== now.includes(id)
  )
  if (changed.length === 0) return
  await ctx.db.update(categories).set({ moderatorGroups: now }).where(eq(categories.id, before.id))
  const rows = await ctx.db
    .selectDistinct({ id: sql<number>`unnest(${categories.moderatorGroups})::int` })
    .from(categories)
  const moderating = rows.map(({ id }) => id)
  await setModeratingGroups(ctx, { moderating, changed, writtenBy })
}

/** Lets a group moderate a category, unless one of them is gone. */
export const categoryPower: ApprovalKind<'category_power'> = {
  subject: z.object({ categoryId: z.int(), groupId: z.int() }),
  event: 'role.',
  async apply(ctx, { subject: { categoryId: id, groupId }, writtenBy }) {
    await lockCategories(ctx)
    const isIt = and(eq(categories.id, id), isNull(categories.mergedIntoId))
    const [category] = await ctx.db.select().from(categories).where(isIt)
    if (!category || !(await lockGroups(ctx, [groupId])).has(groupId)) return
    const moderatorGroups = [...new Set([...category.moderatorGroups, groupId])]
    await store(ctx, category, moderatorGroups, writtenBy)
    const details = { categoryId: id, fields: ['moderatorGroups'], moderatorGroups }
    await recordSecurityEvent(ctx, 'category.changed', { details })
    await emit(ctx, 'category.changed', { categoryId: id })
  },
  async namesOf(ctx, waiting) {
    const ids = waiting.map(({ subject }) => subject.categoryId)
    const rows = await ctx.db.select().from(categories).where(inArray(categories.id, ids))
    const categoryNames = new Map(rows.map(({ id, name }) => [id, wordsFor(ctx, name)]))
    const groups = await groupNames(ctx)
    const nameOf = ({ categoryId, groupId }: (typeof waiting)[number]['subject']) =>
      [groups.get(groupId), categoryNames.get(categoryId)].filter(Boolean).join(' → ')
    return new Map(waiting.map(({ id, subject }) => [id, nameOf(subject)]))
  }
}
