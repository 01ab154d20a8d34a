import { randomBytes } from 'node:crypto'
import { after, type Context } from '@stoa/core'
import { fixedPeriod } from '@stoa/core/fixed-periods'
import { sha256, isSigned, sign } from '../secrets.ts'

type Parts = Pick<Context, 'now' | 'ports' | 'origin' | 'cookies'>

/** Milliseconds since the last sign-in. */
const cookieLifetime = fixedPeriod('known_networks')
const shape = /^([\w-]{22})\.(\d{1,15})\.([\w-]{43})$/

/** The name of the cookie that identifies a browser, for a public address. */
export const deviceCookieName = (publicOrigin: string) =>
  publicOrigin.startsWith('https:') ? '__Host-stoa_device' : 'stoa_device'

const purpose = 'devices'

/**
 * Returns the device id of the request from its cookie, or from the cookie that this response sets.
 * Undefined if there is no cookie with a valid signature, or it has expired.
 */
export function deviceOf(parts: Parts): string | undefined {
  const cookie = given(parts)?.value ?? parts.origin?.device ?? ''
  const [, id = '', until, signature = ''] = shape.exec(cookie) ?? []
  const isOurs = isSigned(parts.ports, purpose, `${id}|${Number(until)}`, signature)
  return isOurs && Number(until) > Date.parse(parts.now) ? id : undefined
}

/**
 * Returns the device id of the request. If there is none, it sets a new cookie even on a refusal,
 * so that a device that is admitted later is recognised.
 */
export function deviceFor(parts: Parts): string {
  return deviceOf(parts) ?? giveDevice(parts, { evenIfRefused: true })
}

/** Sets the cookie of a new device, or extends the cookie of device `id` by 180 days. */
export function giveDevice(
  parts: Parts,
  { id = randomBytes(16).toString('base64url'), evenIfRefused = false } = {}
): string {
  const { ports, now, cookies } = parts
  const until = Date.parse(now) + cookieLifetime
  const name = deviceCookieName(ports.publicOrigin)
  const value = `${id}.${until}.${sign(ports, purpose, `${id}|${until}`)}`
  const cookie = { name, value, expires: after(now, cookieLifetime), evenIfRefused }
  const before = given(parts)
  if (before) Object.assign(before, cookie)
  else cookies.push(cookie)
  return id
}

const given = ({ cookies, ports }: Parts) =>
  cookies.find(({ name }) => name === deviceCookieName(ports.publicOrigin))

/** The stored form of a device id. */
export const deviceHash = (id: string) => sha256(id)
