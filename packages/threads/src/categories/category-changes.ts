import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { emit, invalid, notFound, transaction, type Context } from '@stoa/core'
import { checkDefaultText } from '@stoa/core/languages'
import type { categoryChange, categoryInput } from './contract.ts'
import { categories } from './schema.ts'

type Input = z.output<typeof categoryInput>
type Change = z.output<typeof categoryChange>
type Row = typeof categories.$inferSelect
type Place = Pick<Row, 'parentId' | 'rule'>

/**
 * Adds a category. The caller is an admin.
 * @throws Problem 422 for a slug that is taken, a parent that is itself a sub-category, or a rule
 * other than `staff_only` below a staff-only parent; problems of `ports.safety.review`
 */
export async function createCategory(ctx: Context, input: Input): Promise<{ id: number }> {
  await reviewWords(ctx, input)
  return transaction(ctx, async (inside) => {
    await lockCategories(inside)
    await checkPlace(inside, input)
    const [row] = await inside.db
      .insert(categories)
      .values({ ...input, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: categories.id })
    if (!row) throw invalid('slug', 'threads_category_slug_taken')
    const details = { categoryId: row.id, rule: input.rule }
    await recordSecurityEvent(inside, 'category.created', { details })
    await emit(inside, 'category.changed', { categoryId: row.id })
    return row
  })
}

/**
 * Changes a category. The caller is an admin. If it becomes staff-only, its sub-categories become
 * staff-only too, and stay so when it is opened again.
 * @throws Problem 404; 422 as for `createCategory`, or if a category with sub-categories gets a
 * parent
 */
export async function changeCategory(ctx: Context, id: number, change: Change): Promise<void> {
  await reviewWords(ctx, change)
  await transaction(ctx, async (inside) => {
    await lockCategories(inside)
    const [category] = await inside.db.select().from(categories).where(eq(categories.id, id))
    if (!category) throw notFound()
    const place = { ...category, ...change }
    await checkPlace(inside, place, id)
    await update(inside, id, change)
    if (place.rule === 'staff_only') await closeChildren(inside, id)
    const details = {
      categoryId: id,
      fields: Object.keys(change),
      from: category.rule,
      to: place.rule
    }
    await recordSecurityEvent(inside, 'category.changed', { details })
    await emit(inside, 'category.changed', { categoryId: id })
  })
}

async function reviewWords(ctx: Context, { name, description, ...input }: Change | Input) {
  if ('slug' in input) await ctx.ports.safety.review(ctx, { path: 'slug', text: input.slug })
  for (const [field, words] of Object.entries({ name, description }))
    for (const [locale, text] of Object.entries(words ?? {}))
      await ctx.ports.safety.review(ctx, { path: `${field}.${locale}`, text })
  checkDefaultText(ctx, 'name', name)
  checkDefaultText(ctx, 'description', description)
}

async function update({ db }: Context, id: number, change: Change) {
  if (Object.keys(change).length === 0) return
  await db.update(categories).set(change).where(eq(categories.id, id))
}

async function closeChildren({ db }: Context, parentId: number) {
  await db.update(categories).set({ rule: 'staff_only' }).where(eq(categories.parentId, parentId))
}

// Without the lock, two admins could nest two levels deep: each would change between the other's
// check and change.
const lockCategories = ({ db }: Context) =>
  db.execute(sql`lock table ${categories} in share row exclusive mode`)

async function checkPlace({ db }: Context, { parentId, rule }: Place, id?: number) {
  if (parentId === null) return
  const [parent] = await db.select().from(categories).where(eq(categories.id, parentId))
  if (!parent || parent.parentId !== null || parentId === id)
    throw invalid('parentId', 'threads_category_parent')
  if (parent.rule === 'staff_only' && rule !== 'staff_only')
    throw invalid('rule', 'threads_category_below_staff_only')
  if (id === undefined) return
  const children = await db.select().from(categories).where(eq(categories.parentId, id)).limit(1)
  if (children.length > 0) throw invalid('parentId', 'threads_category_has_children')
}
