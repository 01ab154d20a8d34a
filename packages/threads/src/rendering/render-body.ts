import { and, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Context, Locale } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import { users } from '@stoa/accounts/tables'
import { srcsetOf, uploadIdsIn, type Picture } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/tables'
import { clearLanguageOf } from '../posting/language-detection.ts'
import { shownBy } from './links.ts'
import { linksOf, type Rendered } from './markdown.ts'
import { findMentions } from './mentions.ts'
import { renderInSlices, type Quarantining } from './render-in-slices.ts'
import type { ImageFacts } from './image-attributes.ts'

/**
 * Author, category and released links of a text; they decide which of its links are quarantined.
 */
export type Authorship = {
  authorId: number
  categoryId: number
  releasedLinks: readonly string[]
}

/**
 * A rendered text with the ids of mentioned users, the contents of its images' QR codes, its
 * quarantined addresses and its language.
 */
export type RenderedBody = Rendered & {
  mentionedIds: number[]
  codes: string[]
  quarantined: readonly string[]
  /** As `clearLanguageOf`. */
  language: Locale | null
}

/**
 * Renders Markdown. Mentions link to existing users, images get their size, official links are
 * marked, and deceptive links stay text.
 */
export const renderBody = (ctx: Context, body: string): Promise<RenderedBody> => rendered(ctx, body)

/**
 * Renders a post without storing anything: unknown hosts are linked through the leaving page, and
 * quarantined links are replaced. Pass `addressesToKeep` to `keepLinks` before the post is stored.
 */
export const renderLeaving = (ctx: Context, body: string, by: Authorship): Promise<RenderedBody> =>
  rendered(ctx, body, (urls) => quarantinedOf(ctx, urls, by))

async function quarantinedOf(ctx: Context, urls: readonly string[], by: Authorship) {
  const asked = urls.filter((url) => !by.releasedLinks.includes(url))
  return asked.length === 0 ? [] : ctx.ports.safety.quarantined(ctx, asked, by)
}

/** Renders a stored post and passes its addresses to the leaving page. */
export async function renderPost(
  ctx: Context,
  body: string,
  by: Authorship
): Promise<RenderedBody> {
  const post = await renderLeaving(ctx, body, by)
  await ctx.ports.safety.keepLinks(ctx, addressesToKeep(post))
  return post
}

/** Addresses that the leaving page must know. */
export const addressesToKeep = ({ links, quarantined }: RenderedBody): string[] => [
  ...new Set([...links, ...quarantined])
]

/** Reads the facts that rendering a text needs: the users and uploads that it names, and how links show. */
export async function factsOf(ctx: Context, body: string) {
  const [mentioned, images, judge] = await Promise.all([
    mentionedUsers(ctx, body),
    imagesOf(ctx, body),
    ctx.ports.safety.linkJudge(ctx)
  ])
  const names = new Map(mentioned.map((user) => [usernameKey(user.username), user.username]))
  return { mentioned, names, images, judge }
}

type Facts = Awaited<ReturnType<typeof factsOf>>

/** Adds the ids of mentioned users and what QR codes in the images say. */
export function withFacts<R extends Rendered>(rendered: R, { mentioned, images }: Facts) {
  const isShown = new Set(rendered.mentions)
  const ids = mentioned.filter(({ username }) => isShown.has(username)).map(({ id }) => id)
  return { ...rendered, mentionedIds: ids, codes: [...images.values()].flatMap((one) => one.codes) }
}

async function rendered(
  ctx: Context,
  body: string,
  quarantine?: Quarantining
): Promise<RenderedBody> {
  const facts = await factsOf(ctx, body)
  const show = shownBy(facts.judge, quarantine !== undefined)
  const found = await renderInSlices(body, { ...facts, show, quarantine })
  return { ...withFacts(found, facts), language: clearLanguageOf(ctx, body) }
}

/** Addresses that a text leads to, by links and by QR codes in its images. */
export async function targetsOf(ctx: Context, body: string): Promise<string[]> {
  const images = await imagesOf(ctx, body)
  return [...linksOf(body), ...[...images.values()].flatMap(({ codes }) => codes)]
}

// Accounts without a confirmed e-mail address have no profile and are deleted after a week.
const isPresent = and(isNull(users.erasedAt), isNotNull(users.emailVerifiedAt))

async function mentionedUsers({ db }: Pick<Context, 'db'>, body: string) {
  const keys = findMentions(body).map(usernameKey)
  if (keys.length === 0) return []
  return db
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(and(sql`${users.usernameKey} = any(${sql.param(keys)})`, isPresent))
}

type Image = ImageFacts & { codes: string[] }

async function imagesOf({ db }: Context, body: string): Promise<Map<string, Image>> {
  const ids = uploadIdsIn(body)
  if (ids.length === 0) return new Map()
  const { id, width, height, contentType, variants, codes } = uploads
  const rows = await db
    .select({ id, width, height, contentType, variants, codes })
    .from(uploads)
    .where(inArray(uploads.id, ids))
  return new Map(rows.map((row) => [row.id, imageOf(row)]))
}

type Row = Omit<Picture, 'width'> & {
  codes: string[]
  width: number | null
  height: number | null
}

function imageOf({ width, height, codes, ...row }: Row): Image {
  const { contentType } = row
  if (width === null || height === null) return { codes, contentType }
  return { width, height, codes, contentType, srcset: srcsetOf({ ...row, width }) }
}

/** Renders a text as it would look as a post; stores nothing. */
export async function previewOf(ctx: Context, body: string): Promise<{ html: string }> {
  const { html } = await renderBody(ctx, body)
  return { html }
}

/**
 * Renders a text that a moderator publishes: its quarantined links are shown and become released
 * links of the post.
 */
export async function renderReleased(
  ctx: Context,
  body: string,
  by: Authorship
): Promise<{ rendered: RenderedBody; releasedLinks: string[] }> {
  const asItIs = await renderPost(ctx, body, by)
  const releasedLinks = [...by.releasedLinks, ...asItIs.quarantined]
  if (asItIs.quarantined.length === 0) return { rendered: asItIs, releasedLinks }
  return { rendered: await renderPost(ctx, body, { ...by, releasedLinks }), releasedLinks }
}
