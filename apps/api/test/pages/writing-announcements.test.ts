import { expect, test } from 'vitest'
import { m } from '@stoa/messages'
import { announce, announcer, approve, draft, publish } from '../announcements/writing.ts'
import { startForum } from '../forum.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })
const en = { locale: 'en' } as const
const words = { 'translations.en.title': 'Gateway', 'translations.en.body': 'We look into it.' }

test.each([
  ['info', '', 'normal'],
  ['incident', '', 'critical'],
  ['risk', '', 'critical'],
  ['maintenance', '', 'important'],
  ['incident', 'normal', 'normal']
])('of the type %s, chosen "%s", an announcement is %s', async (type, chosen, severity) => {
  const author = await announcer(forum)
  const sent = await sendPageForm(author, '/announcements/new?/save', {
    ...{ ...words, type, severity: chosen, timeZone: 'UTC', key: crypto.randomUUID() }
  })
  const { location = '' } = sent.headers
  expect((await author.get(`${location}/source`)).body.content).toMatchObject({ type, severity })
})

test('a changed risk warning is sent for approval, other announcements are updated', async () => {
  const [author, second] = [await announcer(forum), await announcer(forum)]
  const buttonOf = async (id: number) =>
    (await author.inject({ method: 'GET', url: `/announcements/${id}/edit` })).text
  const info = await announce(author)
  const risk = await draft(author, { type: 'risk' })
  await publish(author, risk)
  expect((await approve(second, risk)).status).toBe(200)
  const update = m.announcements_save_public({}, en)
  expect(await buttonOf(info)).toContain(update)
  expect(await buttonOf(risk)).not.toContain(update)
})
