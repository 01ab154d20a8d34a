import { and, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { accountRules } from '@stoa/accounts'
import { emit, notFound, permissions, refuseUnless, transaction } from '@stoa/core'
import type { Actor, Context } from '@stoa/core'
import { renderArticle } from '@stoa/threads/rendering'
import { lockArticle } from '../policy.ts'
import { articleRevisions, articles, articleSources, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { visibleTranslations } from '../visibility.ts'
import { waitsUntil } from './consent.ts'
import type { OwnSource, SourceDecision } from './contract.ts'
import { paragraphsOf, removalTest } from './passages.ts'

/** Nobody's words are in more articles that are of interest to them. */
const listLimit = 50

type Source = typeof articleSources.$inferSelect

const { can, authorize } = permissions({
  /** Authors decide about their words, and object to them until they are public. */
  decide: accountRules.participate,
  object: (actor: Actor, isPublic: boolean) =>
    accountRules.participate(actor) ?? refuseUnless(!isPublic, 409, 'article_objection_too_late')
})

/**
 * Lists the articles that use words of the actor, who was asked about them, the newest first: what
 * was used, and what the newest version says of it. Once it is public, that is what readers see, if
 * they are one of them.
 */
export async function listOwnSources(ctx: Context): Promise<{ items: OwnSource[] }> {
  authorize.decide(ctx.actor)
  const rows = await ctx.db
    .select({ source: articleSources, article: articleTranslations, revision: articleRevisions })
    .from(articleSources)
    .innerJoin(articles, eq(articles.id, articleSources.articleId))
    .innerJoin(
      articleTranslations,
      and(
        eq(articleTranslations.articleId, articles.id),
        eq(articleTranslations.language, articles.language)
      )
    )
    .innerJoin(
      articleRevisions,
      and(
        eq(articleRevisions.articleId, articles.id),
        eq(articleRevisions.language, articles.language),
        sql`${articleRevisions.number} = coalesce(nullif(${articleTranslations.publicRevision}, 0),
          ${articleTranslations.revision})`
      )
    )
    .where(
      and(
        ...[eq(articleSources.authorId, ctx.actor.id), isNotNull(articleSources.notifiedAt)],
        or(eq(articleTranslations.publicRevision, 0), visibleTranslations(ctx.actor))
      )
    )
    .orderBy(desc(articleSources.articleId), articleSources.id)
    .limit(listLimit)
  const byArticle = Map.groupBy(rows, ({ article }) => article.articleId)
  return { items: await Promise.all([...byArticle.values()].map((rows) => toOwn(ctx, rows))) }
}

type Row = {
  source: Source
  article: typeof articleTranslations.$inferSelect
  revision: typeof articleRevisions.$inferSelect
}

async function toOwn(ctx: Context, rows: Row[]): Promise<OwnSource> {
  const [{ source, article, revision }] = rows as [Row]
  const { language, slug, publicRevision } = article
  const texts = rows.map(({ source }) => source.text).filter(Boolean)
  const tests = texts.map((text) => removalTest({ source: text }))
  const passages = paragraphsOf(revision.content.body).filter((paragraph) =>
    tests.some((isOwn) => isOwn(paragraph))
  )
  const rendered = (texts: string[]) =>
    Promise.all(
      texts.map(async (text) => ({ html: (await renderArticle(ctx, text, language)).html }))
    )
  const isPublic = publicRevision > 0
  return {
    ...{ articleId: article.articleId, title: revision.content.title, language },
    url: isPublic ? articleUrl(slug) : null,
    ...{ used: await rendered(texts), passages: await rendered(passages) },
    ...{ credit: source.credit, agreed: source.agreedAt !== null },
    objected: source.objectedAt !== null,
    until: isPublic ? null : waitsUntil(source),
    can: { object: can.object(ctx.actor, isPublic) }
  }
}

/**
 * Records what the actor decides about their words in an article. An objection takes a scheduled
 * version back to the drafts.
 * @throws Problem 401, 404 unless they were asked, 409 `article_objection_too_late`
 */
export async function decideOnSource(
  ctx: Context,
  articleId: number,
  { credit, agrees }: SourceDecision
): Promise<void> {
  authorize.decide(ctx.actor)
  const isOwn = and(
    eq(articleSources.articleId, articleId),
    eq(articleSources.authorId, ctx.actor.id),
    isNotNull(articleSources.notifiedAt)
  )
  await transaction(ctx, async (ctx) => {
    if ((await ctx.db.$count(articleSources, isOwn)) === 0) throw notFound()
    await lockArticle(ctx, articleId)
    if (!agrees) await recallUnpublished(ctx, articleId)
    const decided = agrees
      ? { agreedAt: ctx.now, objectedAt: null }
      : { agreedAt: null, objectedAt: ctx.now }
    await ctx.db
      .update(articleSources)
      .set({ credit, ...decided })
      .where(isOwn)
    await emit(ctx, 'article.changed', { articleId })
  })
}

async function recallUnpublished(ctx: Context, articleId: number): Promise<void> {
  const rows = await ctx.db
    .select()
    .from(articleTranslations)
    .where(eq(articleTranslations.articleId, articleId))
    .for('update')
  authorize.object(
    ctx.actor,
    rows.some(({ publicRevision }) => publicRevision > 0)
  )
  const scheduled = rows.flatMap(({ state, language }) => (state === 'scheduled' ? language : []))
  await ctx.db
    .update(articleTranslations)
    .set({ state: 'draft', publishAt: null })
    .where(
      and(
        eq(articleTranslations.articleId, articleId),
        inArray(articleTranslations.language, scheduled)
      )
    )
}

/** Ids of the authors whose decision an article waits for. */
export async function authorsToAsk({ db }: Context, articleId: number): Promise<number[]> {
  const rows = await db
    .selectDistinct({ id: articleSources.authorId })
    .from(articleSources)
    .where(and(eq(articleSources.articleId, articleId), isNotNull(articleSources.notifiedAt)))
  return rows.map(({ id }) => id)
}
