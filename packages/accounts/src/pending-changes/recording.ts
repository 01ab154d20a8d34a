import type { Context } from '@stoa/core'
import type { SecurityEventKind } from '../security-log/kinds.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
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
const claims = {
  proposed: 'provider.claims_proposed',
  confirmed: 'provider.claims_confirmed',
  stopped: 'provider.claims_stopped'
} as const
const providerFactor = {
  proposed: 'provider.factor_proposed',
  confirmed: 'provider.factor_confirmed',
  stopped: 'provider.factor_stopped'
} as const
const signInMode = {
  proposed: 'provider.mode_proposed',
  confirmed: 'provider.mode_confirmed',
  stopped: 'provider.mode_stopped'
} as const
const providerInternal = {
  proposed: 'provider.internal_proposed',
  confirmed: 'provider.internal_confirmed',
  stopped: 'provider.internal_stopped'
} as const
const providerClient = {
  proposed: 'provider.client_proposed',
  confirmed: 'provider.client_confirmed',
  stopped: 'provider.client_stopped'
} as const
const staffPasskeys = {
  proposed: 'passkey.rule_proposed',
  confirmed: 'passkey.rule_confirmed',
  stopped: 'passkey.rule_stopped'
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
  claim_mapping: claims,
  provider_factor: providerFactor,
  sign_in_mode: signInMode,
  staff_passkeys: staffPasskeys,
  provider_internal: providerInternal,
  provider_client: providerClient,
  factor_loss: factorLoss,
  trust_addition: { ...trustList, stopped: 'trust_list.removed' },
  trust_removal: { ...trustList, stopped: 'trust_list.refused' },
  retention_period: {
    proposed: 'retention.proposed',
    confirmed: 'retention.changed',
    stopped: 'retention.stopped'
  },
  profile_picture: {
    proposed: 'account.picture_proposed',
    confirmed: 'account.picture_confirmed',
    stopped: 'account.picture_stopped'
  },
  webhook_internal: {
    proposed: 'webhook.internal_proposed',
    confirmed: 'webhook.internal_confirmed',
    stopped: 'webhook.internal_stopped'
  }
}

type Details = (change: Recorded) => SecurityEventDetails

const trust = (change: 'add' | 'remove'): Details => {
  return ({ subjectId: entryId }) => ({ entryId, change })
}

const detailsOf: Record<ChangeKind, Details> = {
  role_power: ({ power }) => ({ power }),
  role_invitation: ({ power: role, subjectId: invitationId }) => ({ role, invitationId }),
  token_power: ({ power: scope, subjectId: tokenId }) => ({ tokenId, scope }),
  service_topic: ({ power: topic }) => ({ topic }),
  group_power: ({ power, subjectId: membershipId }) => ({ membershipId, power }),
  category_power: ({ power, subjectId: categoryId }) => ({ categoryId, groupId: Number(power) }),
  provider_domain: ({ power: domain, subjectId: providerId }) => ({ providerId, domain }),
  provider_factor: ({ power: sign, subjectId: providerId }) => ({ providerId, sign }),
  provider_internal: ({ subjectId: providerId }) => ({ providerId }),
  provider_client: ({ power: provider, subjectId: revision }) => ({ provider, revision }),
  claim_mapping: ({ power: provider, subjectId: revision }) => ({ provider, revision }),
  sign_in_mode: ({ power: mode, subjectId: revision }) => ({ mode, revision }),
  staff_passkeys: () => ({}),
  factor_loss: () => ({}),
  trust_addition: trust('add'),
  trust_removal: trust('remove'),
  retention_period: ({ power: period, subjectId: value }) => ({ period, value }),
  webhook_internal: ({ subjectId: webhookId }) => ({ webhookId }),
  profile_picture: ({ power: uploadId }) => ({ uploadId })
}

/** Records in the security log that a change was proposed, took effect or was stopped. */
export const recordStep = (ctx: Context, change: Recorded, step: Step): Promise<void> =>
  recordSecurityEvent(ctx, kinds[change.kind][step], {
    subjectId: change.userId ?? undefined,
    details: detailsOf[change.kind](change)
  })
