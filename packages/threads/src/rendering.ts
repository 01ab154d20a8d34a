import { and, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { usernameKey, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { uploadIdsIn } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/schema'
import { shownBy } from './links.ts'
import { renderMarkdown, type ImageSize, type Rendered } from './markdown.ts'
import { findMentions } from './mentions.ts'

/** A rendered text and whom it mentions, as user ids. */
export type RenderedBody = Rendered & { mentionedIds: number[] }

/**
 * Renders Markdown: mentions lead to users who exist, images have their size, links are marked as
 * official or stay text where they deceive.
 */
export const renderBody = (ctx: Context, body: string): Promise<RenderedBody> =>
  rendered(ctx, body, false)

/** The same for a post that is stored: unknown hosts are reached by the leaving page, which knows them. */
export async function renderPost(ctx: Context, body: string): Promise<RenderedBody> {
  const post = await rendered(ctx, body, true)
  await ctx.ports.keepLinks(ctx, post.links)
  return post
}

async function rendered(ctx: Context, body: string, leaving: boolean): Promise<RenderedBody> {
  const [mentioned, images, judge] = await Promise.all([
    mentionedUsers(ctx, body),
    imagesOf(ctx, body),
    ctx.ports.linkJudge(ctx)
  ])
  const names = new Map(mentioned.map((user) => [usernameKey(user.username), user.username]))
  const rendered = renderMarkdown(body, { names, images, show: shownBy(judge, leaving) })
  const isShown = new Set(rendered.mentions)
  const ids = mentioned.filter(({ username }) => isShown.has(username)).map(({ id }) => id)
  return { ...rendered, mentionedIds: ids }
}

// Accounts that nobody confirmed have no page, and go after a week.
const isPresent = and(isNull(users.erasedAt), isNotNull(users.emailVerifiedAt))

async function mentionedUsers({ db }: Pick<Context, 'db'>, body: string) {
  const keys = findMentions(body).map(usernameKey)
  if (keys.length === 0) return []
  return db
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(and(sql`${users.usernameKey} = any(${sql.param(keys)})`, isPresent))
}

async function imagesOf({ db }: Pick<Context, 'db'>, body: string) {
  const ids = uploadIdsIn(body)
  if (ids.length === 0) return new Map<string, ImageSize>()
  const rows = await db
    .select({ id: uploads.id, width: uploads.width, height: uploads.height })
    .from(uploads)
    .where(inArray(uploads.id, ids))
  return new Map(rows.flatMap(({ id, ...size }) => (hasSize(size) ? [[id, size] as const] : [])))
}

const hasSize = (size: { width: number | null; height: number | null }): size is ImageSize =>
  size.width !== null && size.height !== null
