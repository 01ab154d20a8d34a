import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { settleApprovals } from '@stoa/accounts/approvals'
import { invalidateTrustLists } from '@stoa/safety'
import { mailsTo } from '../accounts/mailbox.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { confirm, refuse } from './confirming.ts'

const forum = startForum({ origin: 'http://forum.harbor.example' })
let first: Client
let second: Client

beforeAll(async () => {
  first = await forum.user({ role: 'admin' })
  second = await forum.user({ role: 'admin' })
})

beforeEach(() => invalidateTrustLists(forum.ports))

async function propose(kind: string, value: string): Promise<number> {
  const { status, body, text } = await first.post('/trust-list', { kind, value })
  expect(status, text).toBe(201)
  return body.id
}

async function verdictOf(q: string): Promise<string> {
  return (await forum.guest.get(`/official?q=${encodeURIComponent(q)}`)).body.verdict
}

/** Simulates another node, or the expiry of the cache. */
const afresh = () => invalidateTrustLists(forum.ports)

async function aDayLater() {
  forum.advance(24 * 3600_000)
  await settleApprovals(forum.context())
  afresh()
}

describe('an official contact', () => {
  test('is confirmed by a second admin, not by the one who proposed it', async () => {
    const id = await propose('domain', 'https://harbor-pay.example/')
    expect(await verdictOf('harbor-pay.example')).not.toBe('official')
    const own = await confirm(first, id)
    expect([own.status, own.body.code]).toEqual([403, 'second_person_needed'])
    expect((await confirm(second, id)).status).toBe(204)
    expect(await verdictOf('https://harbor-pay.example/login')).toBe('official')
  })

  test('takes effect after a day unless somebody withdraws it', async () => {
    const id = await propose('email', 'Help@harbor.example')
    const other = await propose('email', 'sales@harbor.example')
    expect((await second.delete(`/trust-list/${other}`)).status).toBe(204)
    await aDayLater()
    first = await forum.user({ role: 'admin' })
    second = await forum.user({ role: 'admin' })
    expect(await verdictOf('help@HARBOR.example')).toBe('official')
    expect(await verdictOf('sales@harbor.example')).toBe('unknown')
    expect((await first.delete(`/trust-list/${id}`)).status).toBe(204)
    expect(await verdictOf('help@harbor.example')).toBe('official')
    expect((await confirm(first, id)).status).toBe(403)
    expect((await refuse(second, id)).status).toBe(204)
    await aDayLater()
    expect(await verdictOf('help@harbor.example')).toBe('official')
  })

  test('is listed for everybody, pending ones for admins', async () => {
    first = await forum.user({ role: 'admin' })
    const value = 'harbor-soon.example'
    await propose('domain', value)
    const valuesFor = async (client: Client) =>
      (await client.get('/trust-list')).body.items.map((item: { value: string }) => item.value)
    expect(await valuesFor(forum.guest)).not.toContain(value)
    expect(await valuesFor(first)).toContain(value)
  })

  test('is found by phone number, handle and the forum’s own address', async () => {
    first = await forum.user({ role: 'admin' })
    second = await forum.user({ role: 'admin' })
    for (const [kind, value] of [
      ['phone', '+86 10 6552 9988'],
      ['account', 'Telegram @HarborNews']
    ] as const) {
      const id = await propose(kind, value)
      await confirm(second, id)
    }
    expect(await verdictOf('+861065529988')).toBe('official')
    expect(await verdictOf('@harbornews')).toBe('official')
    expect(await verdictOf('@harb0rnews')).toBe('lookalike')
    expect(await verdictOf('@somebody')).toBe('unknown')
    expect(await verdictOf('https://t.me/HarborNews')).toBe('official')
    expect(await verdictOf('t.me/Harb0rNews')).toBe('lookalike')
    expect(await verdictOf('TG @HarborNews')).toBe('official')
    for (const elsewhere of [
      'WhatsApp @HarborNews',
      '微信：HarborNews',
      'https://x.com/HarborNews'
    ])
      expect(await verdictOf(elsewhere)).toBe('lookalike')
    expect(await verdictOf('harb0r.support@mail.test')).toBe('lookalike')
    expect(await verdictOf('anna@mail.test')).toBe('unknown')
    expect(await verdictOf('https://forum.harbor.example/t/1')).toBe('official')
    expect(await verdictOf('https://forum.harb0r.example/')).toBe('lookalike')
  })

  test('may be named by new members, whose posts wait if they name another contact', async () => {
    for (const [kind, value] of [
      ['phone', '+86 400 820 8820'],
      ['email', 'care@harbor.example']
    ] as const) {
      const id = await propose(kind, value)
      await confirm(second, id)
    }
    afresh()
    const thread = await createThread(await forum.user(), await forum.category())
    const stateOf = async (body: string) => {
      const newcomer = await forum.user({ trust: 'new' })
      return (await newcomer.post(`/threads/${thread.id}/posts`, { body })).body.state
    }
    expect(await stateOf('请拨打客服电话 400-820-8820')).toBe('visible')
    expect(await stateOf('I tried to call 400 820 8820 twice.')).toBe('visible')
    expect(await stateOf('请拨打客服电话 400-820-8821')).toBe('awaiting_approval')
    expect(await stateOf('请拨打 400-820-8820，或加微信 help8899')).toBe('awaiting_approval')
  })

  test('may be named without a warning; other numbers and addresses get one', async () => {
    for (const [kind, value] of [
      ['phone', '+86 138 0013 8000'],
      ['email', 'care@harbor.cn']
    ] as const) {
      const id = await propose(kind, value)
      await confirm(second, id)
    }
    afresh()
    const member = await forum.user()
    const { id } = await createThread(member, await forum.category())
    const foundIn = async (body: string) =>
      (await member.post(`/threads/${id}/posts`, { body })).body.errors?.[0].kind
    expect(await foundIn('官方客服电话是 １３８-0013-8000，邮箱 Care@harbor.cn')).toBeUndefined()
    expect(await foundIn('Call +86 138 0013 8000 or +86 138 0013 8001')).toBe('phone')
    expect(await foundIn('I wrote to my.care@harbor.cn')).toBe('email')
  })

  test('is an account at its place, however the place is written', async () => {
    for (const value of ['Official Telegram @HarborDesk', '官方微博 @HarborWeibo']) {
      const id = await propose('account', value)
      await confirm(second, id)
    }
    for (const q of ['Telegram @HarborDesk', 't.me/HarborDesk', '电报群 HarborDesk'])
      expect(await verdictOf(q)).toBe('official')
    expect(await verdictOf('weibo.com/HarborWeibo')).toBe('official')
    for (const q of ['Official X @HarborDesk', 'Signal @HarborDesk', '官方电报 HarborWeibo'])
      expect(await verdictOf(q)).toBe('lookalike')
    for (const q of ['Harbor Desk @HarborDesk', '@HarborDesk on Telegram', '官方账号 @HarborDesk'])
      expect(await verdictOf(q)).toBe('official')
    for (const q of ['@HarborDesk on WhatsApp', '@HarborDesk on Snapchat', '小红书 @HarborDesk'])
      expect(await verdictOf(q)).toBe('lookalike')
  })

  test('is found in a question about it, and a look-alike is none the less', async () => {
    for (const value of ['Telegram @HarborTalk', '微信公众号 HarborWx']) {
      const id = await propose('account', value)
      await confirm(second, id)
    }
    for (const q of ['Is @HarborTalk official?', '@HarborTalk 是官方吗', '@HarborTalk是官方的吗？'])
      expect(await verdictOf(q)).toBe('official')
    for (const q of ['@HarborTalk.', 'support @HarborTalk', '公众号 HarborWx'])
      expect(await verdictOf(q)).toBe('official')
    for (const q of ['Is @Harb0rTalk official?', '@Harb0rTalk是官方的吗？', '@HarbоrTalk'])
      expect(await verdictOf(q)).toBe('lookalike')
    expect(await verdictOf('@HarborTalk on Snapchat, is it real?')).toBe('lookalike')
  })

  test('is found in a received text, in which one look-alike decides', async () => {
    for (const value of ['harbor-news.example', 'news@harbor-news.example']) {
      const id = await propose(value.includes('@') ? 'email' : 'domain', value)
      await confirm(second, id)
    }
    for (const q of ['harbor-news.example 是官方的吗', 'Is https://harbor-news.example/a real?'])
      expect(await verdictOf(q), q).toBe('official')
    for (const q of ['harbor-news.example是官网吗？', 'mailto:news@harbor-news.example'])
      expect(await verdictOf(q), q).toBe('official')
    for (const q of [
      'tel:+861065529988',
      '(harbor-news.example)',
      '邮箱 news@harbor-news.example 真的吗'
    ])
      expect(await verdictOf(q), q).toBe('official')
    const phishing = '账户异常，请到harb0r-news.example处理，勿信 harbor-news.example'
    const hidden = 'harbor-news.example海港.evil.test 是官方吗'
    for (const q of [phishing, 'Log in at https://harbor-news.example@evil.test/ now', hidden])
      expect(await verdictOf(q), q).toBe('lookalike')
    for (const q of ['fake@harbor-news.example 是官方吗', 'harbor-news.example or elsewhere.test?'])
      expect(await verdictOf(q), q).toBe('unknown')
  })

  test('may have the same handle in more than one place, also as a link', async () => {
    for (const value of ['X @HarborAll', 'Telegram @HarborAll', 'https://weibo.com/HarborAll']) {
      const id = await propose('account', value)
      await confirm(second, id)
    }
    for (const q of ['x.com/HarborAll', 't.me/HarborAll', 'weibo.com/HarborAll', '微博 @HarborAll'])
      expect(await verdictOf(q), q).toBe('official')
    expect(await verdictOf('Discord @HarborAll')).toBe('lookalike')
    const again = await first.post('/trust-list', { kind: 'account', value: '电报 @HarborAll' })
    expect(again.status).toBe(422)
  })

  test('is a whole domain: one page of a host makes nobody else there official', async () => {
    const values = ['https://github.com/harbor', 'harbor@pages.example', 'pages.example:8443']
    for (const value of [...values, 'co.uk', 'github.io', 'com.cn.']) {
      const { status, body } = await first.post('/trust-list', { kind: 'domain', value })
      expect([status, body.errors?.[0]?.path], value).toEqual([422, 'value'])
    }
    const id = await propose('domain', 'http://H\u0430rbor-Pages.example./')
    const { body } = await second.get('/trust-list')
    const shown = body.items.find((item: { id: number }) => item.id === id)
    expect(shown.value).toMatch(/^h\u0430rbor-pages\.example \(xn--[\w-]+\.example\)$/)
  })

  test('is proposed and removed with a notice to the other admins', async () => {
    await forum.settle()
    const other = await forum.user({ role: 'admin', locale: 'en' })
    const { email } = (await other.get('/me')).body
    const id = await propose('domain', 'harbor-silent.example')
    await confirm(second, id)
    await first.delete(`/trust-list/${id}`)
    const mails = await mailsTo(forum, email)
    expect(mails.map(({ subject }) => subject)).toEqual([
      'A change to what is official needs your review',
      'A change to what is official needs your review'
    ])
    expect(mails[0]?.text).toContain(`${first.username} proposed a change to what is official.`)
    const { items } = (await other.get('/notifications')).body
    expect(items[0]).toMatchObject({ kind: 'trust_proposal', url: '/admin/official' })
    const own = (await first.get('/notifications')).body.items
    expect(own.map(({ title }: { title: string }) => title)).not.toContain(first.username)
  })

  test('stays if its removal is cancelled, and is not listed twice', async () => {
    const id = await propose('domain', 'harbor-kept.example')
    await confirm(second, id)
    expect((await first.delete(`/trust-list/${id}`)).status).toBe(204)
    const again = { kind: 'domain', value: 'harbor-kept.example' }
    expect((await second.post('/trust-list', again)).status).toBe(422)
    expect((await refuse(second, id)).status).toBe(204)
    expect((await first.delete(`/trust-list/${id}`)).status).toBe(204)
    expect((await confirm(second, id)).status).toBe(204)
    expect((await second.post('/trust-list', again)).status).toBe(201)
  })

  test('is refused if its value is invalid for its kind', async () => {
    first = await forum.user({ role: 'admin' })
    for (const [kind, value] of [
      ['domain', 'no host'],
      ['email', 'nobody'],
      ['phone', '12']
    ])
      expect((await first.post('/trust-list', { kind, value })).status).toBe(422)
  })
})

test('an imported block list replaces the former one', async () => {
  const admin = await forum.user({ role: 'admin' })
  const put = (hosts: string[]) => admin.put('/block-lists/phishing', { hosts })
  expect((await put(['evil.example', 'worse.example'])).status).toBe(204)
  expect(await verdictOf('https://login.evil.example/')).toBe('blocked')
  expect((await put(['worse.example'])).status).toBe(204)
  expect(await verdictOf('https://login.evil.example/')).toBe('unknown')
  for (const host of ['not a host', 'https://docs.example/forms/phish', 'com.'])
    expect((await put([host])).status, host).toBe(422)
  const { body } = await admin.get('/block-lists')
  expect(body.items).toEqual([{ source: 'phishing', count: 1 }])
})
