import { and, eq } from 'drizzle-orm'
import { isDeepStrictEqual } from 'node:util'
import { users } from '@stoa/accounts/tables'
import type { Context } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import { articles, articleSections } from '../schema.ts'
import { changeSettings } from '../writing/settings.ts'
import type { SettingsChange } from '../writing/contract.ts'
import { FileError } from './failures.ts'
import { audienceOf } from './readers.ts'
import { seriesOf } from './import-series.ts'
import type { OriginalFile } from './shapes.ts'
import type { StoredArticle } from './stored.ts'
import type { Text } from './texts.ts'

type LineOf = Text['lineOf']

/**
 * Converts what a file says of a new article to the settings of `createArticle`.
 * @throws FileError for an unknown section or group
 */
export async function settingsFor(ctx: Context, file: OriginalFile, lineOf: LineOf) {
  const { kind, tags, author, owner, checkBy: freshUntil = null } = file
  const audience = { readers: 'everyone' as const, readerGroups: [] }
  return {
    ...{ kind, tags, author, owner, freshUntil, ...audience },
    section: await sectionOf(ctx, file.section, lineOf),
    series: await seriesOf(ctx, file.series, lineOf),
    ...(await audienceOf(ctx, file.readers, lineOf('readers')))
  }
}

/**
 * Changes what differs in the file from the settings of an article. What it does not say of people,
 * readers and the next check stays as it is, and so does a later date of the next check.
 */
export async function changeFrom(
  ctx: Context,
  file: OriginalFile,
  { stored, lineOf, alone }: { stored: StoredArticle; lineOf: LineOf; alone: boolean }
): Promise<void> {
  const { article } = stored
  const {
    author,
    owner,
    freshUntil,
    readers: _,
    readerGroups: __,
    ...rest
  } = await settingsFor(ctx, file, lineOf)
  const tags = [...new Set(rest.tags.map((tag) => tag.toLowerCase()))]
  const wanted = {
    ...{ ...rest, tags },
    ...(await audienceOf(ctx, file.readers, lineOf('readers'))),
    ...(freshUntil !== null && freshUntil > (article.freshUntil ?? '') && { freshUntil })
  }
  const present = { ...article, section: article.sectionId, series: article.seriesId }
  const change: SettingsChange = Object.fromEntries(
    Object.entries(wanted).filter(
      ([key, value]) => !isDeepStrictEqual(present[key as keyof typeof present], value)
    )
  )
  if (author && !(await isNamed(ctx, article.authorId, author))) change.author = author
  if (owner && !(await isNamed(ctx, article.ownerId, owner))) change.owner = owner
  if (Object.keys(change).length > 0) await changeSettings(ctx, article.id, change, { alone })
}

const isNamed = async ({ db }: Context, id: number, username: string) =>
  (await db.$count(users, and(eq(users.id, id), eq(users.usernameKey, usernameKey(username))))) > 0

async function sectionOf({ db }: Context, slug: string | undefined, lineOf: LineOf) {
  if (slug === undefined) return null
  const [found] = await db
    .select({ id: articleSections.id })
    .from(articleSections)
    .where(eq(articleSections.slug, slug))
  if (!found)
    throw new FileError(
      lineOf('section'),
      `is in the section “${slug}”, which does not exist: add it to sections.yml`
    )
  return found.id
}

/** Stores where the files of an article stand. */
export const storePath = ({ db }: Context, id: number, path: string) =>
  db.update(articles).set({ path }).where(eq(articles.id, id))
