import { arrayOverlaps, asc, or } from 'drizzle-orm'
import type { UsesOfGroup } from '@stoa/accounts'
import { lockGroups } from '@stoa/accounts/groups'
import { invalid, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { categories } from './schema.ts'

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
