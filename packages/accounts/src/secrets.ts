import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual
} from 'node:crypto'
import type { Ports } from '@stoa/core'

type Keys = Pick<Ports, 'keyFor'>

const version = 1
const nonceBytes = 12
const tagBytes = 16

/** SHA-256 in hex: for secrets of at least 128 random bits, which need no slow hash. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A random secret of 256 bits, URL-safe. */
export const randomSecret = () => randomBytes(32).toString('base64url')

/** HMAC-SHA-256 under the key of `purpose`: for values short enough to be guessed from a plain hash. */
export const keyed = ({ keyFor }: Keys, purpose: string, text: string): Buffer =>
  createHmac('sha256', keyFor(purpose)).update(text).digest()

/** Compares in a time that does not depend on where two texts differ. */
export const sameSecret = (one: string, other: string) =>
  timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)))

/**
 * Encrypts with AES-256-GCM under the key of `purpose`.
 * @param owner what the text belongs to, such as `user:7`; it opens for the same owner only
 */
export function seal({ keyFor }: Keys, purpose: string, owner: string, text: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce)
  cipher.setAAD(Buffer.from(`${purpose}|${owner}|${version}`))
  const sealed = [cipher.update(text, 'utf8'), cipher.final()]
  return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64url')}`
}

/** Opens what `seal` made; throws where key, purpose, owner or a byte differ. */
export function unseal({ keyFor }: Keys, purpose: string, owner: string, sealed: string): string {
  const [madeBy, payload = ''] = sealed.split('.')
  const bytes = Buffer.from(payload, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, nonceBytes))
  decipher.setAAD(Buffer.from(`${purpose}|${owner}|${madeBy}`))
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  const text = decipher.update(bytes.subarray(nonceBytes + tagBytes))
  return Buffer.concat([text, decipher.final()]).toString('utf8')
}
