import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { authorColumns, usersAs } from '@stoa/accounts'
import { notFound, snapshotOfFields, type Actor, type Context, type Locale } from '@stoa/core'
import { can, findArticle, type Article, type Translation } from '../policy.ts'
import { openChangeOf, waitingReadersOf } from '../readers/open-changes.ts'
import { articleRevisions, articles, articleTranslations } from '../schema.ts'
import { publicationRefusal } from '../sources/consent.ts'
import { sourcesOf } from '../sources/source-rows.ts'
import { articleUrl } from '../urls.ts'
import { visibleTranslations } from '../visibility.ts'
import { authorsOf } from './authors.ts'
import { compareWithPublic } from './comparison.ts'
import { renderVersion } from './content.ts'
import type { ArticleSource, TranslationSource } from './source-contract.ts'
import { articleEditions, isTranslation } from './revisions.ts'
import { snapshotOfPublication } from './snapshots.ts'

/**
 * Returns settings and translations of an article for those who work on it.
 * @throws Problem 404, 401 and 403 as `rules.draft`
 */
export async function articleSourceOf(ctx: Context, id: number): Promise<ArticleSource> {
  const article = await findArticle(ctx, id)
  const { language, archivedAt } = article
  const [{ readerChange, waitingReaders, ...people }, translations, successor, sources] =
    await Promise.all([
      peopleOf(ctx, id),
      statusesOf(ctx, article),
      successorOf(ctx, article),
      sourcesOf(ctx, id)
    ])
  return {
    id,
    settings: {
      ...columnsOf(article),
      ...people
    },
    ...{ original: language, archivedAt, successor, translations, sources },
    snapshot: snapshotOfFields(editedOf(article, { ...people, waitingReaders })),
    readerChange: can.write(ctx.actor) ? readerChange : null,
    can: { write: can.write(ctx.actor) }
  }
}

const columnsOf = ({ kind, tags, readers, readerGroups, freshUntil, ...rest }: Article) => ({
  ...{ kind, tags, readers, readerGroups, freshUntil },
  ...{ section: rest.sectionId, series: rest.seriesId }
})

type Kept = Pick<Awaited<ReturnType<typeof peopleOf>>, 'author' | 'owner' | 'waitingReaders'>

const editedOf = (article: Article, { author, owner, waitingReaders }: Kept) => ({
  ...columnsOf(article),
  author: author.username,
  owner: owner.username,
  waitingReaders
})

/** The settings of an article that its form edits, and the readers that wait. */
export const editedSettings = async (ctx: Context, article: Article) =>
  editedOf(article, await peopleOf(ctx, article.id))

async function successorOf({ db, actor }: Context, { language, successorId }: Article) {
  if (successorId === null) return null
  const [row] = await db
    .select({ id: articleTranslations.articleId, title: articleTranslations.title })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .where(and(eq(articles.id, successorId), visibleTranslations(actor)))
    .orderBy(desc(eq(articleTranslations.language, language)))
    .limit(1)
  return row ?? null
}

const [author, owner] = [usersAs('author'), usersAs('owner')]

async function peopleOf({ db }: Context, id: number) {
  const [people] = await db
    .select({
      ...{ author: authorColumns(author), owner: authorColumns(owner) },
      readerChange: openChangeOf('article'),
      waitingReaders: waitingReadersOf('article')
    })
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
  const rows = await db
    .select({ ...shown, behind: versionsBehind, isReadable: isReadable(actor) })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .where(eq(articleTranslations.articleId, id))
    .orderBy(asc(language))
  return rows.map(({ authorId, slug, isReadable, ...row }) => {
    const edit = can.edit(actor, { ...row, authorId })
    const status = { ...row, url: articleUrl(slug), can: { edit } }
    if (can.see(actor, { authorId })) return status
    return isReadable ? asPublic(status) : { ...status, ...unseen }
  })
}

/** A translation that somebody else is still writing, or that is not for the actor. */
const unseen = {
  ...{ title: null, url: null, state: 'draft' as const },
  ...{ revision: 0, publicRevision: 0 }
}

const isReadable = (actor: Actor) => sql<boolean>`(${visibleTranslations(actor)})`

type Versions = Pick<Translation, 'state' | 'revision' | 'publicRevision'>
type Waiting = Partial<Pick<Translation, 'publishAt'>>

/** Of others' translations, volunteers see what readers do. */
const asPublic = <T extends Versions & Waiting>(found: T): T => ({
  ...found,
  ...{ state: 'published', revision: found.publicRevision },
  ...(found.publishAt === undefined ? {} : { publishAt: null })
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
  const article = await findArticle(ctx, id)
  const found = await findKnown(ctx, id, language)
  const seen = can.see(ctx.actor, found) ? found : asPublic(found)
  const { content, note, basedOn } = await articleEditions.read(ctx, seen)
  const version = { ...(await renderVersion(ctx, language, content)), note }
  const compared = await compareWithPublic(ctx, seen, version)
  const { state, revision, publicRevision, publishAt } = seen
  return {
    ...{ language, state, revision, publicRevision, publishAt, basedOn, content, note },
    snapshot: await snapshotOfPublication(ctx, article, { content, note }, revision),
    html: version.html,
    ...compared,
    needsSecondPerson: compared.shown === null || compared.critical.length > 0,
    refusal: await publicationRefusal(ctx, id, { content, note }),
    can: await powersOver(ctx, found)
  }
}

/** A translation that the actor began, may read, or publishes. */
async function findKnown({ db, actor }: Context, articleId: number, language: Locale) {
  const [row] = await db
    .select({ found: articleTranslations, isReadable: isReadable(actor) })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .where(isTranslation({ articleId, language }))
  if (!row || !(row.isReadable || can.see(actor, row.found))) throw notFound()
  return row.found
}

async function powersOver(ctx: Context, found: Translation) {
  const { actor } = ctx
  const publish = can.publish(actor, found)
  return {
    edit: can.edit(actor, found),
    propose: !can.write(actor) && can.propose(actor, found),
    publish,
    approve: publish && can.approve(actor, await authorsOf(ctx, found)),
    recall: can.recall(actor, found),
    discard: can.discard(actor, found)
  }
}
