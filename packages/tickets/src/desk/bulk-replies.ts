import { invalid, type Context } from '@stoa/core'
import { usernamesOf } from '@stoa/accounts'
import { postMessage } from '../conversation/writing.ts'
import { findAsDesk } from '../finding.ts'
import { recordAct } from './acts.ts'
import { attemptMany } from './attempt-many.ts'
import type { BulkReply } from './contract.ts'
import type { TicketDifference } from './filed.ts'
import { fillPlaceholders, savedRepliesFor } from './filled-replies.ts'

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
