import { eq, inArray, isNull, max, or, type SQL } from 'drizzle-orm'
import { lockGroups } from '@stoa/accounts/groups'
import {
  checkUnchanged,
  conflict,
  emit,
  invalid,
  notFound,
  transaction,
  type Context
} from '@stoa/core'
import { slugOf } from '@stoa/threads'
import { authorize } from '../policy.ts'
import { lockSections } from '../readers/lock.ts'
import { waitingReadersOf } from '../readers/open-changes.ts'
import { sectionReaders, type ChangingReaders } from '../readers/propose.ts'
import { articles, articleSections } from '../schema.ts'
import { reviewWords } from '../writing/words.ts'
import type { SectionChange, SectionInput } from './contract.ts'
import { editedOfSection } from './sections.ts'

/** Condition: sections with this parent. */
export const isUnder = (parent: number | null): SQL =>
  parent === null ? isNull(articleSections.parentId) : eq(articleSections.parentId, parent)

/**
 * Adds a section at the end of its level.
 * @throws Problem 401, 403 as `rules.write`, 409 `article_section_taken`, 422 for a parent that is
 * itself below another, an unknown group, or a name missing in the default language
 */
export async function addSection(
  ctx: Context,
  { parent, slug, ...input }: SectionInput
): Promise<{ id: number; slug: string }> {
  authorize.write(ctx.actor)
  await reviewWords(ctx, input)
  if (slug) await ctx.ports.safety.review(ctx, { path: 'slug', text: slug })
  const name = input.names[ctx.ports.languages.default] ?? ''
  return transaction(ctx, async (ctx) => {
    await checkParent(ctx, parent)
    await checkGroups(ctx, input.readerGroups)
    const [row] = await ctx.db
      .insert(articleSections)
      .values({
        ...{ ...input, slug: checkedSlug(slug ?? name), parentId: parent },
        ...{ position: await nextPosition(ctx, parent), createdAt: ctx.now }
      })
      .onConflictDoNothing()
      .returning({ id: articleSections.id, slug: articleSections.slug })
    if (!row) throw conflict('article_section_taken')
    await emit(ctx, 'article.sections_changed', {})
    return row
  })
}

function checkedSlug(written: string): string {
  const slug = slugOf(written)
  if (slug === '') throw invalid('slug', 'articles_slug_empty')
  return slug
}

async function checkParent({ db }: Context, parent: number | null) {
  if (parent === null) return
  const [row] = await db
    .select({ parentId: articleSections.parentId })
    .from(articleSections)
    .where(eq(articleSections.id, parent))
    .for('update')
  if (!row || row.parentId !== null) throw invalid('parent', 'articles_section_parent')
}

export async function checkGroups(ctx: Context, ids: readonly number[] = []) {
  const known = await lockGroups(ctx, ids)
  if (ids.some((id) => !known.has(id))) throw invalid('readerGroups', 'field_group_unknown')
}

async function nextPosition({ db }: Context, parent: number | null): Promise<number> {
  const [last] = await db
    .select({ position: max(articleSections.position) })
    .from(articleSections)
    .where(isUnder(parent))
  return (last?.position ?? 0) + 1
}

/**
 * Changes words, picture and readers of a section. Readers that see more public texts by it wait for
 * a second person.
 * @returns whether the readers wait
 * @throws Problem 404, 401 and 403 as `rules.write`, 409 as `checkUnchanged`, 422 as `addSection`
 */
export async function changeSection(
  ctx: Context,
  id: number,
  change: SectionChange,
  options: ChangingReaders = {}
): Promise<{ awaiting: boolean }> {
  authorize.write(ctx.actor)
  await reviewWords(ctx, change)
  const { readers: _, readerGroups, revision, ...words } = change
  return transaction(ctx, async (ctx) => {
    await lockSections(ctx, 'no key update')
    await checkGroups(ctx, readerGroups)
    const isIt = eq(articleSections.id, id)
    const waits = waitingReadersOf('section')
    const [row] = await ctx.db
      .select({ found: articleSections, waits })
      .from(articleSections)
      .where(isIt)
    if (!row) throw notFound()
    const { found } = row
    checkUnchanged(revision, editedOfSection(found, row.waits), change)
    const { awaiting, columns } = await sectionReaders(ctx, found, change, options)
    const set = { ...words, ...columns, position: found.position }
    await ctx.db.update(articleSections).set(set).where(isIt)
    if (columns.readers !== undefined) await recordReaders(ctx, id)
    await emit(ctx, 'article.sections_changed', {})
    return { awaiting }
  })
}

/** The articles in a section and below it have other readers from now on. */
export async function recordReaders({ db, now }: Context, id: number) {
  const family = db
    .select({ id: articleSections.id })
    .from(articleSections)
    .where(or(eq(articleSections.id, id), isUnder(id)))
  await db.update(articles).set({ readersSince: now }).where(inArray(articles.sectionId, family))
}
