import { emit, transaction, type Context, type Locale } from '@stoa/core'
import { instantOf } from '@stoa/core/local-time'
import { lockReadersOf } from '../readers/lock.ts'
import { checkSources, refusalOfSources } from '../sources/consent.ts'
import { authorize, can, findArticle, type Translation } from '../policy.ts'
import { articleTranslations, type State } from '../schema.ts'
import { authorsOf } from './authors.ts'
import { renderVersion } from './content.ts'
import { compareWithPublic } from './comparison.ts'
import type { Noted } from './critical-parts.ts'
import { articleEditions, columnsOf, isTranslation } from './revisions.ts'
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
    const found = await articleEditions.lock(ctx, { articleId: id, language })
    authorize.publish(ctx.actor, found)
    const newest = await articleEditions.read(ctx, found)
    await checkPublication(ctx, article, { found, newest, revision })
    const version = { ...newest, ...(await renderVersion(ctx, language, newest.content)) }
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
    const found = await articleEditions.lock(ctx, { articleId: id, language })
    authorize.publish(ctx.actor, found)
    await checkSources(ctx, id, await articleEditions.read(ctx, found), ctx.now)
    await makePublic(ctx, found)
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
    return articleEditions.setState(ctx, found, 'awaiting')
  await checkSources(ctx, found.articleId, version, publishAt ?? ctx.now)
  if (publishAt !== null && publishAt > ctx.now)
    return articleEditions.setState(ctx, found, 'scheduled')
  await makePublic(ctx, found)
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

/** Shows the newest version of a locked translation to its readers. */
async function makePublic(ctx: Context, found: Translation): Promise<void> {
  const { articleId, language, publicRevision, revision } = found
  const { content, basedOn } = await articleEditions.read(ctx, found)
  await ctx.db
    .update(articleTranslations)
    .set({
      ...columnsOf(await renderVersion(ctx, language, content)),
      ...{ basedOn, state: 'published', publishAt: null },
      ...{ publicRevision: revision, changedAt: ctx.now },
      publishedAt: found.publishedAt ?? ctx.now
    })
    .where(isTranslation(found))
  await articleEditions.recordPublic(ctx, found)
  await freeUnseenSlugs(ctx, found)
  const event = publicRevision === 0 ? 'article.published' : 'article.updated'
  await emit(ctx, event, { articleId, language })
}

/** Timed task: publishes scheduled versions whose time has come. */
export const publishDue = (ctx: Context): Promise<void> =>
  articleEditions.publishDue(ctx, async (ctx, found) => {
    const newest = await articleEditions.read(ctx, found)
    // Nobody is there to read why it is refused, so it becomes a draft again.
    if (await refusalOfSources(ctx, found.articleId, newest, ctx.now))
      await articleEditions.setState(ctx, { ...found, publishAt: null }, 'draft')
    else await makePublic(ctx, found)
  })

/**
 * Returns a waiting or scheduled version to draft.
 * @throws Problem 404, 401 and 403 as `rules.write`, 409 `article_not_waiting`
 */
export async function recall(ctx: Context, id: number, language: Locale): Promise<void> {
  authorize.write(ctx.actor)
  const { id: articleId } = await findArticle(ctx, id)
  const isFree = { publishAt: null }
  await articleEditions.move(ctx, { articleId, language }, 'draft', authorize.recall, isFree)
}

/**
 * Sends a volunteer's version to those who publish.
 * @throws Problem 404, 401 and 403 as `rules.edit`, 409 `article_not_draft`
 */
export async function propose(ctx: Context, id: number, language: Locale): Promise<void> {
  const { id: articleId } = await findArticle(ctx, id)
  await articleEditions.move(ctx, { articleId, language }, 'proposed', authorize.propose)
}
