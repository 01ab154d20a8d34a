import { translate, type Locale, m } from '@stoa/messages'
import type { SecurityEvent, SecurityEventGroup } from '@stoa/accounts/contract'
import { dayOfEffect } from '#lib/format.ts'

type Kind = SecurityEvent['kind']

/** Name of an event of the security log. */
export const securityEventWords = (kind: Kind, locale: Locale) =>
  translate(`accounts_security_${underscored(kind)}`, {}, locale)

type Underscored<T extends string> = T extends `${infer A}.${infer B}` ? `${A}_${B}` : T

const underscored = (kind: Kind) => kind.replace('.', '_') as Underscored<Kind>

export const securityGroupWords = (group: SecurityEventGroup, locale: Locale) =>
  translate(`accounts_security_group_${group}`, {}, locale)

/** What a mode of sign-in does, as a sentence without a full stop. `startsAt` is '' without a date. */
export function modeSentence(mode: string, startsAt: string, locale: Locale): string {
  if (mode === 'passwords') return m.accounts_approvals_sign_in_mode_passwords({}, { locale })
  if (mode === 'staff') return m.accounts_approvals_sign_in_mode_staff({}, { locale })
  const date = startsAt === '' ? '' : dayOfEffect(startsAt, locale)
  return m.accounts_approvals_sign_in_mode_only({ date }, { locale })
}
