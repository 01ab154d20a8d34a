import type { Detector, SecretKind } from '../detector.ts'

// Formats with a fixed prefix, of any length; `known-tokens.ts` has more formats with exact
// lengths.
const formats: [SecretKind, RegExp][] = [
  ['otpauth', /otpauth(?:-migration)?:\/\/[^\s<>"'`]{8,2000}/gi],
  ['jwt', /(?<![\w-])eyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}\.[\w-]{16,1000}/g],
  ['api_key', /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g],
  ['api_key', /(?<!\w)gh[pousr]_[A-Za-z0-9]{36,255}/g],
  ['api_key', /(?<!\w)github_pat_\w{60,255}/g],
  ['api_key', /(?<!\w)glpat-[\w-]{20,255}/g],
  ['api_key', /(?<!\w)xox[abeoprs]-[A-Za-z0-9-]{10,255}/g],
  ['api_key', /(?<!\w)(?:sk|rk)[-_](?:live|test|proj|ant|svcacct)[-_][\w-]{16,300}/g],
  ['api_key', /(?<!\w)AIza[\w-]{35}(?!\w)/g],
  ['api_key', /(?<!\w)npm_[A-Za-z0-9]{36}(?!\w)/g],
  ['api_key', /(?<!\w)SG\.[\w-]{22}\.[\w-]{43}(?!\w)/g],
  // Token of a Telegram bot.
  ['api_key', /(?<!\d)\d{8,10}:AA[\w-]{33}(?![\w-])/g]
]

/** Finds tokens by their format. */
export const findTokens: Detector = (text) =>
  formats.flatMap(([kind, pattern]) =>
    Array.from(text.matchAll(pattern), ({ 0: { length }, index }) => {
      return { kind, start: index, end: index + length }
    })
  )
