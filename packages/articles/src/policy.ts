import { and, eq, sql } from 'drizzle-orm'
import { notFound, permissions, refuseUnless, type Actor, type Context } from '@stoa/core'
import { accountRules } from '@stoa/accounts'
import { approveAsSecond, type Behind } from '@stoa/accounts/approvals'
import { articles, articleTranslations, type State } from './schema.ts'
import { listedTranslations } from './visibility.ts'

export type Article = typeof articles.$inferSelect
export type Translation = typeof articleTranslations.$inferSelect
type Versions = Pick<Translation, 'authorId' | 'state' | 'revision' | 'publicRevision'>

const { draftArticles: draft, writeArticles: write } = accountRules

const unpublished: State[] = ['draft', 'proposed', 'awaiting', 'scheduled']

/** Volunteers work on what they began, until it is public. */
const edit = (actor: Actor, { authorId, publicRevision }: Versions) =>
  draft(actor) ?? (publicRevision === 0 && authorId === actor.id ? null : write(actor))

const waits = ({ state }: Versions) =>
  refuseUnless(unpublished.includes(state), 409, 'article_already_public')

export const rules = {
  draft,
  /** Admins, and staff with the capability: they publish, and work on every article. */
  write,
  /** Versions that are not public. */
  see: (actor: Actor, { authorId }: Pick<Translation, 'authorId'>) =>
    authorId === actor.id ? draft(actor) : write(actor),
  edit,
  propose: (actor: Actor, found: Versions) =>
    edit(actor, found) ?? refuseUnless(found.state === 'draft', 409, 'article_not_draft'),
  publish: (actor: Actor, found: Versions) => write(actor) ?? waits(found),
  recall: (actor: Actor, found: Versions) =>
    write(actor) ??
    refuseUnless(
      ['proposed', 'awaiting', 'scheduled'].includes(found.state),
      409,
      'article_not_waiting'
    ),
  discard: (actor: Actor, found: Versions) =>
    edit(actor, found) ?? refuseUnless(found.publicRevision === 0, 409, 'article_was_public'),
  /** Who wrote none of the versions since the public one, and proposed no change of its readers. */
  approve: (actor: Actor, behind: Behind) => write(actor) ?? approveAsSecond(actor, behind),
  /** An earlier version that was public, from the history. */
  withdraw: (
    actor: Actor,
    { publicRevision }: Pick<Translation, 'publicRevision'>,
    { number, publishedAt }: { number: number; publishedAt: string | null }
  ) =>
    write(actor) ??
    refuseUnless(number !== publicRevision, 409, 'article_version_is_public') ??
    refuseUnless(publishedAt !== null, 409, 'article_version_never_public')
}

export const { can, authorize } = permissions(rules)

/**
 * Returns an article for those who work on it: writers, who began a part of it, and volunteers who
 * may translate what they can read.
 * @throws Problem 404, 401 and 403 as `rules.draft`
 */
export async function findArticle({ db, actor }: Context, id: number): Promise<Article> {
  authorize.draft(actor)
  const isTheirs = can.write(actor)
    ? undefined
    : sql`exists (select from ${articleTranslations}
    where ${eq(articleTranslations.articleId, articles.id)}
      and (${eq(articleTranslations.authorId, actor.id)} or ${listedTranslations(actor)}))`
  const [found] = await db
    .select()
    .from(articles)
    .where(and(sql`${articles.id} = ${id}`, isTheirs))
  if (!found) throw notFound()
  return found
}

/**
 * Locks an article until the transaction ends, before its translations: no translation begins while
 * the article is thrown away.
 * @throws Problem 404
 */
export async function lockArticle({ db }: Context, id: number): Promise<void> {
  const isIt = eq(articles.id, id)
  const rows = await db.select({ id: articles.id }).from(articles).where(isIt).for('update')
  if (rows.length === 0) throw notFound()
}
