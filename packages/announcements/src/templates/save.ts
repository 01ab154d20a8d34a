import { desc } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { checkRevision, Problem, snapshotOf, transaction, type Context } from '@stoa/core'
import { findPromise } from '@stoa/guards'
import { renderBody } from '@stoa/threads/rendering'
import { authorize } from '../policy.ts'
import { announcementTemplates } from '../schema.ts'
import { isAt, shippedWords, type Place, type Words } from './templates.ts'

/**
 * Saves another version of a template. Promises are refused, because a template is written before
 * anybody knows what happened.
 * @param revision number of the version that the actor changed
 * @throws Problem 401, 403 as `rules.announce`; 409 as `checkRevision`; 422 `template_promises`
 * with the sentence, and as `ports.safety.review`
 */
export async function saveTemplate(
  ctx: Context,
  place: Place,
  { revision, ...words }: Words & { revision: number }
): Promise<void> {
  authorize.announce(ctx.actor)
  checkPromises('title', words.title)
  // The rendered text is checked, because entities, comments and links could separate letters in
  // the Markdown.
  checkPromises('body', (await renderBody(ctx, words.body)).textContent)
  for (const [path, text] of Object.entries(words))
    await ctx.ports.safety.review(ctx, { path, text })
  await keep(ctx, place, revision, words)
}

/**
 * Resets a template to the shipped one.
 * @param revision as for `saveTemplate`
 * @throws Problem 401, 403 as `rules.announce`; 409 as `checkRevision`
 */
export async function resetTemplate(ctx: Context, place: Place, revision: number): Promise<void> {
  authorize.announce(ctx.actor)
  await keep(ctx, place, revision, { title: null, body: null })
}

function checkPromises(path: string, text: string) {
  const sentence = findPromise(text)
  if (sentence === undefined) return
  const error = { path, message: 'field_template_promises', params: { sentence } }
  throw new Problem(422, 'template_promises', { sentence }, [error])
}

type Stored = { title: string | null; body: string | null }

async function keep(ctx: Context, place: Place, revision: number, words: Stored) {
  await transaction(ctx, async (ctx) => {
    const { db, actor, now } = ctx
    const newest = await newestAt(ctx, place)
    const typed = words.title === null ? undefined : snapshotOf({ ...words })
    checkRevision(String(revision), newest, undefined, typed)
    const { type, language: locale } = place
    const row = { type, locale, number: revision + 1, ...words, editorId: actor.id, createdAt: now }
    const kept = await db
      .insert(announcementTemplates)
      .values(row)
      .onConflictDoNothing()
      .returning({ id: announcementTemplates.id })
    // Somebody else saved the same version number at the same moment.
    if (kept.length === 0)
      checkRevision(String(revision), await newestAt(ctx, place), undefined, typed)
    await recordSecurityEvent(ctx, 'setting.changed', {
      details: { setting: 'announcement_template', key: `${type}.${locale}`, change: 'changed' }
    })
  })
}

async function newestAt({ db }: Context, place: Place) {
  const [row] = await db
    .select()
    .from(announcementTemplates)
    .where(isAt(place))
    .orderBy(desc(announcementTemplates.number))
    .limit(1)
  const shipped = shippedWords(place)
  const words = { title: row?.title ?? shipped.title, body: row?.body ?? shipped.body }
  return snapshotOf(words, row?.number ?? 0)
}
