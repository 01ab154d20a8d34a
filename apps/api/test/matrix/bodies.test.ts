import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openBrowser, password } from '../accounts/browser.ts'
import { startForum } from '../forum.ts'
import { everyEndpoint } from './rows.ts'

const forum = startForum()
const unsafe = everyEndpoint.filter(([, { method }]) => method !== 'GET')

type JsonSchema = { type?: string; properties?: object; additionalProperties?: unknown }

/** Lists the objects of a schema that accept unknown fields. */
function openObjects(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { type, properties, additionalProperties } = schema as JsonSchema
  const isOpen = type === 'object' && properties && additionalProperties !== false
  const inside = Object.entries(schema).flatMap(([name, part]) =>
    openObjects(part, `${at}.${name}`)
  )
  return isOpen ? [at, ...inside] : inside
}

test('no request body accepts unknown fields, at any depth', () => {
  // Messages whose standard says that they may have more.
  const closed = unsafe.filter(([, { takesForm }]) => !takesForm)
  const found = closed.flatMap(([name, { body }]) =>
    openObjects(body && z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }), name)
  )
  expect(found).toEqual([])
})

test('an unknown field is refused by name, and nothing is done', async () => {
  const member = await forum.user()
  const { status, body } = await member.patch('/me', {
    bio: 'Hello',
    biography: 'x',
    role: 'admin'
  })
  expect(status).toBe(422)
  const paths = (body.errors as { path: string }[]).map(({ path }) => path)
  expect(paths).toEqual(['biography', 'role'])
  expect((await member.get('/me')).body.bio).toBe('')
  const items = [{ kind: 'reply', page: true, mail: 'never', color: 'red' }]
  expect((await member.put('/notifications/preferences', { items })).text).toContain(
    'items.0.color'
  )
})

test('endpoints without a body refuse any field', async () => {
  const member = await forum.user()
  expect((await member.post('/me/second-factor', { secret: 'mine' })).status).toBe(422)
  expect((await member.post('/me/second-factor', {})).status).toBe(201)
})

test('of many unknown fields the first twenty are named', async () => {
  const fields = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`field${at}`, 1]))
  const { body } = await openBrowser(forum).post('/sessions', { login: 'a', password, ...fields })
  expect(body.errors).toHaveLength(20)
})

describe('a form with a file that names no boundary or ends too early is refused', () => {
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc'
  const broken = [
    ['multipart/form-data', `${head}\r\n--b--\r\n`],
    ['multipart/form-data; boundary=b', head],
    ['multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-da'],
    ['multipart/form-data; boundary=b', `${head}\r\n--b`]
  ]
  test.each(unsafe.filter(([, { fileBytes }]) => fileBytes))('%s', async (_name, endpoint) => {
    const admin = await forum.user({ role: 'admin' })
    const url = `/api/v1${endpoint.path.replace(/:\w+/g, '1')}`
    for (const [type = '', payload = ''] of broken) {
      const headers = { 'content-type': type }
      const { status, body } = await admin.inject({
        method: endpoint.method,
        url,
        headers,
        payload
      })
      expect([status, body.code], `${type} ${payload}`).toEqual([400, 'bad_request'])
    }
  })
})

describe('an endpoint that takes JSON answers 415 to a form', () => {
  const takesForms = [
    ...[
      'uploads.upload',
      'uploads.uploadVideo',
      'uploads.proposePicture',
      'uploads.setProviderLogo',
      'site.setPicture',
      'guards.checkMail',
      'notifications.unsubscribe'
    ],
    ...['announcements.confirmSubscription', 'announcements.endSubscription'],
    'accounts.endByProvider'
  ]
  const forms = {
    'application/x-www-form-urlencoded': 'a=1',
    'Multipart/Form-Data; boundary=b':
      '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--b--',
    'text/plain': '{}'
  }
  test.each(unsafe.filter(([name]) => !takesForms.includes(name)))(
    '%s',
    async (_name, endpoint) => {
      const url = `/api/v1${endpoint.path.replace(/:\w+/g, '1')}`
      for (const [type, payload] of Object.entries(forms)) {
        const headers = { 'content-type': type }
        const { status, body } = await forum.guest.inject({
          method: endpoint.method,
          url,
          headers,
          payload
        })
        expect([status, body.code], type).toEqual([415, 'unsupported_media_type'])
      }
    }
  )
})
