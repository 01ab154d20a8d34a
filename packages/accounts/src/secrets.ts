import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual
} from 'node:crypto'
import type { z } from 'zod'
import type { Ports } from '@stoa/core'

type Keys = Pick<Ports, 'keyFor' | 'previousKeyFor'>

const version = 1
const nonceBytes = 12
const tagBytes = 16

/** SHA-256 in hex, for secrets of at least 128 random bits, which need no slow hash. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A random secret of 256 bits, URL-safe. */
export const randomSecret = () => randomBytes(32).toString('base64url')

/** HMAC-SHA-256 under the key of `purpose`, for values that could be guessed from a plain hash. */
export const keyed = (keys: Keys, purpose: string, text: string): Buffer =>
  hmac(keys.keyFor(purpose), text)

/** The HMACs under the present key and, if it is still accepted, under the previous one. */
export const everyKeyed = (keys: Keys, purpose: string, text: string): Buffer[] =>
  keysFor(keys, purpose).map((key) => hmac(key, text))

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()

const keysFor = ({ keyFor, previousKeyFor }: Keys, purpose: string): Buffer[] =>
  [keyFor(purpose), previousKeyFor(purpose)].flatMap((key) => key ?? [])

/** Signs a text, URL-safe, under the key of `purpose`. */
export const sign = (keys: Keys, purpose: string, text: string) =>
  keyed(keys, purpose, text).toString('base64url')

/** Whether `sign` made a signature, with the present key or the previous one. */
export const isSigned = (keys: Keys, purpose: string, text: string, signature: string) =>
  everyKeyed(keys, purpose, text).some((one) => sameSecret(one.toString('base64url'), signature))

/** Compares in constant time. */
export const sameSecret = (one: string, other: string) =>
  timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)))

/**
 * Encrypts with AES-256-GCM under the key of `purpose`.
 * @param owner the owner of the text, such as `user:7`. Decryption needs the same owner.
 */
export function seal(
  { keyFor }: Pick<Keys, 'keyFor'>,
  purpose: string,
  owner: string,
  text: string
): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce)
  cipher.setAAD(Buffer.from(`${purpose}|${owner}|${version}`))
  const sealed = [cipher.update(text, 'utf8'), cipher.final()]
  return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64url')}`
}

/**
 * Decrypts a text of `seal` with the present key or the previous one. Throws if key, purpose, owner
 * or a byte differ.
 */
export function unseal(keys: Keys, purpose: string, owner: string, sealed: string): string {
  const present = keys.keyFor(purpose)
  try {
    return open(present, purpose, owner, sealed)
  } catch (error) {
    const previous = keys.previousKeyFor(purpose)
    if (!previous) throw error
    return open(previous, purpose, owner, sealed)
  }
}

/** Decrypts JSON of `seal`, as `unseal`. @returns undefined for a text that is none of this shape */
export function unsealJson<T>(shape: z.ZodType<T>, ...sealed: Parameters<typeof unseal>) {
  try {
    return shape.parse(JSON.parse(unseal(...sealed)))
  } catch {
    return undefined
  }
}

/** `kept`: the present key decrypts it. `lost`: no known key does. */
export type Resealed = { state: 'kept' | 'lost' } | { state: 'resealed'; sealed: string }

/** Encrypts a text again with the present key if it is encrypted with the previous one. */
export function reseal(keys: Keys, purpose: string, owner: string, sealed: string): Resealed {
  const now = { keyFor: keys.keyFor, previousKeyFor: () => undefined }
  if (opens(now, purpose, owner, sealed)) return { state: 'kept' }
  if (!opens(keys, purpose, owner, sealed)) return { state: 'lost' }
  const text = unseal(keys, purpose, owner, sealed)
  return { state: 'resealed', sealed: seal(keys, purpose, owner, text) }
}

function opens(keys: Keys, purpose: string, owner: string, sealed: string): boolean {
  try {
    unseal(keys, purpose, owner, sealed)
    return true
  } catch {
    return false
  }
}

function open(key: Buffer, purpose: string, owner: string, sealed: string): string {
  const [madeBy, payload = ''] = sealed.split('.')
  const bytes = Buffer.from(payload, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
  decipher.setAAD(Buffer.from(`${purpose}|${owner}|${madeBy}`))
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  const text = decipher.update(bytes.subarray(nonceBytes + tagBytes))
  return Buffer.concat([text, decipher.final()]).toString('utf8')
}

/** An encrypted text somewhere in the database. */
export type SealedText = {
  purpose: string
  owner: string
  sealed: string
  /** Replaces the text in the database, unless it was changed meanwhile. */
  replace(sealed: string): Promise<unknown>
}
