import {
  claimMapping,
  factorLoss,
  providerClient,
  roleInvitation,
  rolePower,
  signInMode,
  staffPasskeys,
  tokenPower,
  trustKinds
} from '@stoa/accounts/approvals'
import { groupPower } from '@stoa/accounts/groups'
import { serviceTopic } from '@stoa/accounts/service-accounts'
import type { Ports } from '@stoa/core'
import { trustEntry } from '@stoa/safety'
import { retentionPeriod } from '@stoa/site/retention'
import { categoryPower } from '@stoa/threads/of-groups'
import { profilePicture } from '@stoa/uploads'
import { internalContent } from '@stoa/webhooks'

/** What each kind of change that waits for a second person does once it takes effect. */
export const approvalKinds: Ports['approvalKinds'] = {
  ...trustKinds,
  role_power: rolePower,
  role_invitation: roleInvitation,
  token_power: tokenPower,
  service_topic: serviceTopic,
  group_power: groupPower,
  category_power: categoryPower,
  provider_client: providerClient,
  claim_mapping: claimMapping,
  sign_in_mode: signInMode,
  staff_passkeys: staffPasskeys,
  factor_loss: factorLoss,
  trust_entry: trustEntry,
  retention_period: retentionPeriod,
  webhook_internal: internalContent,
  profile_picture: profilePicture
}
