import { eq, sql, type SQL } from 'drizzle-orm'
import { conflict, invalid, type Context } from '@stoa/core'
import {
  checkNewMembersArchives,
  checkNewMembersText,
  isFirstToHold,
  lockAuthor
} from './new-members.ts'
import {
  addressesToKeep,
  renderLeaving,
  type Authorship,
  type RenderedBody
} from '../rendering/render-body.ts'
import { awaitsApproval, type CategoryRule, type Reader } from '../visibility.ts'
import { preparedRead, readerValues } from '../prepared.ts'
import { posts, threads } from '../schema.ts'
import { threadUrl } from '../urls.ts'

export type PreparedBody = RenderedBody & {
  /** The text as stored, with masked words. */
  body: string
  /** The text awaits approval. */
  mustWait: boolean
  /** The post carries the warning that it leads out of the forum. */
  leadsOut: boolean
  /** The judged text: title, body and QR codes. */
  judged: string
}

/** Context of a body: title, tags, answers, the author's previous text, the reason of an edit. */
type Place = Omit<Authorship, 'authorId'> & {
  title?: string
  tags?: string[]
  /** Answers to the category's form. */
  answers?: string
  previous?: string
  reason?: string
}

/** For a new text: no link is released yet. */
export const unseen = { releasedLinks: [] } as const

/**
 * Prepares a body for storing: guards review it, it is rendered, and the limits of new members are
 * checked.
 * @throws Problem 422 on `body`
 */
export async function prepareBody(
  ctx: Context,
  given: string,
  { title, tags = [], answers, previous, reason, ...place }: Place
): Promise<PreparedBody> {
  const { categoryId } = place
  // A guest's picture that never left their browser.
  if (given.includes('](waiting-picture-')) throw invalid('body', 'threads_picture_missing')
  await ctx.ports.safety.review(ctx, { path: 'body', text: given, isPublic: true })
  const body = await ctx.ports.safety.masked(ctx, given)
  const rendered = await renderLeaving(ctx, body, { ...place, authorId: ctx.actor.id })
  checkNewMembersText(ctx, rendered)
  await ctx.ports.safety.reviewTogether({
    path: 'body',
    text: given,
    before: [previous, title, answers].filter(Boolean).join('\n'),
    behind: [tags.join(' '), reason].filter(Boolean).join('\n'),
    shown: rendered.textContent
  })
  if (answers)
    await ctx.ports.safety.reviewTogether({
      path: 'body',
      text: answers,
      before: [previous, title].filter(Boolean).join('\n'),
      behind: [tags.join(' '), reason].filter(Boolean).join('\n')
    })
  await checkNewMembersArchives(ctx, rendered.uploads)
  const { links, codes } = rendered
  const judged = [title, body, ...codes].filter(Boolean).join('\n')
  const text = [judged, tags.join(' '), answers, reason].filter(Boolean).join('\n')
  // In parallel: each asks the database, and none needs another's result.
  const [{ waits, leadsOut }, isFirst] = await Promise.all([
    ctx.ports.safety.judgeText(ctx, { text, links: [...links, ...codes], categoryId }),
    isFirstToHold(ctx, categoryId),
    ctx.ports.safety.keepLinks(ctx, addressesToKeep(rendered))
  ])
  return { ...rendered, body, leadsOut, mustWait: waits || isFirst, judged }
}

/** State of a new post: `awaiting_approval` if its category's rule or the guards demand approval. */
export const stateOf = (
  { actor }: Context,
  category: { id: number; rule: CategoryRule },
  { mustWait }: PreparedBody
): 'awaiting_approval' | 'visible' =>
  mustWait || awaitsApproval(actor, category) ? 'awaiting_approval' : 'visible'

/**
 * State of a new post, in the transaction that writes it. Posts of a new member are serialised
 * here, so that a text repeated in a second thread is found and awaits approval.
 * @throws Problem 409 `asked_already` with the `url` of their question, for a repeated question
 */
export async function stateWithin(
  ctx: Context,
  category: { id: number; rule: CategoryRule },
  body: PreparedBody,
  threadId?: number
): Promise<'awaiting_approval' | 'visible'> {
  await lockAuthor(ctx)
  const repeated = await ctx.ports.safety.findRepeated(ctx, { text: body.judged, threadId })
  if (!repeated) return stateOf(ctx, category, body)
  if (threadId !== undefined || repeated.number > 1) return 'awaiting_approval'
  const url = threadUrl(repeated.threadId, repeated.title)
  throw conflict('asked_already', { url })
}

/** A column: the text of the reader's last post in a thread, or of their last one before a number. */
export const lastTextOf = (reader: Reader, before?: SQL) => sql<string | null>`(
  select ${posts.body} from ${posts}
  where ${eq(posts.threadId, threads.id)} and ${eq(posts.authorId, reader.id)}
    and ${posts.state} in ('visible', 'awaiting_approval')
    ${before ? sql`and ${posts.number} < ${before}` : sql``}
  order by ${posts.number} desc limit 1)`

const textBefore = preparedRead((db, reader) =>
  db
    .select({ text: lastTextOf(reader, sql`${sql.placeholder('number')}::int`) })
    .from(threads)
    .where(eq(threads.id, sql.placeholder('threadId')))
    .prepare('text_before')
)

/**
 * Returns the text of the actor's last post in a thread before a number. Guards read it together
 * with the new text.
 */
export async function previousBody(ctx: Context, threadId: number, number: number) {
  const [row] = await textBefore(ctx).execute({ ...readerValues(ctx), threadId, number })
  return row?.text ?? undefined
}
