import { and, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { usernameKey, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { uploadIdsIn } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/schema'
import { renderMarkdown, type ImageSize, type Rendered } from './markdown.ts'
import { findMentions } from './mentions.ts'

/** A rendered text and whom it mentions, as user ids. */
export type RenderedBody = Rendered & { mentionedIds: number[] }

/** Renders Markdown as it is stored: mentions lead to users who exist, images have their size. */
export async function renderBody(ctx: Pick<Context, 'db'>, body: string): Promise<RenderedBody> {
  const [mentioned, images] = await Promise.all([mentionedUsers(ctx, body), imagesOf(ctx, body)])
  const names = new Map(mentioned.map((user) => [usernameKey(user.username), user.username]))
  const rendered = renderMarkdown(body, { names, images })
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
