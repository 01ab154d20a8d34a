import { createHash } from 'node:crypto'
import { Problem, type AnyEndpoint, type Origin } from '@stoa/core'

/**
 * Validates the key of a header or a form. Undefined if it is absent or empty.
 * @throws Problem 400 `idempotency_key_invalid`
 */
export function idempotencyKeyOf(given: unknown): string | undefined {
  if (given === undefined || given === '') return undefined
  if (typeof given !== 'string' || !/^[\w.:-]{8,100}$/.test(given))
    throw new Problem(400, 'idempotency_key_invalid')
  return given
}

/**
 * Binds an idempotency key to its input. Endpoints of accounts (scope null) store no answers.
 * @throws Problem 400 `bad_request` for an input that cannot be serialised
 */
export function claimOf(
  { method, path, scope }: AnyEndpoint,
  key: string | undefined,
  input: object
): Partial<Origin> {
  if (!key || method !== 'POST' || scope === null) return {}
  return { method, path, idempotencyKey: key, bodyHash: hashOf(textOf(input)) }
}

// Parsed JSON may still be nested too deeply to serialise.
function textOf(input: object): string {
  try {
    return JSON.stringify(input)
  } catch {
    throw new Problem(400, 'bad_request')
  }
}

/** SHA-256 in hexadecimal, which represents a file or an input in a claim. */
export const hashOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
