import { and, asc, eq, or, sql } from 'drizzle-orm'
import { authorColumns, usersAs } from '@stoa/accounts'
import { notFound, type Context, type Locale } from '@stoa/core'
import { can, findArticle, type Article, type Translation } from '../policy.ts'
import { articleRevisions, articles, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { renderVersion } from './content.ts'
import type { ArticleSource, TranslationSource } from './source-contract.ts'
import { needsSecondPerson } from './publishing.ts'
import { editorsOf, isTranslation, readNewest } from './revisions.ts'
import { snapshotOfContent } from './snapshots.ts'

/**
 * Returns settings and translations of an article for those who work on it.
 * @throws Problem 404, 401 and 403 as `rules.draft`
 */
export async function articleSourceOf(ctx: Context, id: number): Promise<ArticleSource> {
  const article = await findArticle(ctx, id)
  const { sectionId, language, archivedAt, kind, level, tags, readers, freshUntil } = article
  const [people, translations] = await Promise.all([peopleOf(ctx, id), statusesOf(ctx, article)])
  return {
    id,
    settings: {
      ...{ kind, level, tags, readers, freshUntil, section: sectionId },
      ...{ readerGroups: article.readerGroups, ...people }
    },
    ...{ original: language, archivedAt, translations },
    can: { write: can.write(ctx.actor) }
  }
}

const [author, owner] = [usersAs('author'), usersAs('owner')]

async function peopleOf({ db }: Context, id: number) {
  const [people] = await db
    .select({ author: authorColumns(author), owner: authorColumns(owner) })
    .from(articles)
    .innerJoin(author, eq(author.id, articles.authorId))
    .innerJoin(owner, eq(owner.id, articles.ownerId))
    .where(eq(articles.id, id))
  if (!people) throw notFound()
  return people
}

/** How many public versions of the original came after the one that a translation is based on. */
export const versionsBehind = sql<number>`(select count(*)::int from ${articleRevisions} newer
  join ${articles} it on it.id = newer.article_id and it.language = newer.language
  where newer.article_id = article_translations.article_id and newer.published_at is not null
    and newer.number > article_translations.based_on)`

async function statusesOf({ db, actor }: Context, { id }: Article) {
  const { language, title, slug, state, revision, publicRevision, changedAt } = articleTranslations
  const { authorId } = articleTranslations
  const shown = { language, title, slug, state, revision, publicRevision, changedAt, authorId }
  const isSeen = can.write(actor)
    ? undefined
    : or(eq(authorId, actor.id), sql`${publicRevision} > 0`)
  const rows = await db
    .select({ ...shown, behind: versionsBehind })
    .from(articleTranslations)
    .where(and(eq(articleTranslations.articleId, id), isSeen))
    .orderBy(asc(language))
  return rows.map(({ authorId, ...row }) => ({
    ...(can.see(actor, { ...row, authorId }) ? row : asPublic(row)),
    url: articleUrl(row.slug)
  }))
}

type Versions = Pick<Translation, 'state' | 'revision' | 'publicRevision'>

/** Of others' translations, volunteers see what readers do. */
const asPublic = <T extends Versions>(found: T): T => ({
  ...found,
  ...{ state: 'published', revision: found.publicRevision }
})

/**
 * Returns the newest version of a translation as source and preview, and what is needed to publish
 * it.
 * @throws Problem 404, 401 and 403 as `rules.draft`
 */
export async function translationSourceOf(
  ctx: Context,
  id: number,
  language: Locale
): Promise<TranslationSource> {
  await findArticle(ctx, id)
  const [found] = await ctx.db
    .select()
    .from(articleTranslations)
    .where(isTranslation({ articleId: id, language }))
  if (!found || !isKnown(ctx, found)) throw notFound()
  const seen = can.see(ctx.actor, found) ? found : asPublic(found)
  const { content, note, basedOn } = await readNewest(ctx, seen)
  const version = await renderVersion(ctx, language, content)
  const { state, revision, publicRevision, publishAt } = seen
  return {
    ...{ language, state, revision, publicRevision, publishAt, basedOn, content, note },
    snapshot: snapshotOfContent(content, revision),
    html: version.html,
    needsSecondPerson: state !== 'published' && (await needsSecondPerson(ctx, found, version)),
    can: await powersOver(ctx, found)
  }
}

const isKnown = ({ actor }: Context, found: Translation) =>
  can.see(actor, found) || found.publicRevision > 0

async function powersOver(ctx: Context, found: Translation) {
  const { actor } = ctx
  const publish = can.publish(actor, found)
  return {
    edit: can.edit(actor, found),
    propose: !can.write(actor) && can.propose(actor, found),
    publish,
    approve: publish && can.approve(actor, await editorsOf(ctx, found)),
    recall: can.recall(actor, found),
    discard: can.discard(actor, found)
  }
}
