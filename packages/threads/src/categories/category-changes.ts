import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { reviewTexts } from '@stoa/accounts/text-review'
import { stopCategoryPowers } from '@stoa/accounts/groups'
import { checkUnchanged, emit, invalid, transaction, type Context } from '@stoa/core'
import type { categoryChange, categoryInput } from './contract.ts'
import { isReadWithin } from '../visibility.ts'
import {
  editedOfCategory,
  waitingModeratorGroups,
  lockCategories,
  findStored,
  type StoredCategory
} from './categories.ts'
import { checkGroups, setModeratorGroups } from './groups.ts'
import { categories } from './schema.ts'

type Input = z.output<typeof categoryInput>
type Change = z.output<typeof categoryChange>

/**
 * Adds a category. The caller is an admin.
 * @throws Problem 422 for a slug that is taken, a parent that is itself a sub-category, an unknown
 * group, or more readers than the parent has; 409 `group_too_large`; problems of
 * `ports.safety.review`
 */
export async function createCategory(
  ctx: Context,
  { moderatorGroups, ...input }: Input
): Promise<{ id: number }> {
  await reviewWords(ctx, input)
  return transaction(ctx, async (inside) => {
    await lockCategories(inside)
    await checkParent(inside, input.parentId)
    await checkGroups(inside, { ...input, moderatorGroups })
    const [row] = await inside.db
      .insert(categories)
      .values({ ...input, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning()
    if (!row) throw invalid('slug', 'threads_category_slug_taken')
    await checkReaders(inside, row)
    await setModeratorGroups(inside, row, moderatorGroups)
    const details = { categoryId: row.id, ...readershipOf(row) }
    await recordSecurityEvent(inside, 'category.created', { details })
    await emit(inside, 'category.changed', { categoryId: row.id })
    return { id: row.id }
  })
}

/**
 * Changes a category. The caller is an admin. If it gets fewer readers, its sub-categories get no
 * more than it has, and stay so when it is opened again. All of it counts at once, but a group that
 * is to moderate it waits for a second admin or a day.
 * @returns whether one waits
 * @throws Problem 404; 422 as for `createCategory`, or if a category with sub-categories gets a
 * parent; 409 `group_too_large`, and as `checkUnchanged`
 */
export async function changeCategory(
  ctx: Context,
  id: number,
  { moderatorGroups, revision, ...change }: Change
): Promise<boolean> {
  await reviewWords(ctx, change)
  return transaction(ctx, async (inside) => {
    const waiting = await waitingModeratorGroups(inside, id)
    if (moderatorGroups) await stopCategoryPowers(inside, id, moderatorGroups)
    await lockCategories(inside)
    await checkGroups(inside, { ...change, moderatorGroups })
    const before = await findStored(inside, id)
    checkUnchanged(revision, editedOfCategory(before, waiting), { ...change, moderatorGroups })
    await checkParent(inside, change.parentId, id)
    await update(inside, id, change)
    const waits =
      moderatorGroups !== undefined && (await setModeratorGroups(inside, before, moderatorGroups))
    const category = await findStored(inside, id)
    await checkReaders(inside, category)
    await narrowChildren(inside, category)
    const fields = Object.keys({ ...change, ...(moderatorGroups && { moderatorGroups }) })
    const [from, to] = [before.readers, category.readers]
    const details = { categoryId: id, fields, from, to, ...readershipOf(category) }
    await recordSecurityEvent(inside, 'category.changed', { details })
    await emit(inside, 'category.changed', { categoryId: id })
    return waits
  })
}

const readershipOf = ({ rule, readerGroups, writerGroups, moderatorGroups }: StoredCategory) => ({
  rule,
  readerGroups,
  writerGroups,
  moderatorGroups
})

async function reviewWords(ctx: Context, { name, description, ...input }: Change | Input) {
  if ('slug' in input) await ctx.ports.safety.review(ctx, { path: 'slug', text: input.slug })
  await reviewTexts(ctx, 'name', name)
  await reviewTexts(ctx, 'description', description)
}

async function update({ db }: Context, id: number, change: Change) {
  if (Object.keys(change).length === 0) return
  await db.update(categories).set(change).where(eq(categories.id, id))
}

async function narrowChildren({ db }: Context, parent: StoredCategory) {
  const children = await db.select().from(categories).where(eq(categories.parentId, parent.id))
  for (const child of children.filter((one) => !isReadWithin(one, parent)))
    await db.update(categories).set(readersWithin(child, parent)).where(eq(categories.id, child.id))
}

/** The readers of a sub-category that its parent has, too. Nobody gains it by that. */
function readersWithin(child: StoredCategory, parent: StoredCategory) {
  const { signInRequired, readerGroups, readers } = parent
  if (readers === 'staff') return { rule: 'staff_only' as const }
  if (child.readers !== 'groups') return { signInRequired, readerGroups }
  const common = child.readerGroups.filter((id) => readerGroups.includes(id))
  return common.length > 0 ? { readerGroups: common } : { rule: 'staff_only' as const }
}

/** Categories nest one level. */
async function checkParent({ db }: Context, parentId: number | null | undefined, id?: number) {
  if (!parentId) return
  const [parent] = await db.select().from(categories).where(eq(categories.id, parentId))
  if (!parent || parent.parentId !== null || parentId === id)
    throw invalid('parentId', 'threads_category_parent')
  if (id === undefined) return
  const children = await db.select().from(categories).where(eq(categories.parentId, id)).limit(1)
  if (children.length > 0) throw invalid('parentId', 'threads_category_has_children')
}

/** A sub-category has no readers whom its parent lacks. */
async function checkReaders({ db }: Context, category: StoredCategory) {
  const { parentId } = category
  if (parentId === null) return
  const [parent] = await db.select().from(categories).where(eq(categories.id, parentId))
  if (!parent || isReadWithin(category, parent)) return
  throw parent.readers === 'staff'
    ? invalid('rule', 'threads_category_below_staff_only')
    : invalid('readerGroups', 'threads_category_below_fewer')
}
