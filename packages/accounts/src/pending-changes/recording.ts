import type { Context } from '@stoa/core'
import type { SecurityEventKind } from '../security-log/kinds.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import type { SecurityEventDetails } from '../security-log/schema.ts'
import type { ChangeKind, PendingChange } from './change.ts'

type Step = 'proposed' | 'confirmed' | 'stopped'
type Recorded = Pick<PendingChange, 'kind' | 'subjectId' | 'power' | 'userId'>

const role = {
  proposed: 'role.proposed',
  confirmed: 'role.confirmed',
  stopped: 'role.stopped'
} as const
const factorLoss = {
  proposed: 'second_factor.lost',
  confirmed: 'second_factor.loss_confirmed',
  stopped: 'second_factor.loss_cancelled'
} as const
const provider = {
  proposed: 'provider.domain_proposed',
  confirmed: 'provider.domain_confirmed',
  stopped: 'provider.domain_stopped'
} as const
const trustList = { proposed: 'trust_list.proposed', confirmed: 'trust_list.confirmed' } as const

const kinds: Record<ChangeKind, Record<Step, SecurityEventKind>> = {
  role_power: role,
  role_invitation: role,
  token_power: role,
  service_topic: role,
  group_power: role,
  category_power: role,
  provider_domain: provider,
  factor_loss: factorLoss,
  trust_addition: { ...trustList, stopped: 'trust_list.removed' },
  trust_removal: { ...trustList, stopped: 'trust_list.refused' },
  retention_period: {
    proposed: 'retention.proposed',
    confirmed: 'retention.changed',
    stopped: 'retention.stopped'
  },
  webhook_internal: {
    proposed: 'webhook.internal_proposed',
    confirmed: 'webhook.internal_confirmed',
    stopped: 'webhook.internal_stopped'
  }
}

const detailsOf = ({ kind, subjectId, power }: Recorded): SecurityEventDetails => {
  if (kind === 'factor_loss') return {}
  if (kind === 'role_power') return { power }
  if (kind === 'group_power') return { membershipId: subjectId, power }
  if (kind === 'category_power') return { categoryId: subjectId, groupId: Number(power) }
  if (kind === 'provider_domain') return { providerId: subjectId, domain: power }
  if (kind === 'role_invitation') return { role: power, invitationId: subjectId }
  if (kind === 'service_topic') return { topic: power }
  if (kind === 'token_power') return { tokenId: subjectId, scope: power }
  if (kind === 'retention_period') return { period: power, value: subjectId }
  if (kind === 'webhook_internal') return { webhookId: subjectId }
  return { entryId: subjectId, change: kind === 'trust_addition' ? 'add' : 'remove' }
}

/** Records in the security log that a change was proposed, took effect or was stopped. */
export const recordStep = (ctx: Context, change: Recorded, step: Step): Promise<void> =>
  recordSecurityEvent(ctx, kinds[change.kind][step], {
    subjectId: change.userId ?? undefined,
    details: detailsOf(change)
  })
