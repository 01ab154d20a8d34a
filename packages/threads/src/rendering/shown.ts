import { atLeast, escapeHtml, type Actor, type Context } from '@stoa/core'
import { m } from '@stoa/messages'
import { moderates } from '../policy.ts'
import { placeholder } from './quarantine.ts'
import { renderLeaving, renderPost, type Authorship } from './rendering.ts'

/** A stored post, or another text of its author's, as it is kept: with placeholders. */
export type StoredHtml = { html: string; quarantinedLinks: readonly string[]; authorId: number }
type Place = { categoryId: number }

/**
 * The HTML of a post for the reader of `ctx`: its author and moderators see the links that wait, everybody
 * else that there is one.
 */
export async function htmlFor(ctx: Context, post: StoredHtml, place: Place): Promise<string> {
  if (post.quarantinedLinks.length === 0) return post.html
  const words = m.threads_link_waits({}, { locale: ctx.locale })
  const note = `<em class="quarantined-link">[${escapeHtml(words)}]</em>`
  if (!seesQuarantined(ctx.actor, post, place)) return post.html.replace(placeholder, () => note)
  const judge = await ctx.ports.linkJudge(ctx)
  return post.html.replace(placeholder, (_, index: string) => {
    const url = post.quarantinedLinks[Number(index)] ?? ''
    const link = `<a href="${judge(url).leave}" rel="nofollow ugc noopener">${escapeHtml(url)}</a>`
    return `${link} ${note}`
  })
}

/** The same of a text that is not stored as HTML: what a post said before, or an older renderer made. */
export async function renderedFor(ctx: Context, body: string, by: Authorship): Promise<string> {
  const { html, quarantined } = await renderPost(ctx, body, by)
  return htmlFor(ctx, { html, quarantinedLinks: quarantined, authorId: by.authorId }, by)
}

/** The Markdown of an author, or what others may read of it, where links in it wait for a moderator. */
export async function sourceFor(ctx: Context, body: string, by: Authorship): Promise<string> {
  if (seesQuarantined(ctx.actor, by, by)) return body
  const { quarantined, textContent } = await renderLeaving(ctx, body, by)
  return quarantined.length === 0 ? body : textContent
}

/** Whether a reader sees links before a moderator has let them out. */
export const seesQuarantined = (
  actor: Actor,
  { authorId }: { authorId: number },
  { categoryId }: Place
): boolean =>
  (atLeast(actor.role, 'member') && actor.id === authorId) || moderates(actor, categoryId)
