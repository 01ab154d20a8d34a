import { checkRevision, emit, invalid, snapshotOf, transaction } from '@stoa/core'
import type { Context, Locale } from '@stoa/core'
import { isOffered } from '@stoa/core/languages'
import { attachUploads, uploadIdsIn } from '@stoa/uploads'
import {
  authorize,
  can,
  findArticle,
  lockArticle,
  type Article,
  type Translation
} from '../policy.ts'
import { articles, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { versionOf, type ArticleVersion } from './content.ts'
import type { ArticleInput, SavedArticle, VersionChange } from './contract.ts'
import { articleEditions, columnsOf, isTranslation, type Named, type Words } from './revisions.ts'
import { settingsOf } from './settings.ts'
import { freeSlugs, reserveSlug, reserveUnused } from './slugs.ts'

/**
 * Creates an article as a draft in its first language, the original.
 * @throws Problem 401, 403 as `rules.draft`, 422 as `versionOf`, `settingsOf` and `reserveSlug`
 */
export async function createArticle(
  ctx: Context,
  input: ArticleInput & Noted
): Promise<SavedArticle> {
  authorize.draft(ctx.actor)
  const { language, title, slug, summary, body, note, ...settings } = input
  checkLanguage(ctx, language)
  const version = await versionOf(ctx, language, { title, slug, summary, body })
  return transaction(ctx, async (ctx) => {
    const [article] = await ctx.db
      .insert(articles)
      .values({ ...(await settingsOf(ctx, settings)), language, createdAt: ctx.now })
      .returning()
    if (!article) throw new Error('an article was not stored')
    return saved(await storeTranslation(ctx, article, language, { version, slug, note }))
  })
}

/**
 * Saves another version of a translation, or its first one. Readers keep the public version.
 * @throws Problem 404, 401 and 403 as `rules.edit`, 409 as `checkReadVersion` if somebody else saved a
 * version meanwhile, 422 as `versionOf`
 */
export async function saveVersion(
  ctx: Context,
  id: number,
  language: Locale,
  { revision, note, basedOn, ...input }: VersionChange
): Promise<SavedArticle> {
  const article = await findArticle(ctx, id)
  checkLanguage(ctx, language)
  if (note) await ctx.ports.safety.review(ctx, { path: 'note', text: note })
  const version = await versionOf(ctx, language, input)
  return transaction(ctx, async (ctx) => {
    await lockArticle(ctx, id)
    const original = await articleEditions.lock(ctx, { articleId: id, language: article.language })
    const isOriginal = language === article.language
    const baseAfter = (earlier: number | null) =>
      isOriginal ? null : baseOf(original, basedOn ?? earlier)
    const { slug } = input
    if (revision === '0' && !isOriginal) {
      const begun = { version, slug, note, basedOn: baseAfter(null) }
      return saved(await storeTranslation(ctx, article, language, begun))
    }
    const found = await articleEditions.lock(ctx, { articleId: id, language })
    authorize.edit(ctx.actor, found)
    const newest = await articleEditions.read(ctx, found)
    // A changed title keeps its address, which others have linked.
    const kept = slug === undefined ? withSlug(version, newest.content.slug) : version
    const typed = { content: kept.content, note: note ?? null }
    await articleEditions.checkRead(ctx, found, { newest, revision, typed })
    return saved(await storeVersion(ctx, found, kept, { note, basedOn: baseAfter(newest.basedOn) }))
  })
}

/** The version of the original that a translation has: what it says, else the public one. */
function baseOf({ revision, publicRevision }: Translation, said: number | null): number {
  if (said !== null && said > revision) throw invalid('basedOn', 'field_invalid')
  return said ?? (publicRevision || revision)
}

function checkLanguage(ctx: Context, language: Locale) {
  if (!isOffered(ctx, language)) throw invalid('language', 'field_invalid')
}

/** The first version of a translation, and the slug that its writer typed. */
type Begun = Noted & { version: ArticleVersion; slug: string | undefined; basedOn?: number | null }

/** What has changed, for readers. */
type Noted = { note?: string | undefined }

const withSlug = (version: ArticleVersion, slug: string): ArticleVersion => ({
  ...version,
  content: { ...version.content, slug }
})

async function storeTranslation(
  ctx: Context,
  { id: articleId }: Pick<Article, 'id'>,
  language: Locale,
  { version: given, slug: typed, note, basedOn = null }: Begun
): Promise<Translation> {
  const named = { articleId, language }
  const { slug } = given.content
  if (typed) await reserveSlug(ctx, named, slug)
  const version = typed ? given : withSlug(given, await reserveUnused(ctx, named, slug))
  const [stored] = await ctx.db
    .insert(articleTranslations)
    .values({
      ...{ ...named, ...columnsOf(version), basedOn },
      ...{ authorId: ctx.actor.id, changedAt: ctx.now }
    })
    .onConflictDoNothing()
    .returning()
  if (!stored) await refuseSecond(ctx, named, { content: version.content, note: note ?? null })
  await articleEditions.store(ctx, named, {
    content: version.content,
    ...{ number: 1, note: note ?? null, basedOn }
  })
  await keepFiles(ctx, articleId, version)
  await emit(ctx, 'article.saved', named)
  return stored as Translation
}

/** Somebody began the same translation a moment ago. @throws Problem 409 as `checkReadVersion` */
async function refuseSecond(ctx: Context, named: Named, typed: Words) {
  const [found] = await ctx.db.select().from(articleTranslations).where(isTranslation(named))
  if (found && can.see(ctx.actor, found)) {
    const newest = await articleEditions.read(ctx, found)
    await articleEditions.checkRead(ctx, found, { newest, revision: '0', typed })
  }
  checkRevision('0', snapshotOf({}, 1))
}

/** Stores the next version of a locked translation. Until it is published, only writers see it. */
export async function storeVersion(
  ctx: Context,
  found: Translation,
  version: ArticleVersion,
  { note, basedOn }: { note?: string | null | undefined; basedOn: number | null }
): Promise<Translation> {
  const { articleId, language, publicRevision } = found
  const number = found.revision + 1
  await articleEditions.store(ctx, found, {
    content: version.content,
    ...{ number, note: note ?? null, basedOn }
  })
  await reserveSlug(ctx, found, version.content.slug)
  const isUnseen = publicRevision === 0
  if (isUnseen) await freeSlugs(ctx, found, version.content.slug)
  const [stored] = await ctx.db
    .update(articleTranslations)
    .set({
      ...{ revision: number, state: 'draft', publishAt: null },
      ...(isUnseen && { ...columnsOf(version), basedOn, changedAt: ctx.now })
    })
    .where(isTranslation(found))
    .returning()
  await keepFiles(ctx, articleId, version)
  await emit(ctx, 'article.saved', { articleId, language })
  return stored as Translation
}

/** Makes the files in a version as visible as the article. */
const keepFiles = (ctx: Context, id: number, { content }: ArticleVersion) =>
  attachUploads(ctx, uploadIdsIn(content.body), { kind: 'article', id })

const saved = ({ articleId, language, revision, state, slug }: Translation): SavedArticle => ({
  ...{ id: articleId, language, revision, state, slug },
  url: articleUrl(slug)
})
