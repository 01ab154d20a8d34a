import type { z } from 'zod'
import type { ApprovalKindName, Context } from '@stoa/core'
import { usernamesOf } from '../people/people.ts'
import { can } from '../policy.ts'
import type { waitingShape } from '../shapes.ts'
import type { WaitingApproval } from './approval.ts'

type Waiting = z.infer<typeof waitingShape>

/** Says how changes wait, in their order. */
export async function waitingOf(
  ctx: Context,
  waiting: readonly WaitingApproval<ApprovalKindName>[]
): Promise<Waiting[]> {
  const people = await usernamesOf(
    ctx,
    waiting.map(({ writtenBy: [proposerId = 0] }) => proposerId)
  )
  return waiting.map((approval) => {
    const { id, proposedAt, appliesAt, writtenBy } = approval
    const withdraw = can.withdraw(ctx.actor, approval)
    const refuse = can.refuse(ctx.actor) && !withdraw
    const by = people.get(writtenBy[0] ?? 0) ?? null
    const approve = can.approve(ctx.actor, approval)
    return { id, by, proposedAt, appliesAt, can: { approve, refuse, withdraw } }
  })
}
