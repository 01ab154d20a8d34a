import { findUser, usernamesOf } from '@stoa/accounts'
import { invalid, Problem, withoutIdempotencyKey, type Context } from '@stoa/core'
import { translate } from '@stoa/messages'
import type { BulkReply, TicketChange } from './contract.ts'
import { changeTicket } from './change-ticket.ts'
import { findAsDesk } from '../policy.ts'
import { recordAct } from './acts.ts'
import { reviewTags } from './tag-changes.ts'
import { postMessage } from '../conversation/post-message.ts'
import { fillPlaceholders, savedRepliesFor } from './filled-replies.ts'
import type { TicketDifference } from '../schema.ts'

/**
 * Applies one change to several tickets. A refused ticket does not stop the others.
 * @throws Problem 404 for an assignee who does not exist; 422 for a tag that is refused. Problems with single tickets are not
 * thrown: `refused` lists them with their codes.
 */
export async function changeMany(given: Context, numbers: readonly string[], change: TicketChange) {
  if (change.assignee) await findUser(given, change.assignee)
  await reviewTags(given, { addTags: change.addTags, removeTags: change.removeTags })
  const ctx = withoutIdempotencyKey(given)
  const differences: TicketDifference[] = []
  const result = await attemptMany(ctx, numbers, async (number) => {
    await findAsDesk(ctx, number)
    const difference = await changeTicket(ctx, number, change)
    if (difference) differences.push(difference)
  })
  return { ...result, undo: await recordAct(ctx, differences) }
}

/**
 * Sends one reply or note to several tickets, each with its own placeholders filled in; a saved reply
 * in each requester's language. An undo recalls what was not delivered yet.
 * @throws Problem 422 without a text or a saved reply, or for a text that is refused. Problems with single tickets are listed in
 * `refused`.
 */
export async function replyMany(ctx: Context, { numbers, audience, ...text }: BulkReply) {
  if (text.body === undefined && text.savedReplyId === undefined)
    throw invalid('body', 'field_required')
  if (text.body !== undefined) await ctx.ports.safety.review(ctx, { path: 'body', text: text.body })
  const sent: TicketDifference[] = []
  const result = await attemptMany(ctx, numbers, async (number) => {
    const body = await textFor(ctx, number, text)
    const message = { body, audience, uploadIds: [] }
    const { id } = await postMessage(withKeyOf(ctx, number), number, message)
    if (audience === 'requester') sent.push({ number, before: {}, after: {}, messageId: id })
  })
  return { ...result, undo: await recordAct(ctx, sent) }
}

type Text = Pick<BulkReply, 'body' | 'savedReplyId'>

async function textFor(ctx: Context, number: string, { body, savedReplyId }: Text) {
  if (savedReplyId !== undefined) {
    const { items } = await savedRepliesFor(ctx, number)
    const found = items.find(({ id }) => id === savedReplyId)
    if (!found) throw invalid('savedReplyId', 'field_tickets_saved_reply')
    const { text, leftOut } = found
    const articles = leftOut.join(', ')
    if (articles !== '') throw invalid('savedReplyId', 'field_tickets_reply_left_out', { articles })
    return text
  }
  const { requesterId } = await findAsDesk(ctx, number)
  const requester = (await usernamesOf(ctx, [requesterId])).get(requesterId) ?? ''
  return fillPlaceholders(body ?? '', { requester, number })
}

/** A request that is repeated sends nothing twice: each ticket has a key of its own. */
function withKeyOf({ origin, ...ctx }: Context, number: string): Context {
  const { idempotencyKey: key } = origin ?? {}
  return { ...ctx, origin: origin && { ...origin, idempotencyKey: key && `${key}:${number}` } }
}

type Refused = { number: string; code: string; detail: string }

/**
 * Acts on each ticket, and lists those that were refused. One transaction per ticket: one that locked
 * several tickets and threads could deadlock with another.
 */
export async function attemptMany(
  ctx: Context,
  numbers: readonly string[],
  act: (number: string) => Promise<void>
) {
  const all = [...new Set(numbers)]
  const refused: Refused[] = []
  for (const number of all) {
    const problem = await problemOf(() => act(number))
    if (problem) refused.push({ number, code: problem.code, detail: detailOf(ctx, problem) })
  }
  return { changed: all.length - refused.length, refused }
}

async function problemOf(act: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** A refused field says more than the problem itself. */
function detailOf({ locale }: Context, { code, params, errors: [error] }: Problem): string {
  if (error) return translate(error.message, error.params ?? {}, locale)
  return translate(`problem_${code}`, params, locale)
}
