import { eq } from 'drizzle-orm'
import { conflict, emit, write, type Context } from '@stoa/core'
import { renderBody } from '@stoa/threads'
import { areOfficial } from './content.ts'
import { markThreads } from './marks.ts'
import { checkMayAnnounce, lockAnnouncement } from './policy.ts'
import { sign } from './signing.ts'
import { announcements, type Bodies } from './schema.ts'

/**
 * Ends an announcement now.
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 409 `announcement_over`
 */
export async function expire(ctx: Context, id: number): Promise<void> {
  checkMayAnnounce(ctx.actor)
  await write(ctx, async (ctx) => {
    const { state } = await lockAnnouncement(ctx, id)
    if (state !== 'published') throw conflict('announcement_over')
    await ctx.db
      .update(announcements)
      .set({ state: 'expired', expiresAt: ctx.now })
      .where(eq(announcements.id, id))
    await noteExpired(ctx, id)
  })
}

/** What is over says so in its threads and in its signed copy. */
export async function noteExpired(ctx: Context, id: number): Promise<void> {
  await markThreads(ctx, id)
  await sign(ctx, id)
  await emit(ctx, 'announcement.expired', { announcementId: id })
}

/**
 * Stops that followers are told, in the two minutes before they are.
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 409 `announcement_told`
 */
export async function stopTelling(ctx: Context, id: number): Promise<void> {
  checkMayAnnounce(ctx.actor)
  await write(ctx, async (ctx) => {
    const { toldAt } = await lockAnnouncement(ctx, id)
    if (toldAt !== null) throw conflict('announcement_told')
    await ctx.db.update(announcements).set({ tellAt: null }).where(eq(announcements.id, id))
    await emit(ctx, 'announcement.saved', { announcementId: id })
  })
}

/**
 * Takes back what was wrong. Its words are shown no more; the correction stands in their place and
 * reaches whoever was told the original.
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 409 `announcement_not_public`, 422 as `checkWords`
 */
export async function withdraw(ctx: Context, id: number, correction: Bodies): Promise<void> {
  checkMayAnnounce(ctx.actor)
  await checkWords(ctx, correction, 'correction')
  await write(ctx, async (ctx) => {
    const { state } = await lockAnnouncement(ctx, id)
    if (state !== 'published' && state !== 'expired') throw conflict('announcement_not_public')
    await ctx.db
      .update(announcements)
      .set({ state: 'withdrawn', withdrawnAt: ctx.now, correction, tellAt: null })
      .where(eq(announcements.id, id))
    await markThreads(ctx, id)
    await sign(ctx, id)
    await emit(ctx, 'announcement.withdrawn', { announcementId: id })
  })
}

/**
 * Words that go out by one person's decision: the guards have looked, and nothing leads elsewhere.
 * @throws Problem 422 for what guards refuse; 409 `announcement_links_elsewhere`
 */
export async function checkWords(ctx: Context, bodies: Bodies, path: string): Promise<void> {
  for (const [locale, body] of Object.entries(bodies)) {
    await ctx.ports.review(ctx, { path: `${path}.${locale}`, text: body })
    const { links } = await renderBody(ctx, body)
    if (!(await areOfficial(ctx, links))) throw conflict('announcement_links_elsewhere')
  }
}
