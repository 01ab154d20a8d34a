import { eq } from 'drizzle-orm'
import { checkRevision, conflict, emit, transaction, type Context } from '@stoa/core'
import { checkBodiesFilled, checkFilled } from './blanks.ts'
import { renderVersion, type AnnouncementVersion } from './content.ts'
import {
  bodiesWithoutOutside,
  contentWithoutOutside,
  outsideOf,
  outsideOfBodies
} from './outside.ts'
import { authorize, isCleanable, type Found } from './policy.ts'
import { carryOut, decide, snapshotOfWaiting, type Reviewed } from './proposals.ts'
import { renderEach } from './render.ts'
import { checkNotOver, clearanceOf, makePublic, release } from './publish.ts'
import { announcementEditions, showRevision } from './revisions.ts'
import { announcements, type Content, type State } from './schema.ts'

/**
 * Removes passages that lead out of the organisation from the newest version, saves the result as
 * another version and publishes it.
 * @param revision of the snapshot that the actor read
 * @returns the new state
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_not_draft` if nothing
 * waits, `announcement_words_left` if the passages cannot be removed, `announcement_over`, and as
 * `checkRevision`; 422 as `checkFilled`
 */
export async function publishWithoutOutside(
  ctx: Context,
  id: number,
  revision: string
): Promise<{ state: State }> {
  authorize.announce(ctx.actor)
  return transaction(ctx, async (ctx) => {
    const before = await announcementEditions.lock(ctx, { id })
    const newest = await announcementEditions.read(ctx, before)
    authorize.publishClean(ctx.actor, before, newest.content)
    await announcementEditions.checkRead(ctx, before, { revision, newest })
    const content = await contentWithoutOutside(ctx, newest.content)
    const version = await renderVersion(ctx, content)
    if (hasGap(content) || (await outsideOf(ctx, version)).length > 0)
      throw conflict('announcement_words_left')
    await checkFilled(ctx, content.texts, before.createdAt)
    checkNotOver(ctx, content)
    const found = { ...before, revision: before.revision + 1 }
    await announcementEditions.store(ctx, found, { number: found.revision, content })
    const saved = { revision: found.revision, changedAt: ctx.now }
    await ctx.db.update(announcements).set(saved).where(eq(announcements.id, id))
    return { state: await sendOut(ctx, found, version) }
  })
}

async function sendOut(ctx: Context, found: Found, version: AnnouncementVersion): Promise<State> {
  if (found.state !== 'published') {
    await showRevision(ctx, found, version)
    return release(ctx, found, version)
  }
  await makePublic(ctx, found, version, await clearanceOf(ctx, found, version))
  return 'published'
}

/** Whether a title or a text is empty now. */
const hasGap = ({ texts }: Content) =>
  Object.values(texts).some(({ title, body }) => title === '' || body === '')

/**
 * Removes passages that lead out of the organisation from a waiting update, wording or correction,
 * and publishes the rest.
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_not_draft` for a
 * correction that needs a second person without them too, `announcement_words_left`, and as
 * `carryOut`
 */
export async function publishProposalWithoutOutside(ctx: Context, id: number, reviewed: Reviewed) {
  const { proposalId, revision } = reviewed
  authorize.announce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const found = await announcementEditions.lock(ctx, { id })
    const proposal = await decide(ctx, id, proposalId, 'cleaned')
    checkRevision(revision, await snapshotOfWaiting(ctx, proposal))
    if (!isCleanable(found, proposal)) throw conflict('announcement_not_draft')
    const bodies = await bodiesWithoutOutside(ctx, proposal.bodies)
    const isGap = Object.values(bodies).includes('')
    if (isGap || (await outsideOfBodies(ctx, await renderEach(ctx, bodies))).length > 0)
      throw conflict('announcement_words_left')
    await checkBodiesFilled(ctx, bodies, 'translations')
    await carryOut(ctx, found, { ...proposal, bodies }, reviewed)
    await emit(ctx, 'announcement.saved', { announcementId: id })
  })
}
