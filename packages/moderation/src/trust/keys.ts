import { addressOf, phoneNumberOf } from '@stoa/guards'
import type { TrustedKind } from './contract.ts'

const email = /^[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}$/

/** What a value is compared by; undefined where it is none of its kind. */
export function keyOf(kind: TrustedKind, value: string): string | undefined {
  const plain = value.trim().normalize('NFKC')
  if (kind === 'domain') return addressOf(plain)?.hostname
  if (kind === 'phone') return phoneNumberOf(plain)
  if (kind === 'email') return email.test(plain.toLowerCase()) ? plain.toLowerCase() : undefined
  return kind === 'name' ? plain.toLowerCase() : handleOf(plain)
}

/** The handle that a text ends in: "Telegram @HarborNews" → harbornews. */
export const handleOf = (text: string): string | undefined =>
  /@?([\p{L}\p{N}_.-]{2,60})$/u.exec(text.trim())?.[1]?.toLowerCase()
