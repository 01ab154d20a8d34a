import { beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '@stoa/accounts'
import { settings } from '@stoa/core/schema'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { agreed } from '../accounts/browser.ts'
import { approveWaiting, say } from '../site/changing.ts'

const forum = startForum()
let serial = 0

beforeAll(async () => {
  const words = { en: { name: 'Harbor' }, 'zh-CN': { name: '海港' } }
  await say(await forum.user({ role: 'admin' }), { words })
  await approveWaiting(await forum.user({ role: 'admin' }))
  await forum.user({ role: 'staff', username: 'linwei' })
  // With an administrator, sign-up waits until they have confirmed that mail works.
  const mailWorks = { name: 'mail_works', value: true, updatedAt: forum.now() }
  await forum.connection.db.insert(settings).values(mailWorks)
})

const signUp = (username: string) =>
  forum.guest.post('/accounts', {
    ...agreed,
    username,
    email: `imitator${(serial += 1)}@example.test`,
    password: 'a lantern above four quiet harbours'
  })

describe('a name', () => {
  test.each([
    'anna✔',
    '✅anna',
    'anna🛡',
    'anna★',
    'anna™',
    '【官方】',
    'anna\u2705',
    'аnna-official',
    '客\u200B服',
    ...['帮助中心', '风险控制部', '值班经理', '群主', '客fu小王', '在线客月艮', 'mod_team'],
    ...['helper-desk', 'sysop', 'account_manager', 'refund-dept', 'suppport', 'h4rbor', 'harbor_cs']
  ])('that looks like %s, with a sign or word of the staff, is refused', async (username) => {
    const { status, body } = await signUp(username)
    expect([status, body.errors?.[0]?.path]).toEqual([422, 'username'])
  })

  test('that only shares letters or words with them is nobody else’s business', async () => {
    for (const username of ['linwen', 'arbor', '帮助别人快乐自己', 'smooth_operator'])
      expect((await signUp(username)).status, username).toBe(202)
  })

  test('that looks like staff is refused to commands and the demo as well', async () => {
    const ctx = forum.context()
    const account = (username: string, role?: 'staff') =>
      createAccount(ctx, {
        username,
        email: `${username}@x.test`,
        password: 'long enough 12345',
        role
      })
    await expect(account('official-help')).rejects.toThrow('invalid_input')
    await expect(account('adm1n')).rejects.toThrow('invalid_input')
    expect(await account('anna-of-the-sea')).toBeGreaterThan(0)
    expect(await account('support-anna', 'staff')).toBeGreaterThan(0)
  })
})

describe('what a member writes', () => {
  test.each([
    '<span class="chip chip-official">Staff</span>',
    '<a class="official" href="/verify">Staff</a>',
    '[Staff](https://wikipedia.org "official"){.chip .chip-official}',
    '[官方](https://wikipedia.org)<svg></svg>',
    '```chip-official\nStaff\n```',
    '<role-mark></role-mark>'
  ])('never becomes the mark of staff: %s', async (body) => {
    const author = await forum.user()
    const { id } = await createThread(author, await forum.category(), { body })
    const { html } = (await forum.guest.get(`/threads/${id}`)).body.posts[0]
    expect(html).not.toMatch(/<(?:span|svg|role-mark)/)
    expect(html).not.toMatch(/<[^>]+class="(?:[^"]* )?(?:chip|chip-official|official)[ "]/)
  })

  test('is distinguished by fields that only the forum sets', async () => {
    const author = await forum.user()
    const categoryId = await forum.category()
    const marks = { official: true, role: 'staff', authorRole: 'staff' }
    await expect(createThread(author, categoryId, marks)).rejects.toThrow('"path":"official"')
    const { id } = await createThread(author, categoryId)
    const [post] = (await forum.guest.get(`/threads/${id}`)).body.posts
    expect([post.official, post.author.role]).toEqual([false, 'member'])
  })
})
