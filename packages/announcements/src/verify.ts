import { flattenedVerify, importJWK, type JWK } from 'jose'
import { z } from 'zod'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import type { CopyVerdict } from './endpoints/signatures-contract.ts'
import { publicKeys } from './signing-keys.ts'
import { bytesOf, signedCopies } from './sign.ts'

const copyShape = z.object({
  document: z.looseObject({
    issuer: z.string(),
    url: z.string(),
    signedAt: z.string(),
    texts: z.record(z.string(), z.looseObject({ title: z.string() })).optional()
  }),
  signature: z.string().max(2000)
})

/** Content of a copy whose signature is valid. */
export type Verified = { kid: string; document: z.infer<typeof copyShape>['document'] }

/** Reasons for which a copy is not valid. */
export type NotVerified = 'unreadable' | 'header' | 'unknown_key' | 'signature'

// A header that contains a key or points to one proves nothing.
const allowed = ['alg', 'kid']

/**
 * Verifies a signed copy of an announcement against keys that the caller trusts. Only EdDSA and
 * only these keys count; keys named by the copy are ignored.
 * @param text the copy: JSON with `document` and `signature`
 */
export async function verifyCopy(
  text: string,
  trusted: readonly JWK[]
): Promise<Verified | NotVerified> {
  const copy = parse(text)
  if (!copy) return 'unreadable'
  const [header = '', payload, signature = ''] = copy.signature.split('.')
  const claimed = parseHeader(header)
  if (!claimed || payload !== '' || Object.keys(claimed).some((name) => !allowed.includes(name)))
    return 'header'
  const jwk = trusted.find(({ kid, crv }) => kid === claimed.kid && crv === 'Ed25519')
  if (!jwk) return 'unknown_key'
  const jws = { protected: header, payload: bytesOf(copy.document), signature }
  const base64 = { ...jws, payload: Buffer.from(jws.payload).toString('base64url') }
  try {
    await flattenedVerify(base64, await importJWK(jwk, 'EdDSA'), { algorithms: ['EdDSA'] })
  } catch {
    return 'signature'
  }
  return { kid: String(jwk.kid), document: copy.document }
}

/** Checks a copy against the keys of this forum, and whether it is the newest. */
export async function checkCopy(ctx: Context, text: string): Promise<CopyVerdict> {
  const found = await verifyCopy(text, (await publicKeys(ctx)).keys)
  if (typeof found === 'string') return { verdict: found }
  const { url, signedAt, texts = {} } = found.document
  const id = Number(url.split('/').at(-1))
  const newest = (await signedCopies(ctx, [id])).get(id)
  const titles = Object.entries(texts).map(([language, { title }]) => [language, title])
  const title = wordsFor(ctx, Object.fromEntries(titles) as Record<string, string>) || null
  const current = newest?.document.signedAt === signedAt
  return { verdict: 'genuine', signed: { title, url, signedAt, current } }
}

function parse(text: string) {
  try {
    return copyShape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function parseHeader(header: string): { kid?: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(header, 'base64url').toString())
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined
  } catch {
    return undefined
  }
}
