import { randomBytes } from 'node:crypto'
import { after, type Context } from '@stoa/core'
import { everyKeyed, sameSecret, sha256 } from '../secrets.ts'

type Parts = Pick<Context, 'now' | 'ports' | 'origin' | 'cookies'>

/** Milliseconds from the last sign-in. */
export const cookieLifetime = 180 * 24 * 3_600_000
const shape = /^([\w-]{22})\.(\d{1,15})\.([\w-]{43})$/

/** The name of the cookie by which a browser is known again, for a public address. */
export const deviceCookieName = (publicOrigin: string) =>
  publicOrigin.startsWith('https:') ? '__Host-stoa_device' : 'stoa_device'

const signaturesOf = ({ ports }: Parts, id: string, until: number) =>
  everyKeyed(ports, 'devices', `${id}|${until}`).map((one) => one.toString('base64url'))

/**
 * The device of the request, by its cookie or the one that it is given now; undefined where there is none
 * that is signed by us and not over.
 */
export function deviceOf(parts: Parts): string | undefined {
  const cookie = given(parts)?.value ?? parts.origin?.device ?? ''
  const [, id = '', until, signature = ''] = shape.exec(cookie) ?? []
  const isOurs = signaturesOf(parts, id, Number(until)).some((one) => sameSecret(signature, one))
  return isOurs && Number(until) > Date.parse(parts.now) ? id : undefined
}

/**
 * The device of the request, which gets its cookie now if it has none, even if the request is refused:
 * whoever is let in later must be known again.
 */
export function deviceFor(parts: Parts): string {
  return deviceOf(parts) ?? giveDevice(parts, { evenIfRefused: true })
}

/** Gives the browser the cookie of a new device, or of the one it is for another 180 days. */
export function giveDevice(
  parts: Parts,
  { id = randomBytes(16).toString('base64url'), evenIfRefused = false } = {}
): string {
  const { ports, now, cookies } = parts
  const until = Date.parse(now) + cookieLifetime
  const name = deviceCookieName(ports.publicOrigin)
  const value = `${id}.${until}.${signaturesOf(parts, id, until)[0]}`
  const cookie = { name, value, expires: after(now, cookieLifetime), evenIfRefused }
  const before = given(parts)
  if (before) Object.assign(before, cookie)
  else cookies.push(cookie)
  return id
}

const given = ({ cookies, ports }: Parts) =>
  cookies.find(({ name }) => name === deviceCookieName(ports.publicOrigin))

/** What is stored of a device. */
export const deviceHash = (id: string) => sha256(id)
