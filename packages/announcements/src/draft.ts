import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { emit, transaction, type Context } from '@stoa/core'
import { patched } from '@stoa/core/data'
import { textFor } from '@stoa/core/languages'
import { checkFilled } from './blanks.ts'
import { contentOf, renderVersion, type AnnouncementVersion } from './content.ts'
import type {
  AnnouncementChange,
  AnnouncementInput,
  savedAnnouncement
} from './endpoints/writing-contract.ts'
import { authorize, findAnnouncement, type Found } from './policy.ts'
import { clearanceOf, makePublic } from './publish.ts'
import {
  announcementEditions,
  columnsOf,
  showRevision,
  storeCategories,
  storeTexts
} from './revisions.ts'
import { announcements, type Content } from './schema.ts'
import { announcementUrl } from './urls.ts'
import { attachImages } from './words.ts'

type Saved = z.infer<typeof savedAnnouncement>

/**
 * Creates an announcement as a draft, which only writers of announcements see.
 * @throws Problem 401, 403 as `rules.announce`, 422 as `contentOf`
 */
export async function createDraft(ctx: Context, input: AnnouncementInput): Promise<Saved> {
  authorize.announce(ctx.actor)
  const content = await contentOf(ctx, input)
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(announcements)
      .values({
        ...columnsOf(content),
        authorId: ctx.actor.id,
        createdAt: ctx.now,
        changedAt: ctx.now
      })
      .returning()
    if (!row) throw new Error('an announcement was not stored')
    await announcementEditions.store(ctx, row, { number: 1, content })
    await storeTexts(ctx, row.id, await renderVersion(ctx, content))
    await storeCategories(ctx, row.id, content.categories)
    await attachImages(ctx, row.id, bodiesOf(content))
    await emit(ctx, 'announcement.saved', { announcementId: row.id })
    return saved(ctx, row, content, 1, false)
  })
}

/**
 * Saves another version; what is left out stays. A public announcement shows it immediately, unless
 * a second person has to approve it first.
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_over`, 409 as
 * `checkReadVersion`, 422
 */
export async function changeAnnouncement(
  ctx: Context,
  id: number,
  { revision, ...change }: AnnouncementChange
): Promise<Saved> {
  authorize.announce(ctx.actor)
  const seen = await findAnnouncement(ctx, id)
  const { content: before } = await announcementEditions.read(ctx, seen)
  const content = await contentOf(ctx, patched(inputOf(before), change), before)
  return transaction(ctx, async (ctx) => {
    const found = await announcementEditions.lock(ctx, { id })
    authorize.edit(ctx.actor, found)
    await announcementEditions.checkRead(ctx, found, {
      newest: await announcementEditions.read(ctx, found),
      ...{ revision: revision ?? String(seen.revision), typed: { content } }
    })
    if (found.state !== 'draft') await checkFilled(ctx, content.texts, found.createdAt)
    const number = found.revision + 1
    await announcementEditions.store(ctx, found, { number, content })
    await attachImages(ctx, id, bodiesOf(content))
    await ctx.db.update(announcements).set({ revision: number }).where(eq(announcements.id, id))
    const pending = await take(
      ctx,
      { ...found, revision: number },
      await renderVersion(ctx, content)
    )
    return saved(ctx, found, content, number, pending)
  })
}

/**
 * Shows a new version if it may be shown; returns true if it waits for a second person while the
 * old one stays public.
 */
async function take(ctx: Context, found: Found, version: AnnouncementVersion): Promise<boolean> {
  if (found.state !== 'published') {
    await showRevision(ctx, found, version)
    await ctx.db
      .update(announcements)
      .set({ changedAt: ctx.now })
      .where(eq(announcements.id, found.id))
    await unschedule(ctx, found, version)
    await emit(ctx, 'announcement.saved', { announcementId: found.id })
    return false
  }
  const clearance = await clearanceOf(ctx, found, version)
  if (clearance === 'wait') {
    await emit(ctx, 'announcement.saved', { announcementId: found.id })
    await announcementEditions.askForApproval(ctx, found)
    return true
  }
  await makePublic(ctx, found, version, clearance)
  return false
}

/** Ends the schedule of an announcement whose new version needs approval or names no time. */
async function unschedule(ctx: Context, found: Found, version: AnnouncementVersion) {
  if (found.state !== 'scheduled') return
  const { publishAt } = version.content
  const clear = (await clearanceOf(ctx, found, version)) === 'clear' && publishAt !== null
  if (clear) return
  const state = publishAt === null ? 'draft' : 'awaiting'
  await ctx.db.update(announcements).set({ state }).where(eq(announcements.id, found.id))
  if (state === 'awaiting') await announcementEditions.askForApproval(ctx, found)
}

const inputOf = ({
  texts,
  asksAcknowledgement = false,
  ...content
}: Content): AnnouncementInput => ({
  ...content,
  ...{ translations: texts, asksAcknowledgement }
})

const bodiesOf = ({ texts }: Content) => Object.values(texts).map(({ body }) => body)

function saved(
  ctx: Context,
  { id, state }: Found,
  content: Content,
  revision: number,
  pending: boolean
): Saved {
  const { text } = textFor(ctx, content.texts) ?? {}
  return { id, url: announcementUrl(id, text?.title ?? ''), state, revision, pending }
}
