import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum({ web: true })

const read = (client: Client, url: string, cookie?: string) =>
  client.inject({ method: 'GET', url, ...(cookie && { headers: { cookie } }) })

// Spellings that the cookie parser accepts as the same cookie.
const spellings: [string, (cookie: string) => string][] = [
  ['two spaces', (cookie) => `a=1;  ${cookie}`],
  ['a tab', (cookie) => `a=1;\t${cookie}`],
  ['a space at the beginning', (cookie) => ` ${cookie}`],
  ['a space before the value', (cookie) => cookie.replace('=', ' =')]
]

test.each(spellings)(
  'a session cookie with %s is not treated as a guest’s',
  async (_how, spell) => {
    const member = await forum.user()
    const { url } = await createThread(member, await forum.category())
    const own = await read(forum.guest, url, spell(member.headers['cookie'] ?? ''))
    expect(own.text).toContain('/settings')
    expect((await read(forum.guest, url)).text).not.toContain('/settings')
  }
)

test.each(spellings)(
  'a theme cookie with %s does not change other readers’ pages',
  async (_how, spell) => {
    const { url } = await createThread(await forum.user(), await forum.category())
    await read(forum.guest, url, spell('theme=dark'))
    expect((await read(forum.guest, url)).text).not.toContain('data-theme')
  }
)

test('HEAD answers like GET', async () => {
  const { url } = await createThread(await forum.user(), await forum.category())
  const statuses = [url, '/t/999999', '/nothing'].map(async (path) => {
    const get = await forum.app.inject({ url: path, headers: { host: '127.0.0.1:3000' } })
    const head = await forum.app.inject({
      method: 'HEAD',
      url: path,
      headers: { host: '127.0.0.1:3000' }
    })
    expect(head.body).toBe('')
    return [head.statusCode, get.statusCode]
  })
  expect(await Promise.all(statuses)).toEqual([
    [200, 200],
    [404, 404],
    [404, 404]
  ])
})

test.each([
  ['/announcements?type=incident', 'value="incident" selected'],
  ['/announcements?topic=type.incident', 'value="type.incident" selected'],
  ['/?unanswered=true', 'aria-current="true">Unanswered'],
  ['/freeze-account?done', 'Your account is frozen']
])('a guest’s page follows its address: %s', async (url, shown) => {
  const [path = ''] = url.split('?')
  expect((await read(forum.guest, path)).text).not.toContain(shown)
  expect((await read(forum.guest, url)).text).toContain(shown)
})
