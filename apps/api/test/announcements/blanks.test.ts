import { expect, test } from 'vitest'
import { locales } from '@stoa/core'
import { findPromise } from '@stoa/guards'
import { translate } from '@stoa/messages'
import { startForum } from '../forum.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { announce, announcer, draft, publish } from './writing.ts'

const forum = startForum()
const worded = (body: string, title = 'Deposits are delayed') => ({
  translations: { en: { title, body } }
})

test('a draft with a placeholder of its template is saved but not published', async () => {
  const author = await announcer(forum)
  const [title, body] = ['[Service] is down', 'We work on it.']
  const id = await draft(author, worded(body, title))
  const refused = await publish(author, id)
  expect(refused).toMatchObject({ status: 422, body: { code: 'blank_left', blank: '[Service]' } })
  expect((await author.get(`/announcements/${id}/source`)).body.blanks).toEqual(['[Service]'])
  await author.patch(`/announcements/${id}`, { type: 'info', ...worded('【】 fails.') })
  expect((await publish(author, id)).body.blank).toBe('【】')
  await author.patch(`/announcements/${id}`, { type: 'info', ...worded('[Resolved] It works.') })
  expect((await publish(author, id)).body.state).toBe('published')
})

test('changes, updates and corrections with a placeholder are refused', async () => {
  const author = await announcer(forum)
  const id = await announce(author, { type: 'maintenance' })
  const path = `/announcements/${id}`
  const translations = { en: 'Deposits of {coin} work.' }
  const answers = [
    await author.patch(path, { type: 'maintenance', ...worded('【服务名】维护') }),
    await author.post(`${path}/updates`, { phase: 'started', translations }),
    await author.post(`${path}/withdrawal`, { correction: translations })
  ]
  expect(answers.map(({ body }) => body.code)).toEqual(Array(3).fill('blank_left'))
})

test('the desk cannot send a saved reply with a placeholder, only note it', async () => {
  const desk = await agent(forum)
  const number = await openTicket(await forum.user())
  const body = { en: 'We refunded [amount] to you.' }
  await desk.post('/desk/saved-replies', { names: { en: 'Refund' }, body })
  const say = (text: string, more: object = {}) =>
    desk.post(`/tickets/${number}/messages`, { body: text, ...more })
  expect((await say(body.en)).body.blank).toBe('[amount]')
  expect((await say(body.en, { audience: 'staff' })).status).toBe(201)
  expect((await say('We refunded [the fee] to you.')).status).toBe(201)
})

test('no shipped template promises anything', () => {
  for (const locale of locales)
    for (const template of ['incident', 'maintenance', 'risk'])
      for (const part of ['title', 'body'])
        expect(
          findPromise(translate(`announcements_template_${template}_${part}`, {}, locale))
        ).toBeUndefined()
})
