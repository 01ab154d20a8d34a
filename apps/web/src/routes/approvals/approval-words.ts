import { m, type Locale } from '@stoa/messages'
import { scopeWords } from '../settings/tokens/scope-words.ts'
import { retentionWords } from '#lib/site/words.ts'
import { modeSentence } from '#lib/accounts/words.ts'
import { capabilityWords, roleWords } from '#lib/accounts/roles.ts'
import type { Approval } from '#lib/shapes.ts'

type Names = Partial<Record<string, () => string>>

const named = (words: Names, key: string): string => words[key]?.() ?? key

/** Name of a role or capability. */
export const powerWord = (power: string): string =>
  named({ ...capabilityWords, admin: roleWords.admin }, power)

/** `permissions`: the capabilities of the invited role, separated by spaces. */
function invitedWords(username: string, role: string, permissions: string, locale: Locale) {
  const said = { username, role: named(roleWords, role) }
  if (permissions === '') return m.accounts_approvals_role_invitation_plain(said, { locale })
  const list = new Intl.ListFormat(locale, { type: 'unit' })
  const given = list.format(permissions.split(' ').map(powerWord))
  return m.accounts_approvals_role_invitation({ ...said, permissions: given }, { locale })
}

/** `of` returns what the subject says. */
type Said = Pick<Approval, 'name'> & {
  username: string
  removes: boolean
  of: (key: string) => string
}
type Words = (said: Said, options: { locale: Locale }) => string

const sentences: Record<Approval['kind'], Words> = {
  role_power: ({ username, of }, options) =>
    m.accounts_approvals_role_power({ username, power: powerWord(of('power')) }, options),
  role_invitation: ({ username, name, of }, { locale }) =>
    invitedWords(username, of('role'), name, locale),
  token_power: ({ of, ...said }, options) =>
    m.accounts_approvals_token_power({ ...said, power: named(scopeWords, of('scope')) }, options),
  service_topic: ({ username, name: topic }, options) =>
    m.accounts_approvals_service_topic({ username, topic }, options),
  group_power: m.accounts_approvals_group_power,
  category_power: m.accounts_approvals_category_power,
  provider_domain: ({ name, of }, options) =>
    m.accounts_approvals_provider_domain({ domain: of('domain'), name }, options),
  claim_mapping: m.accounts_approvals_claim_mapping,
  sign_in_mode: ({ name: startsAt, of }, { locale }) => modeSentence(of('mode'), startsAt, locale),
  provider_internal: m.accounts_approvals_provider_internal,
  provider_client: ({ name, removes }, options) =>
    removes
      ? m.accounts_approvals_provider_client_removal({ name }, options)
      : m.accounts_approvals_provider_client({ name }, options),
  staff_passkeys: (_, options) => m.accounts_approvals_staff_passkeys({}, options),
  factor_loss: m.accounts_approvals_factor_loss,
  retention_period: ({ name: value, of }, { locale }) =>
    m.accounts_approvals_retention_period(retentionWords(of('period'), value, locale), { locale }),
  webhook_internal: m.accounts_approvals_webhook_internal,
  profile_picture: m.accounts_approvals_profile_picture,
  trust_entry: ({ name, of }, options) =>
    of('change') === 'add'
      ? m.accounts_approvals_trust_entry_add({ name }, options)
      : m.accounts_approvals_trust_entry_remove({ name }, options)
}

type Sentence = Pick<Approval, 'kind' | 'subject' | 'name' | 'username'> &
  Partial<Pick<Approval, 'client'>>

/** What a change does, as a sentence without a full stop. */
export function approvalWords(approval: Sentence, locale: Locale): string {
  const { kind, subject, name, username, client } = approval
  const of = (key: string) => String(subject[key] ?? '')
  const said = { name, username: username ?? '', removes: client?.removes ?? false, of }
  return sentences[kind](said, { locale })
}

const places: Partial<Record<Approval['kind'], string>> = {
  provider_client: '/admin/sign-in/{provider}',
  claim_mapping: '/admin/sign-in/{provider}/claims',
  sign_in_mode: '/admin/sign-in',
  retention_period: '/admin/retention/{period}',
  webhook_internal: '/admin/webhooks/{webhookId}'
}

/** The page of the administration that shows all of a change, if its sentence does not. */
export const reviewedAt = ({ kind, subject }: Pick<Approval, 'kind' | 'subject'>) =>
  places[kind]?.replace(/\{(\w+)\}/, (_, key: string) => String(subject[key]))
