import { and, eq, inArray, sql } from 'drizzle-orm'
import { checkUnchanged, emit, invalid, transaction, type Context } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import { lockGroups } from '@stoa/accounts/groups'
import { users } from '@stoa/accounts/tables'
import { reviewOfficial } from '@stoa/accounts/text-review'
import { authorize, can, findArticle } from '../policy.ts'
import { lockReadersOf } from '../readers/lock.ts'
import { articleReaders, type ChangingReaders } from '../readers/propose.ts'
import { checkTags } from '../sources/consent.ts'
import { articles, articleSections } from '../schema.ts'
import { endOfSeries } from '../series/series-changes.ts'
import type { SettingsChange } from './contract.ts'
import { editedSettings } from './source.ts'

type Stored = Omit<typeof articles.$inferInsert, 'language' | 'createdAt'>
type Named = Partial<Pick<SettingsChange, 'author' | 'owner'>>

/**
 * Converts the settings of a new article to its columns. Volunteers are its author and owner; those
 * who publish it put it into a section or series.
 * @throws Problem 422 for an unknown section, series, group or person
 */
export async function settingsOf(
  ctx: Context,
  {
    section: wanted,
    series,
    author,
    owner,
    ...settings
  }: Required<Omit<SettingsChange, keyof Named | 'revision'>> & Named
): Promise<Stored> {
  const writes = can.write(ctx.actor)
  const section = writes ? wanted : null
  const idOf = async (path: string, named: string | undefined) => {
    const id = named === undefined ? ctx.actor.id : await idOfStaff(ctx, path, named)
    return writes ? id : ctx.actor.id
  }
  await reviewTags(ctx, settings.tags)
  await checkPlace(ctx, { section, readerGroups: settings.readerGroups })
  return {
    ...{ ...settings, sectionId: section, tags: normalized(settings.tags) },
    ...(writes && (await placeIn(ctx, series))),
    authorId: await idOf('author', author),
    ownerId: await idOf('owner', owner)
  }
}

/**
 * Changes where an article stands, for whom, and who keeps it. What shows public texts to more people
 * waits for a second person.
 * @returns whether the readers wait
 * @throws Problem 404, 401 and 403 as `rules.write`, 409 as `checkTags` and
 * `checkUnchanged`, 422 as `settingsOf`
 */
export async function changeSettings(
  ctx: Context,
  id: number,
  { section, series, author, owner, tags, revision, ...change }: SettingsChange,
  options: ChangingReaders = {}
): Promise<{ awaiting: boolean }> {
  authorize.write(ctx.actor)
  const found = await findArticle(ctx, id)
  await reviewTags(ctx, tags)
  await checkTags(ctx, id, tags ?? [])
  const { readers: _, readerGroups, ...settings } = change
  return transaction(ctx, async (ctx) => {
    await lockReadersOf(ctx, id)
    await checkPlace(ctx, { section, readerGroups })
    const wanted = { ...change, section }
    const present = await findArticle(ctx, id)
    const typed = { ...change, section, series, tags, author, owner }
    checkUnchanged(revision, await editedSettings(ctx, present), typed)
    const { awaiting, columns } = await articleReaders(ctx, present, wanted, options)
    const set = {
      ...{ ...settings, ...columns },
      ...(series !== undefined && series !== found.seriesId && (await placeIn(ctx, series))),
      ...(tags && { tags: normalized(tags) }),
      ...(author && { authorId: await idOfStaff(ctx, 'author', author) }),
      ...(owner && { ownerId: await idOfStaff(ctx, 'owner', owner) })
    }
    if (Object.keys(set).length > 0)
      await ctx.db.update(articles).set(set).where(eq(articles.id, id))
    await emit(ctx, 'article.changed', { articleId: id })
    return { awaiting }
  })
}

/** The columns of an article that joins a series as its last part, or leaves its own. */
async function placeIn(ctx: Context, series: number | null) {
  if (series === null) return { seriesId: null, part: null }
  return { seriesId: series, part: await endOfSeries(ctx, series) }
}

async function reviewTags(ctx: Context, tags: readonly string[] = []) {
  for (const [at, text] of tags.entries()) await reviewOfficial(ctx, { path: `tags.${at}`, text })
}

const normalized = (tags: readonly string[]) => [...new Set(tags.map((tag) => tag.toLowerCase()))]

async function checkPlace(
  ctx: Context,
  { section, readerGroups = [] }: Pick<SettingsChange, 'section' | 'readerGroups'>
) {
  if (section) await holdSection(ctx, section)
  const known = await lockGroups(ctx, readerGroups)
  if (readerGroups.some((id) => !known.has(id)))
    throw invalid('readerGroups', 'field_group_unknown')
}

/** Keeps a section from being deleted until the transaction ends. */
async function holdSection({ db }: Context, id: number) {
  const rows = await db
    .select({ id: articleSections.id })
    .from(articleSections)
    .where(eq(articleSections.id, id))
    .for('key share')
  if (rows.length === 0) throw invalid('section', 'articles_section_unknown')
}

/** Articles speak for the organisation, so a named author is one of its people. */
async function idOfStaff({ db }: Context, path: string, username: string): Promise<number> {
  const [found] = await db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        sql`${users.usernameKey} = ${usernameKey(username)}`,
        inArray(users.role, ['volunteer', 'staff', 'admin'])
      )
    )
  if (!found) throw invalid(path, 'articles_author_not_of_team')
  return found.id
}
