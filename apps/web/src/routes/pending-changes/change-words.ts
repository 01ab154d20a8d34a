import { m, type Locale } from '@stoa/messages'
import { scopeWords } from '../settings/tokens/scope-words.ts'
import { retentionWords } from '#lib/site/words.ts'
import { modeSentence } from '#lib/accounts/words.ts'
import { capabilityWords, roleWords } from '#lib/accounts/roles.ts'
import type { Approval } from '#lib/shapes.ts'

/** Name of a role, capability or token scope. */
export function powerWord(power: string): string {
  const words: Partial<Record<string, () => string>> = {
    ...capabilityWords,
    admin: roleWords.admin
  }
  return words[power]?.() ?? power
}

const scopeWord = (scope: string): string => {
  const words: Partial<Record<string, () => string>> = scopeWords
  return words[scope]?.() ?? scope
}

/** `power` is the role of the invitation, `permissions` its capabilities, separated by spaces. */
function invitedWords(username: string, power: string, permissions: string, locale: Locale) {
  const words: Partial<Record<string, () => string>> = roleWords
  const role = words[power]?.() ?? power
  if (permissions === '')
    return m.accounts_pending_role_invitation_plain({ username, role }, { locale })
  const list = new Intl.ListFormat(locale, { type: 'unit' })
  const named = list.format(permissions.split(' ').map(powerWord))
  return m.accounts_pending_role_invitation({ username, role, permissions: named }, { locale })
}

type Said = Pick<Approval, 'power' | 'subject' | 'client'> & { username: string }
type Words = (change: Said, options: { locale: Locale }) => string

const sentences: Record<Approval['kind'], Words> = {
  role_power: ({ power, username }, options) =>
    m.accounts_pending_role_power({ username, power: powerWord(power) }, options),
  role_invitation: ({ power, subject, username }, { locale }) =>
    invitedWords(username, power, subject, locale),
  token_power: ({ power, ...said }, options) =>
    m.accounts_pending_token_power({ ...said, power: scopeWord(power) }, options),
  service_topic: ({ username, subject: topic }, options) =>
    m.accounts_pending_service_topic({ username, topic }, options),
  group_power: m.accounts_pending_group_power,
  category_power: m.accounts_pending_category_power,
  provider_domain: ({ power: domain, subject }, options) =>
    m.accounts_pending_provider_domain({ domain, subject }, options),
  claim_mapping: m.accounts_pending_claim_mapping,
  provider_factor: ({ power: sign, subject }, options) =>
    m.accounts_pending_provider_factor({ sign, subject }, options),
  sign_in_mode: ({ power, subject }, { locale }) => modeSentence(power, subject, locale),
  provider_internal: ({ subject }, options) =>
    m.accounts_pending_provider_internal({ subject }, options),
  provider_client: ({ subject, client }, options) =>
    client?.removes
      ? m.accounts_pending_provider_client_removal({ subject }, options)
      : m.accounts_pending_provider_client({ subject }, options),
  staff_passkeys: (_, options) => m.accounts_pending_staff_passkeys({}, options),
  factor_loss: m.accounts_pending_factor_loss,
  retention_period: ({ power, subject }, { locale }) =>
    m.accounts_pending_retention_period(retentionWords(power, subject, locale), { locale }),
  webhook_internal: m.accounts_pending_webhook_internal,
  profile_picture: m.accounts_pending_profile_picture,
  trust_addition: m.accounts_pending_trust_addition,
  trust_removal: m.accounts_pending_trust_removal
}

/** What a change does, as a sentence without a full stop. */
export const changeWords = ({ username, ...change }: Approval, locale: Locale): string =>
  sentences[change.kind]({ ...change, username: username ?? '' }, { locale })
