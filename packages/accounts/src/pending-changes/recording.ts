import type { Context } from '@stoa/core'
import { recordSecurityEvent } from '../security-log/record.ts'
import type { PendingChange } from './change.ts'

type Recorded = Pick<PendingChange, 'kind' | 'subjectId' | 'power' | 'userId'>

/** Records in the security log that a change was proposed, took effect or was stopped. */
export function recordStep(
  ctx: Context,
  { kind, userId, ...change }: Recorded,
  step: 'proposed' | 'confirmed' | 'stopped'
): Promise<void> {
  const { event, details } = ctx.ports.changeHandlers[kind]
  const recorded = { subjectId: userId ?? undefined, details: details(change) }
  return recordSecurityEvent(ctx, `${event}${step}`, recorded)
}
