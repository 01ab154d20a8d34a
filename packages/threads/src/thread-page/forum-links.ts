import type { Context } from '@stoa/core'
import { escapeHtml } from '@stoa/core/text'
import { translate, type Locale } from '@stoa/messages'
import { targetsOf, type Target } from './link-targets.ts'

const link = /<a href="([^"]*)"([^>]*)>(.*?)<\/a>/gs
const path =
  /^\/(?:(t|announcements)\/(\d{1,15})(?:\/([^/?#.]*))?(?:\?[^#]*)?|(p)\/(\d{1,15})|(tickets)\/([\dA-Z-]{14}))(?:#.*)?$/
/** Pages about a thread or an announcement, at addresses that look like its own with its words. */
const subpages = {
  t: new Set(['escalate', 'manage']),
  announcements: new Set(['edit', 'history', 'publish', 'update', 'withdraw'])
}
/** More of one page are left as they are. */
const maxTargets = 100

/**
 * Shows links to threads, posts, announcements and tickets of this forum with title and state, as
 * far as this reader may read them; the others stay as they were written. Each kind of target costs
 * one statement a page, and pages without such links none.
 */
export async function withForumLinks<P extends { html: string | null }>(
  ctx: Context,
  shown: P[]
): Promise<P[]> {
  const found = new Set(shown.flatMap(({ html }) => (html === null ? [] : targetsIn(ctx, html))))
  if (found.size === 0) return shown
  const known = await targetsOf(ctx, [...found].slice(0, maxTargets))
  return shown.map((post) => ({ ...post, html: post.html && drawn(ctx, post.html, known) }))
}

/** Whether texts have links that are shown as far as their reader may read what they lead to. */
export const haveForumLinks = (ctx: Context, shown: readonly { html: string | null }[]): boolean =>
  shown.some(({ html }) => html !== null && targetsIn(ctx, html).length > 0)

const targetsIn = (ctx: Context, html: string): string[] =>
  Array.from(html.matchAll(link)).flatMap(([, href = '']) => targetAt(ctx, href) ?? [])

/** Kind and id of what an address in this forum leads to; undefined for another address. */
function targetAt({ ports }: Pick<Context, 'ports'>, href: string): string | undefined {
  const own = href.startsWith(`${ports.publicOrigin}/`)
  const [, kind, id, slug = '', post, postId, ticket, number] =
    path.exec(own ? href.slice(ports.publicOrigin.length) : href) ?? []
  if (kind && subpages[kind as keyof typeof subpages].has(slug)) return undefined
  if (kind === 't') return `t/${id}${/#p(\d{1,9})$/.exec(href)?.[0] ?? ''}`
  if (kind) return `${kind}/${id}`
  if (post) return `p/${postId}`
  return ticket && `tickets/${number}`
}

/**
 * Draws the links in sanitised HTML. A link that is its own address gets the title as its text; the
 * title of another is the true one, whatever its author wrote.
 */
const drawn = (ctx: Context, html: string, known: ReadonlyMap<string, Target>): string =>
  html.replace(link, (whole, href: string, attributes: string, text: string) => {
    const at = targetAt(ctx, href)
    const target = at === undefined ? undefined : known.get(at)
    if (!target) return whole
    const isBare = /^(?:https?:\/\/|\/)\S+$/.test(text)
    const words = isBare ? titleOf(ctx, target) : text
    const name = isBare ? '' : ` title="${escapeHtml(target.title)}"`
    const others = isBare ? attributes : attributes.replace(/ title="[^"]*"/, '')
    return `<a href="${href}"${others}${name}>${words}</a>${stateOf(ctx, target)}`
  })

const titleOf = ({ locale }: Context, { title, language, number }: Target) =>
  `<bdi lang="${escapeHtml(language)}">${escapeHtml(title)}</bdi>` +
  (number === undefined ? '' : ` ${escapeHtml(say('web_post_number', locale, { number }))}`)

const stateOf = ({ locale }: Context, { state }: Target) =>
  state === null
    ? ''
    : ` <span class="chip chip-${state.tone}">${escapeHtml(say(state.key, locale))}</span>`

const say = (key: string, locale: Locale, params = {}) => translate(key, params, locale)
