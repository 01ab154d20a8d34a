import { and, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { usernameKey, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { uploadIdsIn } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/schema'
import { shownBy } from './links.ts'
import { linksOf, type Rendered } from './markdown.ts'
import { findMentions } from './mentions.ts'
import { renderInSlices, type Quarantining } from './render-in-slices.ts'
import type { ImageSize } from './rewriting.ts'

/** Whose text it is, in which category, and which of its links a moderator has let out. */
export type Authorship = {
  authorId: number
  categoryId: number
  releasedLinks: readonly string[]
}

/**
 * A rendered text, whom it mentions, as user ids, what the QR codes of its images say, and the addresses
 * that are kept back.
 */
export type RenderedBody = Rendered & {
  mentionedIds: number[]
  codes: string[]
  quarantined: readonly string[]
}

/**
 * Renders Markdown: mentions lead to users who exist, images have their size, links are marked as
 * official or stay text where they deceive.
 */
export const renderBody = (ctx: Context, body: string): Promise<RenderedBody> => rendered(ctx, body)

/**
 * The same for a post: unknown hosts are reached by the leaving page, once `keepLinks` has told it of
 * them, and links that wait for a moderator are kept back.
 */
export const renderLeaving = (ctx: Context, body: string, by: Authorship): Promise<RenderedBody> =>
  rendered(ctx, body, (urls) => quarantinedOf(ctx, urls, by))

async function quarantinedOf(ctx: Context, urls: readonly string[], by: Authorship) {
  const asked = urls.filter((url) => !by.releasedLinks.includes(url))
  return asked.length === 0 ? [] : ctx.ports.quarantined(ctx, asked, by)
}

/** The same for a post that is stored. */
export async function renderPost(
  ctx: Context,
  body: string,
  by: Authorship
): Promise<RenderedBody> {
  const post = await renderLeaving(ctx, body, by)
  await ctx.ports.keepLinks(ctx, addressesToKeep(post))
  return post
}

/** What the leaving page must know of a post. */
export const addressesToKeep = ({ links, quarantined }: RenderedBody): string[] => [
  ...new Set([...links, ...quarantined])
]

async function rendered(
  ctx: Context,
  body: string,
  quarantine?: Quarantining
): Promise<RenderedBody> {
  const [mentioned, images, judge] = await Promise.all([
    mentionedUsers(ctx, body),
    imagesOf(ctx, body),
    ctx.ports.linkJudge(ctx)
  ])
  const names = new Map(mentioned.map((user) => [usernameKey(user.username), user.username]))
  const show = shownBy(judge, quarantine !== undefined)
  const rendered = await renderInSlices(body, { names, images, show, quarantine })
  const isShown = new Set(rendered.mentions)
  const ids = mentioned.filter(({ username }) => isShown.has(username)).map(({ id }) => id)
  return { ...rendered, mentionedIds: ids, codes: [...images.values()].flatMap((one) => one.codes) }
}

/** Where a text leads, by its links and by the codes of its images. */
export async function targetsOf(ctx: Context, body: string): Promise<string[]> {
  const images = await imagesOf(ctx, body)
  return [...linksOf(body), ...[...images.values()].flatMap(({ codes }) => codes)]
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

type Image = Partial<ImageSize> & { codes: string[] }

async function imagesOf({ db }: Context, body: string): Promise<Map<string, Image>> {
  const ids = uploadIdsIn(body)
  if (ids.length === 0) return new Map()
  const { id, width, height, codes } = uploads
  const rows = await db
    .select({ id, width, height, codes })
    .from(uploads)
    .where(inArray(uploads.id, ids))
  return new Map(rows.map(({ id, codes, ...size }) => [id, { ...(hasSize(size) && size), codes }]))
}

const hasSize = (size: { width: number | null; height: number | null }): size is ImageSize =>
  size.width !== null && size.height !== null
