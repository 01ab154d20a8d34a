import type { Context } from '@stoa/core'
import { recordSecurityEvent } from '../security-log/record.ts'
import type { Approval } from './approval.ts'

type Recorded = Pick<Approval, 'kind' | 'subjectId' | 'power' | 'userId'>

/** Records in the security log that a change was proposed, took effect or was stopped. */
export function recordStep(
  ctx: Context,
  { kind, userId, ...change }: Recorded,
  step: 'proposed' | 'confirmed' | 'stopped'
): Promise<void> {
  const { event, details } = ctx.ports.approvalKinds[kind]
  const recorded = { subjectId: userId ?? undefined, details: details(change) }
  return recordSecurityEvent(ctx, `${event}${step}`, recorded)
}
