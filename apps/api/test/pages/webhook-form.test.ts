import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

const fieldsOf = (category: number, url: string): string[][] => [
  ...[
    ['name', 'Status page'],
    ['format', 'generic'],
    ['url', url],
    ['enabled', 'on']
  ],
  ...[
    ['events', 'thread.created'],
    ['events', 'case.opened'],
    ['internal', 'on']
  ],
  ...[
    ['categories', String(category)],
    ['announcementTypes', 'maintenance']
  ],
  ...[
    ['severities', 'critical'],
    ['reasons', 'scam']
  ]
]

const ticked = (html: string) =>
  [...html.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)]
    .filter(([input]) => / checked/.test(input))
    .map(([input]) => /value="([^"]*)"/.exec(input)?.[1] ?? 'internal')

test('a refused form keeps all that was chosen and says what is wrong', async () => {
  const admin = await forum.user({ role: 'admin' })
  const category = await forum.category()
  const fields = fieldsOf(category, 'https://10.0.0.1/hook')
  const { status, text } = await sendPageForm(admin, '/admin/webhooks', fields)
  expect(status).toBe(422)
  expect(text).toContain('This address leads to a private network')
  expect(ticked(text).toSorted()).toEqual(
    [
      'thread.created',
      'case.opened',
      String(category),
      'maintenance',
      'critical',
      'scam',
      'internal'
    ].toSorted()
  )
})

test('what a receiver may get beyond guests waits for a second admin', async () => {
  const admin = await forum.user({ role: 'admin' })
  const category = await forum.category()
  await sendPageForm(admin, '/admin/webhooks', fieldsOf(category, 'https://hook.invalid/hook'))
  const [{ id, internalRequest, ...stored }] = (await admin.get('/webhooks')).body.items
  expect(stored).toMatchObject({ categories: [category], reasons: ['scam'], internal: false })
  const fields = { id: String(internalRequest.id) }
  expect((await sendPageForm(admin, '/approvals?/approve', fields)).status).toBe(403)
  const second = await forum.user({ role: 'admin' })
  const page = await second.inject({ method: 'GET', url: `/admin/webhooks/${id}` })
  expect(page.text).toContain('href="/approvals#')
  expect((await sendPageForm(second, '/approvals?/approve', fields)).status).toBe(200)
  expect((await admin.get('/webhooks')).body.items).toMatchObject([{ id, internal: true }])
})
