import { eq, sql } from 'drizzle-orm'
import { notFound, type Context, type Locale } from '@stoa/core'
import { posts, threads } from '../schema.ts'
import { rendererVersion } from './markdown.ts'
import type { RenderedBody, Authorship } from './render-body.ts'
import type { FoundPost } from '../find.ts'

/** Columns stored with a rendered text. */
export const storedRendering = ({ html, quarantined, language }: RenderedBody) => ({
  html,
  language,
  rendererVersion,
  quarantinedLinks: [...quarantined]
})

/** Flag columns of a post that a moderator has checked. */
export const looked = { leadsOut: false, flaggedAt: null } as const

type Written = Pick<RenderedBody, 'quarantined'> & { leadsOut: boolean }

/**
 * Flag columns of a new text: `flaggedAt` is set if a moderator should check it although it is
 * public.
 */
export const flagOf = (
  { quarantined, leadsOut }: Written,
  now: string
): Pick<typeof posts.$inferInsert, 'leadsOut' | 'flaggedAt'> => ({
  leadsOut,
  flaggedAt: quarantined.length > 0 || leadsOut ? now : null
})

/** The flag columns of a new text with its quarantined links. */
export const flagsOf = (written: Written, now: string) => ({
  quarantinedLinks: [...written.quarantined],
  ...flagOf(written, now)
})

type Linked = Pick<FoundPost, 'authorId' | 'releasedLinks'>

/** Author, category and released links of a stored post, for rendering it. */
export const authorshipOf = (post: Linked, { categoryId }: { categoryId: number }): Authorship => ({
  authorId: post.authorId,
  releasedLinks: post.releasedLinks,
  categoryId
})

/** `authorshipOf` as columns, for queries that join `threads`. */
export const authorshipColumns = {
  authorId: posts.authorId,
  releasedLinks: posts.releasedLinks,
  categoryId: threads.categoryId
}

/** `authorshipOf` for a post whose thread was not read yet. */
export async function findAuthorship(
  { db }: Context,
  post: Linked & { threadId: number }
): Promise<Authorship> {
  const [thread] = await db
    .select({ categoryId: threads.categoryId })
    .from(threads)
    .where(eq(threads.id, post.threadId))
  if (!thread) throw notFound()
  return authorshipOf(post, thread)
}

/** Column: the language of a post's text, for queries that join `threads`. */
export const languageOfPost = sql<Locale>`coalesce(${posts.language}, ${threads.language})`
