import { translate, type Locale } from '@stoa/messages'
import type { SecurityEvent, SecurityEventGroup } from '@stoa/accounts/contract'

type Kind = SecurityEvent['kind']

/** Name of an event of the security log. */
export const kindWords = (kind: Kind, locale: Locale) =>
  translate(`accounts_security_${underscored(kind)}`, {}, locale)

type Underscored<T extends string> = T extends `${infer A}.${infer B}` ? `${A}_${B}` : T

const underscored = (kind: Kind) => kind.replace('.', '_') as Underscored<Kind>

export const groupWords = (group: SecurityEventGroup, locale: Locale) =>
  translate(`accounts_security_group_${group}`, {}, locale)
