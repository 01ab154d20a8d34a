import { m, type Locale } from '@stoa/messages'
import { scopeWords } from '../settings/tokens/scope-words.ts'
import { retentionWords } from '#lib/retention-words.ts'
import { capabilityWords, roleWords } from '#lib/role-words.ts'
import type { PendingChange } from '#lib/shapes.ts'

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

/** What a change does, as a sentence without a full stop. */
export function changeWords(
  { kind, power, subject, username }: PendingChange,
  locale: Locale
): string {
  const name = username ?? ''
  if (kind === 'role_power')
    return m.accounts_pending_role_power({ username: name, power: powerWord(power) }, { locale })
  if (kind === 'group_power')
    return m.accounts_pending_group_power({ username: name, subject }, { locale })
  if (kind === 'category_power') return m.accounts_pending_category_power({ subject }, { locale })
  if (kind === 'factor_loss') return m.accounts_pending_factor_loss({ username: name }, { locale })
  if (kind === 'role_invitation') return invitedWords(name, power, subject, locale)
  if (kind === 'token_power')
    return m.accounts_pending_token_power(
      { username: name, subject, power: scopeWord(power) },
      { locale }
    )
  if (kind === 'service_topic')
    return m.accounts_pending_service_topic({ username: name, topic: subject }, { locale })
  if (kind === 'retention_period')
    return m.accounts_pending_retention_period(retentionWords(power, subject, locale), { locale })
  if (kind === 'webhook_internal')
    return m.accounts_pending_webhook_internal({ subject }, { locale })
  return kind === 'trust_addition'
    ? m.accounts_pending_trust_addition({ subject }, { locale })
    : m.accounts_pending_trust_removal({ subject }, { locale })
}
