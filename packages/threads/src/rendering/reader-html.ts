import { atLeast, type Actor, type Context } from '@stoa/core'
import { escapeHtml } from '@stoa/core/text'
import { m } from '@stoa/messages'
import { moderates } from '../visibility.ts'
import { placeholder } from './quarantine.ts'
import { renderLeaving, renderPost, type Authorship } from './render-body.ts'

/** Stored HTML with placeholders: of a post, or of another text by its author. */
export type StoredHtml = { html: string; quarantinedLinks: readonly string[]; authorId: number }
type InCategory = { categoryId: number }

/**
 * Returns a post's HTML for the reader of `ctx`. Its author and moderators see quarantined links;
 * others see only that there is one.
 */
export async function htmlFor(ctx: Context, post: StoredHtml, place: InCategory): Promise<string> {
  if (post.quarantinedLinks.length === 0) return post.html
  const words = m.threads_link_waits({}, { locale: ctx.locale })
  const note = `<em class="quarantined-link">[${escapeHtml(words)}]</em>`
  if (!seesQuarantined(ctx.actor, post, place)) return post.html.replace(placeholder, () => note)
  const judge = await ctx.ports.safety.linkJudge(ctx)
  return post.html.replace(placeholder, (_, index: string) => {
    const url = post.quarantinedLinks[Number(index)] ?? ''
    const link = `<a href="${judge(url).leave}" rel="nofollow ugc noopener">${escapeHtml(url)}</a>`
    return `${link} ${note}`
  })
}

/**
 * Renders a text without current HTML, such as a revision or a post by an older renderer, and
 * returns its HTML for the reader.
 */
export async function renderedFor(ctx: Context, body: string, by: Authorship): Promise<string> {
  const { html, quarantined } = await renderPost(ctx, body, by)
  return htmlFor(ctx, { html, quarantinedLinks: quarantined, authorId: by.authorId }, by)
}

/**
 * Returns the Markdown for its author and moderators. Others get plain text without quarantined
 * links, if the text has any.
 */
export async function sourceFor(ctx: Context, body: string, by: Authorship): Promise<string> {
  if (seesQuarantined(ctx.actor, by, by)) return body
  const { quarantined, textContent } = await renderLeaving(ctx, body, by)
  return quarantined.length === 0 ? body : textContent
}

/** Whether a reader sees links before a moderator has released them. */
const seesQuarantined = (
  actor: Actor,
  { authorId }: { authorId: number },
  { categoryId }: InCategory
): boolean =>
  (atLeast(actor.role, 'member') && actor.id === authorId) || moderates(actor, categoryId)
