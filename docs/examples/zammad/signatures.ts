import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

const { STOA_SECRET = '', ZAMMAD_SECRET = '' } = process.env

/** Whether Stoa signed the body within the last five minutes, by Standard Webhooks. */
export function isOfStoa(headers: IncomingHttpHeaders, body: string): boolean {
  const [id, time, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    String(headers[`webhook-${name}`])
  )
  const key = Buffer.from(STOA_SECRET.replace('whsec_', ''), 'base64')
  const hmac = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')
  const isNew = Math.abs(Date.now() / 1000 - Number(time)) < 300
  // For a day after a change of secret there are two signatures.
  return (
    isNew &&
    String(signatures)
      .split(' ')
      .some(isSame(`v1,${hmac}`))
  )
}

/** Whether Zammad signed the body with the token of its webhook. */
export function isOfZammad(headers: IncomingHttpHeaders, body: string): boolean {
  const hmac = createHmac('sha1', ZAMMAD_SECRET).update(body).digest('hex')
  return isSame(`sha1=${hmac}`)(String(headers['x-hub-signature']))
}

const isSame = (signature: string) => (given: string) =>
  given.length === signature.length &&
  timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(signature))
