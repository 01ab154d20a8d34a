import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { findRecipient } from '@stoa/accounts/recipients'
import { offeredLanguage, textFor } from '@stoa/core/languages'
import { m } from '@stoa/messages'
import { closeThread, createThread } from '@stoa/threads'
import { linkThread } from './link.ts'
import { announcementEditions } from './revisions.ts'
import { announcements } from './schema.ts'
import { announcementUrl } from './urls.ts'

/**
 * Opens the discussion thread of a published announcement, if it is to have one and has none yet.
 * Its author is the announcement's author.
 */
export async function openDiscussion(ctx: Context, id: number): Promise<void> {
  const found = await lock(ctx, id)
  if (!found || found.discussion === 'none' || found.discussionThreadId !== null) return
  if (found.state !== 'published') return
  const author = await authorContext(ctx, found.authorId)
  const { content } = await announcementEditions.read(ctx, found, found.publicRevision)
  const { texts, categories } = content
  const said = textFor(author, texts)
  const [categoryId] = categories
  if (!said || categoryId === undefined) return
  const { language, text } = said
  const url = `${ctx.ports.publicOrigin}${announcementUrl(id, text.title)}`
  const title = text.title
  const body = `${text.body}\n\n${m.announcements_discussion_link({ url }, { locale: language })}`
  const input = { categoryId, kind: 'discussion' as const, title, body, tags: [], language }
  const thread = await createThread(author, input)
  await ctx.db
    .update(announcements)
    .set({ discussionThreadId: thread.id })
    .where(eq(announcements.id, id))
  await linkThread(author, thread.id, id)
}

/**
 * Closes the discussion thread of an announcement that is over, if it was to be open until then.
 */
export async function closeDiscussion(ctx: Context, id: number): Promise<void> {
  const found = await lock(ctx, id)
  if (found?.discussion !== 'open_until_expiry' || found.discussionThreadId === null) return
  if (found.state === 'published') return
  await closeThread(await authorContext(ctx, found.authorId), found.discussionThreadId, {
    reason: 'outdated'
  })
}

async function lock({ db }: Context, id: number) {
  const [found] = await db
    .select()
    .from(announcements)
    .where(eq(announcements.id, id))
    .for('update')
  return found
}

/** Acts as the author, or as the forum if their account is gone. */
async function authorContext(ctx: Context, authorId: number): Promise<Context> {
  const author = await findRecipient(ctx, authorId)
  if (!author) return ctx
  return { ...ctx, actor: author.actor, locale: offeredLanguage(ctx, author.actor.locale) }
}
