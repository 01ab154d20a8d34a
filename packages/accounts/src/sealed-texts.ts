import type { Context } from '@stoa/core'
import { sealedPhrases } from './mail/phrase.ts'
import {
  sealedProviders,
  sealedRefreshTokens,
  sealedRevisions
} from './providers/sealed-providers.ts'
import { sealedFactors } from './second-factor/totp.ts'
import type { SealedText } from './secrets.ts'
import { sealedAddresses } from './security-log/retention.ts'

/**
 * All encrypted texts of accounts: second factors, secrets of sign-in providers and the tokens that
 * they gave, anti-phishing phrases, and addresses in the security log.
 */
export async function* sealedTexts(ctx: Context): AsyncGenerator<SealedText> {
  yield* sealedFactors(ctx)
  yield* sealedProviders(ctx)
  yield* sealedRevisions(ctx)
  yield* sealedRefreshTokens(ctx)
  yield* sealedPhrases(ctx)
  yield* sealedAddresses(ctx)
}
