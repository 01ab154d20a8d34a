import { atLeast, type Actor } from '@stoa/core'

const megabyte = 1_000_000

const byTrust = {
  new: 50 * megabyte,
  basic: 500 * megabyte,
  trusted: 2_000 * megabyte
}

/** Bytes that an account may keep here altogether. */
export const quotaOf = (actor: Actor): number =>
  atLeast(actor.role, 'volunteer') ? 20_000 * megabyte : byTrust[actor.trust]
