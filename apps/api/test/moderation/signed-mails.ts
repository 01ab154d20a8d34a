import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
})
const record = `v=DKIM1; k=rsa; p=${keys.publicKey.toString('base64')}`

/** Names that were looked up. */
export const lookedUp: string[] = []

/** Answers with the key of every domain, except where the name says otherwise. */
export async function fixtureZone(name: string): Promise<string[][]> {
  lookedUp.push(name)
  if (name.startsWith('slow.')) return new Promise(() => {})
  if (name.startsWith('gone.')) throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
  if (name.startsWith('trial.')) return [[record.replace('k=rsa', 'k=rsa; t=y')]]
  return [[record.slice(0, 200), record.slice(200)]]
}

type Signed = {
  /** Lines of the header. */
  header: string[]
  body: string
  domain: string
  selector: string
  covers: string
  /** Covers the first bytes of the body only. */
  length: number
  signedAt: Date
  expires: Date
}

export const plainHeader = [
  'From: Harbor <news@harbor.example>',
  'To: lin@elsewhere.test',
  'Subject: =?UTF-8?B?5o+Q546w5bey5a6M5oiQ?=',
  'Date: Sat, 28 Nov 2026 10:00:00 +0000',
  'Content-Type: text/html; charset=utf-8'
]

/** A mail signed as its domain would sign it; each detail can be given. */
export async function signedMail(given: Partial<Signed> = {}): Promise<string> {
  const { header = plainHeader, body = '<a href="https://harbor.example/">Open</a>\r\n' } = given
  const mail = `${header.join('\r\n')}\r\n\r\n${body}`
  const by = {
    signingDomain: given.domain ?? 'harbor.example',
    selector: given.selector ?? 'key',
    privateKey: keys.privateKey,
    ...(given.covers && { headerList: given.covers.split(':') }),
    ...(given.length !== undefined && { maxBodyLength: given.length })
  }
  const { signatures } = await dkimSign(mail, {
    ...by,
    signTime: given.signedAt ?? new Date(),
    ...(given.expires && { expires: given.expires }),
    signatureData: [by]
  })
  return `${signatures}${mail}`
}
