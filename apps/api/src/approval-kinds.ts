import { groupPowerHandler } from '@stoa/accounts/groups'
import {
  claimMappingHandler,
  factorLossHandler,
  providerClientHandler,
  roleInvitationHandler,
  rolePowerHandler,
  signInModeHandler,
  staffRuleHandler,
  tokenPowerHandler,
  trustHandler
} from '@stoa/accounts/approvals'
import { serviceTopicHandler } from '@stoa/accounts/service-accounts'
import type { Ports } from '@stoa/core'
import { retentionPeriodHandler } from '@stoa/site/retention'
import { categoryPowerHandler } from '@stoa/threads/of-groups'
import { trustAdditionHandler, trustRemovalHandler } from '@stoa/safety'
import { profilePictureHandler } from '@stoa/uploads'
import { internalContentHandler } from '@stoa/webhooks'

/** What each kind of pending change does once it takes effect. */
export const approvalKinds: Ports['approvalKinds'] = {
  role_power: rolePowerHandler,
  role_invitation: roleInvitationHandler,
  token_power: tokenPowerHandler,
  service_topic: serviceTopicHandler,
  group_power: groupPowerHandler,
  category_power: categoryPowerHandler,
  provider_domain: trustHandler('provider_domain'),
  provider_factor: trustHandler('provider_factor'),
  provider_internal: trustHandler('provider_internal'),
  provider_client: providerClientHandler,
  claim_mapping: claimMappingHandler,
  sign_in_mode: signInModeHandler,
  staff_passkeys: staffRuleHandler,
  factor_loss: factorLossHandler,
  trust_addition: trustAdditionHandler,
  trust_removal: trustRemovalHandler,
  retention_period: retentionPeriodHandler,
  webhook_internal: internalContentHandler,
  profile_picture: profilePictureHandler
}
