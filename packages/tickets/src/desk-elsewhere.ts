import { findRecipient } from '@stoa/accounts'
import { checkHolds, Problem, transaction, type Context } from '@stoa/core'
import type { DeskMessage } from './contract.ts'
import { postMessage } from './conversation.ts'
import { changeTicket } from './filing.ts'
import { resolve, returnToCommunity } from './resolution.ts'

/**
 * Does what a desk elsewhere has decided, once, under the name of its agent; see `deskMessage`.
 * @throws Problem 401 `signature_invalid`, 403 where the agent does not answer tickets any more, and as
 * the verbs of the desk do: then nothing is noted, and the message can come again
 */
export async function receiveDesk(given: Context, message: DeskMessage): Promise<void> {
  const { deskElsewhere } = given.ports
  const agent = await findRecipient(given, await deskElsewhere.speaker(given))
  if (!agent) throw new Problem(401, 'signature_invalid')
  checkHolds(agent.actor, 'desk')
  await transaction({ ...given, actor: agent.actor }, async (ctx) => {
    if (await deskElsewhere.isFirst(ctx)) await act(ctx, message)
  })
}

async function act(ctx: Context, { type, data }: DeskMessage): Promise<unknown> {
  const { number } = data
  switch (type) {
    case 'desk.answered':
      // The program there has no way to take it back, and what it says next builds on it.
      return postMessage(ctx, number, { ...data, uploadIds: [] }, true)
    case 'desk.changed':
      return changeTicket(ctx, number, data)
    case 'desk.resolved':
      return resolve(ctx, number, data)
    case 'desk.returned':
      return returnToCommunity(ctx, number, data.reason)
  }
}
