import { and, eq, lte } from 'drizzle-orm'
import { emit, transaction, type Context, type Locale } from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { instantOf } from '@stoa/core/local-time'
import { lockReadersOf } from '../readers/locking.ts'
import { checkSources, refusalOfSources } from '../sources/consent.ts'
import { authorize, can, findArticle, lockTranslation, type Translation } from '../policy.ts'
import { articleTranslations, type State } from '../schema.ts'
import { authorsOf } from './authors.ts'
import { renderVersion, type ArticleVersion } from './content.ts'
import { compareWithPublic } from './comparison.ts'
import type { Noted } from './critical-parts.ts'
import { columnsOf, isTranslation, readNewest, recordPublic } from './revisions.ts'
import { freeUnseenSlugs } from './slugs.ts'
import { checkPublication } from './snapshots.ts'

type Publication = { revision: string; publishAt?: string | null | undefined }

/**
 * Publishes the newest version of a translation: now, at a time, or once a second person publishes
 * it, too. `rules.approve` says who is that second person.
 * @param revision of the snapshot that the actor read
 * @returns the new state
 * @throws Problem 404, 401 and 403 as `rules.publish`, 403 as `rules.approve` if it already
 * waits for somebody other than the actor, 409 `article_already_public`, as `checkPublication`
 * and `refusalOfSources`
 */
export async function publish(
  ctx: Context,
  id: number,
  language: Locale,
  { revision, publishAt }: Publication
): Promise<{ state: State }> {
  authorize.write(ctx.actor)
  await findArticle(ctx, id)
  return transaction(ctx, async (ctx) => {
    await lockReadersOf(ctx, id)
    const article = await findArticle(ctx, id)
    const found = await lockTranslation(ctx, article, language)
    authorize.publish(ctx.actor, found)
    const newest = await readNewest(ctx, found)
    await checkPublication(ctx, article, { found, newest, revision })
    const { content, note } = newest
    const version = { ...(await renderVersion(ctx, language, content)), note }
    const at = publishAt === undefined ? found.publishAt : timeOf(ctx, publishAt)
    return { state: await release(ctx, { ...found, publishAt: at }, version) }
  })
}

/**
 * Publishes the newest version of a translation at once, without a second person: the operator of
 * the server decides.
 * @throws Problem 404, 401 and 403 as `rules.publish`, 409 `article_already_public` and as
 * `refusalOfSources`
 */
export async function publishAsOperator(ctx: Context, id: number, language: Locale): Promise<void> {
  authorize.write(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const found = await lockTranslation(ctx, { id }, language)
    authorize.publish(ctx.actor, found)
    const { content, note } = await readNewest(ctx, found)
    await checkSources(ctx, id, { content, note }, ctx.now)
    await makePublic(ctx, found, await renderVersion(ctx, language, content))
  })
}

/** A time without an offset is in the zone of the actor. */
const timeOf = ({ actor }: Context, written: string | null) =>
  written === null ? null : instantOf(written, actor.timeZone ?? 'UTC')

async function release(ctx: Context, found: Translation, version: Noted): Promise<State> {
  const { publishAt, state } = found
  const authors = await authorsOf(ctx, found)
  if (state === 'awaiting') authorize.approve(ctx.actor, authors)
  if (!can.approve(ctx.actor, authors) && (await needsSecondPerson(ctx, found, version)))
    return hold(ctx, found, 'awaiting')
  await checkSources(ctx, found.articleId, version, publishAt ?? ctx.now)
  if (publishAt !== null && publishAt > ctx.now) return hold(ctx, found, 'scheduled')
  await makePublic(ctx, found, version)
  return 'published'
}

/** Whether only a second person may publish this version. */
async function needsSecondPerson(
  ctx: Context,
  found: Translation,
  version: Noted
): Promise<boolean> {
  const { shown, critical } = await compareWithPublic(ctx, found, version)
  return shown === null || critical.length > 0
}

/** Sets the state of the newest version of a locked translation. Readers see nothing of it. */
export async function hold(ctx: Context, found: Translation, state: State): Promise<State> {
  const { articleId, language, publishAt } = found
  await ctx.db.update(articleTranslations).set({ state, publishAt }).where(isTranslation(found))
  await emit(ctx, 'article.saved', { articleId, language })
  if (state === 'awaiting' || state === 'proposed')
    await emit(ctx, 'article.approval_requested', { articleId, language })
  return state
}

/** Shows the newest version of a locked translation to its readers. */
async function makePublic(
  ctx: Context,
  found: Translation,
  version: ArticleVersion
): Promise<void> {
  const { articleId, language, publicRevision, revision } = found
  const { basedOn } = await readNewest(ctx, found)
  await ctx.db
    .update(articleTranslations)
    .set({
      ...{ ...columnsOf(version), basedOn, state: 'published', publishAt: null },
      ...{ publicRevision: revision, changedAt: ctx.now },
      publishedAt: found.publishedAt ?? ctx.now
    })
    .where(isTranslation(found))
  await recordPublic(ctx, found)
  await freeUnseenSlugs(ctx, found)
  const event = publicRevision === 0 ? 'article.published' : 'article.updated'
  await emit(ctx, event, { articleId, language })
}

/**
 * Timed task: publishes scheduled versions whose time has come. It is safe on several nodes: each
 * row is locked and processed only while it is due.
 */
export async function publishDue(ctx: Context): Promise<void> {
  const { state, publishAt, articleId, language } = articleTranslations
  const rows = await ctx.db
    .select({ id: articleId, language })
    .from(articleTranslations)
    .where(and(eq(state, 'scheduled'), lte(publishAt, ctx.now)))
  await attemptEach(rows, (row) =>
    transaction(ctx, async (ctx) => {
      const found = await lockTranslation(ctx, row, row.language)
      if (found.state !== 'scheduled' || (found.publishAt ?? ctx.now) > ctx.now) return
      const { content, note } = await readNewest(ctx, found)
      // Nobody is there to read why it is refused, so it becomes a draft again.
      if (await refusalOfSources(ctx, row.id, { content, note }, ctx.now))
        await hold(ctx, { ...found, publishAt: null }, 'draft')
      else await makePublic(ctx, found, await renderVersion(ctx, row.language, content))
    })
  )
}
