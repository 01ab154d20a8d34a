import { exportJWK, FlattenedSign, generateKeyPair, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import { bytesOf, publicKeys, rotateKey, verifyCopy } from '@stoa/announcements'
import { startForum } from '../forum.ts'
import { announce, announcer, draft, publish, words } from './writing.ts'

const forum = startForum()
const jwks = async () =>
  (await forum.guest.inject({ method: 'GET', url: '/.well-known/jwks.json' })).body.keys

/** The signed copy of an announcement. */
const copyOf = async (id: number) => (await forum.guest.get(`/announcements/${id}/signed`)).body

test('a public announcement is signed, and anybody can verify a copy', async () => {
  const id = await announce(await announcer(forum))
  const copy = await copyOf(id)
  expect(copy.document).toMatchObject({ url: `${forum.origin}/announcements/${id}`, type: 'info' })
  const found = await verifyCopy(JSON.stringify(copy), await jwks())
  expect(found).toMatchObject({ document: { issuer: forum.origin } })
  const changed = { ...copy, document: { ...copy.document, type: 'risk' } }
  expect(await verifyCopy(JSON.stringify(changed), await jwks())).toBe('signature')
})

test('field order and white space in a copy do not matter', async () => {
  const copy = await copyOf(await announce(await announcer(forum)))
  const entries = Object.entries(copy.document).reverse()
  const turned = { signature: copy.signature, document: Object.fromEntries(entries) }
  expect(await verifyCopy(JSON.stringify(turned, null, 4), await jwks())).toBeTypeOf('object')
})

test('updates and withdrawals are signed again; drafts are not', async () => {
  const author = await announcer(forum)
  const id = await announce(author, { type: 'maintenance' })
  const bodies = { en: 'It is done.' }
  await author.post(`/announcements/${id}/updates`, { phase: 'finished', translations: bodies })
  const updated = await copyOf(id)
  expect(updated.document).toMatchObject({ phase: 'finished', updates: [{ bodies }] })
  await author.post(`/announcements/${id}/withdrawal`, { correction: bodies })
  const withdrawn = await copyOf(id)
  expect(withdrawn.document).toMatchObject({ state: 'withdrawn', texts: {}, correction: bodies })
  expect(await verifyCopy(JSON.stringify(withdrawn), await jwks())).toBeTypeOf('object')
  const unseen = await draft(author)
  expect((await author.get(`/announcements/${unseen}/signed`)).status).toBe(404)
})

test('after a rotation a new key signs, and old signatures stay valid', async () => {
  const author = await announcer(forum)
  const before = await copyOf(await announce(author))
  const { kid } = await rotateKey(forum.context())
  const after = await copyOf(await announce(author))
  const keys = await jwks()
  expect(keys[0]).toMatchObject({ kid, kty: 'OKP', crv: 'Ed25519' })
  expect(JSON.stringify(keys)).not.toContain('"d"')
  expect(await verifyCopy(JSON.stringify(after), keys)).toMatchObject({ kid })
  expect(await verifyCopy(JSON.stringify(before), keys)).toBeTypeOf('object')
  expect(await verifyCopy(JSON.stringify(before), [keys[0]])).toBe('unknown_key')
})

test('a copy that contains a key, points to one or is unsigned is refused', async () => {
  const { document } = await copyOf(await announce(await announcer(forum)))
  const { keys } = await publicKeys(forum.context())
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  const jwk = await exportJWK(publicKey)
  const forge = async (header: object) => {
    const jws = await new FlattenedSign(bytesOf(document))
      .setProtectedHeader({ alg: 'EdDSA', ...header })
      .sign(privateKey)
    return JSON.stringify({ document, signature: `${jws.protected}..${jws.signature}` })
  }
  const kid = keys[0]?.kid
  expect(await verifyCopy(await forge({ kid, jwk }), keys)).toBe('header')
  expect(await verifyCopy(await forge({ kid, jku: 'https://evil.example' }), keys)).toBe('header')
  expect(await verifyCopy(await forge({ kid }), keys)).toBe('signature')
  expect(await verifyCopy(await forge({ kid: 'mine' }), keys)).toBe('unknown_key')
  const unsigned = new UnsecuredJWT({}).encode()
  expect(await verifyCopy(JSON.stringify({ document, signature: unsigned }), keys)).toBe('header')
  expect(await verifyCopy('not json', keys)).toBe('unreadable')
})

test('anybody can have a copy checked, and learns of a newer text', async () => {
  const author = await announcer(forum)
  const id = await announce(author, { type: 'maintenance' })
  const copy = await copyOf(id)
  const check = async (found: unknown) =>
    (await forum.guest.post('/announcements/copy-check', { copy: JSON.stringify(found) })).body
  const genuine = { verdict: 'genuine', signed: { title: words.en.title, url: copy.document.url } }
  expect(await check(copy)).toMatchObject({ ...genuine, signed: { current: true } })
  const changed = { ...copy, document: { ...copy.document, type: 'risk' } }
  expect(await check(changed)).toEqual({ verdict: 'signature' })
  expect(await check('a screenshot')).toEqual({ verdict: 'unreadable' })
  const correction = { en: 'There is no maintenance.' }
  await author.post(`/announcements/${id}/withdrawal`, { correction })
  expect(await check(copy)).toMatchObject({ ...genuine, signed: { current: false } })
  expect(await check(await copyOf(id))).toMatchObject({ signed: { title: null, current: true } })
  expect((await forum.guest.post('/announcements/copy-check', { copy: ' ' })).status).toBe(422)
})

test('after STOA_SECRET changed publishing says so, and a new key repairs it', async () => {
  const author = await announcer(forum)
  const before = await copyOf(await announce(author))
  const { keyFor } = forum.ports
  forum.ports.keyFor = (purpose) => keyFor(`another ${purpose}`)
  try {
    const id = await draft(author)
    const refused = await publish(author, id)
    expect(refused).toMatchObject({
      ...{ status: 503, body: { code: 'announcement_signing_key_unreadable' } }
    })
    expect(refused.body.detail).toContain('keys:rotate')
    await rotateKey(forum.context())
    const sent = await publish(author, id)
    expect(sent.body).toEqual({ state: 'published' })
    expect(await verifyCopy(JSON.stringify(await copyOf(id)), await jwks())).toBeTypeOf('object')
    expect(await verifyCopy(JSON.stringify(before), await jwks())).toBeTypeOf('object')
  } finally {
    forum.ports.keyFor = keyFor
  }
})
