import { sealedKeys } from '@stoa/announcements'
import { sealedTexts } from '@stoa/accounts'
import { reseal, type SealedText } from '@stoa/accounts/secrets'
import type { Context } from '@stoa/core'
import { sealedFacts } from '@stoa/tickets/sealed-facts'
import { sealedSecrets } from '@stoa/webhooks'

/** Sources of all encrypted texts in the database. */
export const sealedSources: ((ctx: Context) => AsyncIterable<SealedText>)[] = [
  sealedTexts,
  sealedFacts,
  sealedKeys,
  sealedSecrets
]

/**
 * Encrypts with STOA_SECRET what was encrypted with the former secret.
 * @returns how many texts were re-encrypted, how many were current, and how many no secret decrypts
 */
export async function resealEverything(ctx: Context) {
  const counts = { resealed: 0, kept: 0, lost: 0 }
  for (const source of sealedSources)
    for await (const text of source(ctx)) counts[await resealOne(ctx, text)] += 1
  return counts
}

async function resealOne({ ports }: Context, { purpose, owner, sealed, replace }: SealedText) {
  const found = reseal(ports, purpose, owner, sealed)
  if (found.state === 'resealed') await replace(found.sealed)
  return found.state
}
