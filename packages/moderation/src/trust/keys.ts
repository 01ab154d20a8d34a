import { domainToUnicode } from 'node:url'
import { hostAlone, isPublicSuffix, phoneNumberOf } from '@stoa/guards'
import { accountIn, handleOf } from './accounts.ts'
import type { TrustedKind } from './contract.ts'

const email = /^[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}$/

/** What a value is compared by; undefined where it is none of its kind. */
export function keyOf(kind: TrustedKind, value: string): string | undefined {
  const plain = value.trim().normalize('NFKC')
  if (kind === 'domain') return ownDomain(plain)
  if (kind === 'phone') return phoneNumberOf(plain)
  if (kind === 'email') return email.test(plain.toLowerCase()) ? plain.toLowerCase() : undefined
  return kind === 'name' ? plain.toLowerCase() : accountKey(plain)
}

/** Not where anybody may have a domain or a page of their own: it makes all of them official. */
function ownDomain(text: string): string | undefined {
  const host = hostAlone(text)
  return host && !isPublicSuffix(host) ? host : undefined
}

/** The same handle may be theirs in several places. */
function accountKey(text: string): string | undefined {
  if (handleOf(text) === undefined) return undefined
  const { handle, place } = accountIn(text)
  return place ? `${handle}@${place}` : handle
}

/** How a value is shown; a host with letters of other alphabets says how it is written in ASCII, too. */
export function shownValue(kind: TrustedKind, value: string, key: string): string {
  if (kind !== 'domain') return value.trim()
  const read = domainToUnicode(key) || key
  return read === key ? key : `${read} (${key})`
}
