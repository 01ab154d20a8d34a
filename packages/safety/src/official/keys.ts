import { domainToUnicode } from 'node:url'
import { hostAlone, isPublicSuffix, phoneNumberOf } from '@stoa/guards'
import { accountIn, handleOf } from './accounts.ts'
import type { TrustedKind } from './contract.ts'

const email = /^[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}$/

/** The normalized form for comparison; undefined if the value is invalid for its kind. */
export function keyOf(kind: TrustedKind, value: string): string | undefined {
  const plain = value.trim().normalize('NFKC')
  if (kind === 'domain') return ownDomain(plain)
  if (kind === 'phone') return phoneNumberOf(plain)
  if (kind === 'email') return email.test(plain.toLowerCase()) ? plain.toLowerCase() : undefined
  return kind === 'name' ? plain.toLowerCase() : accountKey(plain)
}

/** Public suffixes are refused, as they would make everybody's domains official. */
function ownDomain(text: string): string | undefined {
  const host = hostAlone(text)
  return host && !isPublicSuffix(host) ? host : undefined
}

/** One handle may be official in several places, so the key contains the place. */
function accountKey(text: string): string | undefined {
  if (handleOf(text) === undefined) return undefined
  const { handle, place } = accountIn(text)
  return place ? `${handle}@${place}` : handle
}

/** The form to show; an internationalized host is shown with its ASCII form. */
export function shownValue(kind: TrustedKind, value: string, key: string): string {
  if (kind !== 'domain') return value.trim()
  const read = domainToUnicode(key) || key
  return read === key ? key : `${read} (${key})`
}
