import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { publish, save } from './publishing.ts'

const forum = startForum()

const day = 24 * 3600_000
const read = async (path: string) => (await forum.guest.get(`/documents/${path}`)).body
const twoAdmins = () => Promise.all([forum.user({ role: 'admin' }), forum.user({ role: 'admin' })])

let pages = 0
const newSlug = () => `page-n${(pages += 1)}`

test('a correction is published by one admin, with an outside address by two', async () => {
  const [writer, other] = await twoAdmins()
  const slug = newSlug()
  await save(writer, slug, { body: 'Be kind to all.', material: false })
  expect((await publish(writer, slug)).status).toBe(204)
  expect((await read(`${slug}/versions`)).items[0]).toMatchObject({ material: false })
  await save(writer, slug, { body: 'Write to help@elsewhere.example', material: false })
  const { waiting } = (await other.get(`/documents/${slug}/source`)).body
  expect(waiting).toMatchObject({ outside: ['help@elsewhere.example'], needsSecondPerson: true })
  expect((await publish(writer, slug)).status).toBe(403)
  expect((await publish(other, slug)).status).toBe(204)
})

test.each(['rules', 'terms', 'privacy'])('a correction of %s needs two admins', async (slug) => {
  const [writer, other] = await twoAdmins()
  await save(writer, slug, { body: 'Be kind to all.', material: false })
  expect((await publish(writer, slug)).body.code).toBe('second_person_needed')
  expect((await publish(other, slug)).status).toBe(204)
  expect((await read(`${slug}/versions`)).items[0]).toMatchObject({ material: false })
})

test('no correction carries the text of a waiting or scheduled version into force', async () => {
  const [writer, other] = await twoAdmins()
  const slug = newSlug()
  await save(writer, slug)
  await publish(other, slug)
  const effectiveAt = new Date(Date.parse(forum.now()) + 20 * day).toISOString()
  await save(writer, slug, { body: 'Pay more.', effectiveAt })
  const correct = () => save(other, slug, { body: 'Pay more!', material: false })
  expect((await correct()).body.code).toBe('document_change_waiting')
  await publish(other, slug)
  expect((await correct()).body.code).toBe('document_change_scheduled')
  forum.advance(21 * day)
  const later = await forum.user({ role: 'admin' })
  expect((await save(later, slug, { material: false })).status).toBe(204)
})

test('of a correction and a publication at once, the correction never wins', async () => {
  const [writer, other] = await twoAdmins()
  const slug = newSlug()
  await save(writer, slug, { body: 'Be kind.' })
  await publish(other, slug)
  const effectiveAt = new Date(Date.parse(forum.now()) + 20 * day).toISOString()
  await save(writer, slug, { body: 'Pay more.', effectiveAt })
  const { revision } = (await writer.get(`/documents/${slug}/source`)).body
  const [corrected] = await Promise.all([
    save(writer, slug, { body: 'Pay more!', material: false, revision }),
    other.post(`/documents/${slug}/publication`, { revision })
  ])
  expect(corrected.status).toBe(409)
  expect((await read(slug)).html).toContain('Be kind.')
})
