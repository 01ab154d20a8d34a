import { and, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { lengthOf } from '@stoa/core/text'
import { findPhishingPhrases, nearlyEqualTo, addressPassages } from '@stoa/guards'
import { posts, threads } from '@stoa/threads/tables'

const day = 24 * 3600_000
/** A new member rarely writes more posts than this in one day. */
const candidateLimit = 50
/** Short thanks may be repeated, such as "Thank you, that helped!". */
const shortThanks = 40

type Given = { text: string; threadId?: number }
export type Repeated = { threadId: number; title: string; number: number }

/**
 * Port: finds a post in which a new member wrote nearly the same within a day, in another thread.
 * Short texts may be repeated, unless they contain an address or a phishing phrase or repeat a
 * question.
 * @param given `threadId`: where the text is written; undefined for a new question
 */
export async function findRepeated(ctx: Context, given: Given): Promise<Repeated | undefined> {
  const { role, trust } = ctx.actor
  if (role !== 'member' || trust !== 'new') return undefined
  const mayRepeat = lengthOf(given.text) < shortThanks && !leadsSomewhere(given.text)
  if (mayRepeat && given.threadId !== undefined) return undefined
  const isSame = nearlyEqualTo(given.text)
  const found = (await writtenLately(ctx, given)).find(
    ({ title, body }) => isSame(body) || isSame(`${title}\n${body}`)
  )
  return found && mayRepeat && found.number > 1 ? undefined : found
}

const leadsSomewhere = (text: string) =>
  addressPassages(text).length > 0 || findPhishingPhrases(text).length > 0

// An older post may have been edited into the same text.
const writtenAt = sql<string>`coalesce(${posts.editedAt}, ${posts.createdAt})`

/** Posts that the author withdrew do not count. */
const writtenLately = ({ db, actor, now }: Context, { threadId }: Given) =>
  db
    .select({ threadId: threads.id, title: threads.title, number: posts.number, body: posts.body })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(
      and(
        ...[eq(posts.authorId, actor.id), gt(writtenAt, after(now, -day))],
        inArray(posts.state, ['visible', 'awaiting_approval', 'hidden']),
        threadId === undefined ? undefined : ne(posts.threadId, threadId)
      )
    )
    .orderBy(desc(writtenAt), desc(posts.id))
    .limit(candidateLimit)
