import sharp from 'sharp'
import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { picture } from '../uploads/drawing.ts'
import { sendForm } from '../uploads/sending.ts'
import { settingsOf, useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true, web: true })
const { issuer } = useProvider(forum)

const path = '/api/v1/admin/sign-in-providers/acme/logo'
const admin = () => forum.user({ role: 'admin' })
const send = (client: Client, bytes: Buffer, fields = {}) =>
  sendForm(client, fields, 'logo.png', bytes, path)
const setLogo = async () => (await send(await admin(), await picture(300, 200))).body.id
const shownLogo = async () => (await forum.guest.get('/sign-in-providers')).body.items[0].logo
const seen = async (id: string) => (await forum.guest.get(`/uploads/${id}`)).status
const signInPage = async () =>
  (await forum.guest.inject({ method: 'GET', url: '/sign-in', headers: { accept: 'text/html' } }))
    .text

test('a logo is drawn anew as a small picture, and stands on the button', async () => {
  expect(await signInPage()).not.toContain('/api/v1/uploads/')
  const id = await setLogo()
  expect(await shownLogo()).toBe(id)
  const answer = await forum.guest.inject({ method: 'GET', url: `/api/v1/uploads/${id}` })
  const { width, height, format } = await sharp(answer.raw).metadata()
  expect([width, height, format]).toEqual([96, 96, 'webp'])
  expect(await signInPage()).toMatch(new RegExp(`<img [^>]*${id}"[^>]* alt[ >]`))
})

test('members and staff can neither set nor remove it', async () => {
  for (const role of ['member', 'staff'] as const) {
    const client = await forum.user({ role })
    expect((await send(client, await picture(60, 60))).status).toBe(403)
    expect((await client.delete('/admin/sign-in-providers/acme/logo')).status).toBe(403)
  }
})

test('what is no picture is refused with a sentence, also without scripts', async () => {
  const before = await shownLogo()
  const refused = await send(await admin(), Buffer.from('Error 1006'))
  expect([refused.status, refused.body.code]).toEqual([422, 'upload_type_refused'])
  const next = '/admin/sign-in/acme#logo'
  const { status, headers } = await send(await admin(), Buffer.from('Error 1006'), { next })
  expect([status, headers.location]).toEqual([
    303,
    '/admin/sign-in/acme?upload=upload_type_refused#logo'
  ])
  expect(await shownLogo()).toBe(before)
})

test('of two that are set at once one stays, and the other is erased', async () => {
  const ids = await Promise.all([setLogo(), setLogo()])
  const shown = await shownLogo()
  expect(ids).toContain(shown)
  for (const id of ids) expect(await seen(id)).toBe(id === shown ? 200 : 404)
})

test('guests see no logo of a provider that is off; it goes with its provider', async () => {
  const [by, id] = [await admin(), await setLogo()]
  const { slug: _, issuer: __, ...settings } = settingsOf({ issuer: issuer() })
  await by.put('/admin/sign-in-providers/acme', { ...settings, enabled: false })
  expect([await seen(id), (await by.get(`/uploads/${id}`)).status]).toEqual([404, 200])
  expect((await by.delete('/admin/sign-in-providers/acme')).status).toBe(200)
  await forum.settle()
  expect((await by.get(`/uploads/${id}`)).status).toBe(404)
})
