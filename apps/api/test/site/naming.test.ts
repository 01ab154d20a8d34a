import { expect, test } from 'vitest'
import { openForum } from '@stoa/site'
import { agreed, openBrowser } from '../accounts/browser.ts'
import { startForum } from '../forum.ts'
import { approveWaiting, say } from './changing.ts'

const forum = startForum({ opened: false, demo: true })
const words = { en: { name: 'Lanternfish' }, 'zh-CN': { name: '灯笼鱼' } }
const shown = async (language = 'en') => {
  const { body } = await forum.guest.get(`/site?lang=${language}`)
  return body
}

test('a forum without a name is called by its host', async () => {
  expect((await shown()).name).toBe('127.0.0.1:3000')
})

test('before the forum is opened, one word is enough; afterwards it is not', async () => {
  const admin = await forum.user({ role: 'admin' })
  expect((await say(admin, { words })).body).toEqual({ waits: false })
  expect((await shown('zh-CN')).name).toBe('灯笼鱼')
  await openForum(forum.context())
  expect((await say(admin, { words: { en: { name: 'Anglerfish' } } })).body).toEqual({
    waits: true
  })
  await approveWaiting(await forum.user({ role: 'admin' }))
  expect((await shown('zh-CN')).name).toBe('Anglerfish')
  await say(admin, { words })
  await approveWaiting(await forum.user({ role: 'admin' }))
})

test('a language without words of its own has those of one that its readers read', async () => {
  expect((await shown('zh-TW')).name).toBe('灯笼鱼')
})

test('a footer link is shown in the languages that it was entered in', async () => {
  const footerLinks = [{ url: 'https://lanternfish.test/', labels: { en: 'Our shop' } }]
  await say(await forum.user({ role: 'admin' }), { footerLinks })
  await approveWaiting(await forum.user({ role: 'admin' }))
  expect((await shown()).footerLinks).toMatchObject([{ label: 'Our shop' }])
  expect((await shown('zh-CN')).footerLinks).toEqual([])
})

test('pages read the name once, and not for each page', async () => {
  await forum.guest.get('/site')
  expect(await forum.count(() => forum.guest.get('/site'))).toBe(0)
})

test.each(['lanternfish', '灯笼鱼', 'lanternfish_team'])(
  'nobody signs up as %s',
  async (username) => {
    const password = 'quiet otters borrow umbrellas'
    const given = { username, password, email: 'somebody@example.test' }
    const { status, body } = await openBrowser(forum).post('/accounts', { ...agreed, ...given })
    expect([status, body.errors?.[0]?.path]).toEqual([422, 'username'])
  }
)

test('a colour that cannot be read is refused with the nearest that can be', async () => {
  const admin = await forum.user({ role: 'admin' })
  const { status, body } = await say(admin, { accent: { light: '#ffee00', dark: '' } })
  expect([status, body.errors[0].path]).toEqual([422, 'accent.light'])
  const [, offer = ''] = /(#[0-9a-f]{6})\./.exec(body.errors[0].message) ?? []
  await say(admin, { accent: { light: offer, dark: '' } })
  expect((await shown()).accent).toMatchObject({ light: offer })
})

test.each([
  [{ words: { en: { name: ' ' } } }, 'words.en.name'],
  [{ replyTo: 'nobody' }, 'replyTo'],
  [{ footerLinks: [{ url: 'javascript:alert(1)', labels: { en: 'x' } }] }, 'footerLinks.0.url'],
  [{ accent: { light: 'red', dark: '' } }, 'accent.light']
])('%j is refused by its field', async (said, path) => {
  const admin = await forum.user({ role: 'admin' })
  const { status, body } = await say(admin, said)
  expect([status, body.errors[0].path]).toEqual([422, path])
})
