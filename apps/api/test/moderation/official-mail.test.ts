import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { limits } from '@stoa/core/schema'
import { invalidateTrustLists } from '@stoa/safety'
import { trustedEntries } from '@stoa/safety/schema'
import { startForum, type TestAnswer } from '../forum.ts'
import { approveWaiting, say } from '../site/changing.ts'
import { sendForm } from '../uploads/sending.ts'
import { fixtureZone, lookedUp, plainHeader, signedMail } from './signed-mails.ts'

const forum = startForum({ origin: 'http://forum.harbor.example', resolveTxt: fixtureZone })

beforeAll(async () => {
  const { id: addedById } = await forum.user({ role: 'admin' })
  const at = { addedById, addedAt: forum.now(), officialAt: forum.now() }
  const listed = { kind: 'domain', value: 'harbor.example', key: 'harbor.example' } as const
  await forum.connection.db.insert(trustedEntries).values({ ...listed, ...at })
  invalidateTrustLists(forum.ports)
})

beforeEach(async () => {
  lookedUp.length = 0
  await forum.connection.db.delete(limits)
})

const check = (mail: string | Buffer): Promise<TestAnswer> =>
  sendForm(forum.guest, {}, 'mail.eml', Buffer.from(mail), '/api/v1/official/mail')

async function verdictOn(mail: string | Promise<string>): Promise<[string, ...string[]]> {
  const { body, status, text } = await check(await mail)
  expect(status, text).toBe(200)
  return [body.verdict, ...body.reasons]
}

const withHeader = (replaced: Record<string, string | string[]>): string[] =>
  plainHeader.flatMap((line) => replaced[line.replace(/:.*/, '')] ?? line)

describe('a mail that an official domain signed', () => {
  test('is shown with recipient, subject and time of signing', async () => {
    const { body } = await check(await signedMail())
    expect(body).toMatchObject({ verdict: 'official', reasons: [], of: 'harbor.example' })
    const mail = { from: 'news@harbor.example', to: ['lin@elsewhere.test'], subject: '提现已完成' }
    expect(body.mail).toMatchObject(mail)
    expect(Date.now() - Date.parse(body.mail.signedAt)).toBeLessThan(60_000)
  })

  test('is the same with LF, in base64, and below a line of an mbox file', async () => {
    const mail = await signedMail()
    expect(await verdictOn(mail.replaceAll('\r\n', '\n'))).toEqual(['official'])
    expect(await verdictOn(`From - Sat Nov 28 10:00:00 2026\r\n${mail}`)).toEqual(['official'])
    const message = Buffer.from(mail).toString('base64')
    expect((await forum.guest.post('/official/mail', { message })).body.verdict).toBe('official')
  })

  test('may be signed by a subdomain, or sent from one', async () => {
    expect(await verdictOn(signedMail({ domain: 'mail.harbor.example' }))).toEqual(['official'])
    const header = withHeader({ From: 'From: a@news.harbor.example' })
    expect(await verdictOn(signedMail({ header }))).toEqual(['official'])
    const sister = await signedMail({ header, domain: 'mail.harbor.example' })
    expect(await verdictOn(sister)).toEqual(['unknown', 'not_signed_by_us'])
  })

  test('that is older than 30 days is shown with a warning', async () => {
    const signedAt = new Date(Date.now() - 31 * 24 * 3600_000)
    expect(await verdictOn(signedMail({ signedAt }))).toEqual(['official', 'old'])
    const recent = new Date(Date.now() - 29 * 24 * 3600_000)
    expect(await verdictOn(signedMail({ signedAt: recent }))).toEqual(['official'])
  })

  test('warns of links that leave the official list, and names their hosts', async () => {
    const body =
      '<a href="https://forum.harbor.example/">a</a> <A HREF=https&#58;//evil.example/x>b</A>\r\n'
    const { body: answer } = await check(await signedMail({ body }))
    expect(answer.reasons).toEqual(['leads_elsewhere'])
    expect(answer.elsewhere).toEqual(['evil.example'])
  })
})

describe('the sender of the forum’s mails', () => {
  beforeAll(async () => {
    const words = {
      en: { name: 'Harbor', sender: 'Harbor Support' },
      'zh-CN': { name: '海港', sender: '海港客服' }
    }
    await say(await forum.user({ role: 'admin' }), { words })
    await approveWaiting(await forum.user({ role: 'admin' }))
  })

  const answerTo = async (q: string) =>
    (await forum.guest.get(`/official?q=${encodeURIComponent(q)}`)).body

  test.each([
    ['Harbor Support', 'Harbor Support'],
    ['海港客服', '海港客服'],
    ['forum@forum.test', 'forum@forum.test'],
    ['"海港客服" <Forum@forum.test>', 'forum@forum.test']
  ])('is known by name and address, and may be forged: %s', async (q, of) => {
    expect(await answerTo(q)).toEqual({ verdict: 'unknown', of, reasons: ['mail_sender'] })
  })

  test('lends its name to no other address and no longer name', async () => {
    for (const q of ['Harbor Support <forum@evil.example>', 'Harbor Support 24h', '海港客服小王'])
      expect((await answerTo(q)).reasons, q).not.toContain('mail_sender')
  })

  test('needs no dot in its domain if an official domain signed', async () => {
    const by = (from: string, domain = 'harbor.example') =>
      verdictOn(signedMail({ header: withHeader({ From: `From: ${from}` }), domain }))
    forum.ports.mailFrom = 'forum@mailhost'
    expect(await by('Harbor Support <forum@mailhost>')).toEqual(['official'])
    for (const others of [
      by('Harbor Support <another@mailhost>'),
      by('forum@mailhost', 'evil.example')
    ])
      expect(await others).toEqual(['unknown', 'not_signed_by_us'])
    forum.ports.mailFrom = forum.settings.mailFrom
  })
})

describe('not shown to be official is a mail', () => {
  test('without a signature, or signed by a domain that is not listed', async () => {
    const unsigned = `${plainHeader.join('\r\n')}\r\n\r\nHello`
    expect(await verdictOn(unsigned)).toEqual(['unknown', 'not_signed_by_us'])
    const foreign = signedMail({ domain: 'evil.example' })
    expect(await verdictOn(foreign)).toEqual(['unknown', 'not_signed_by_us'])
    expect(lookedUp).toEqual([])
  })

  test('whose sender is not of the domain that signed', async () => {
    const header = withHeader({ From: 'From: "Harbor" <news@evil.example>' })
    expect(await verdictOn(signedMail({ header }))).toEqual(['unknown', 'not_signed_by_us'])
  })

  test('with several senders, or an address in the name', async () => {
    for (const from of [
      'a@evil.example, news@harbor.example',
      '"a@evil.example" <news@harbor.example>',
      '<a@evil.example> <news@harbor.example>',
      'Team: news@harbor.example;',
      'news@harbor.example (a@evil.example)',
      '=?UTF-8?B?YUBldmlsLmV4YW1wbGU=?= <news@harbor.example>'
    ]) {
      const header = withHeader({ From: `From: ${from}` })
      expect(await verdictOn(signedMail({ header })), from).toEqual(['unknown', 'sender_unclear'])
    }
  })

  test('with a field twice, or with lines that programs read differently', async () => {
    const mail = await signedMail()
    for (const added of [
      'From: a@evil.example',
      'from: a@evil.example',
      'Subject: Pay now',
      'To: you@elsewhere.test',
      'Content-Type: text/plain',
      'From : a@evil.example',
      ' \t',
      'no field',
      'X-A: a\rFrom: a@evil.example',
      '\u00a0From: a@evil.example'
    ])
      expect(await verdictOn(`${added}\r\n${mail}`.replace(/^ /, 'X: a\r\n ')), added).toEqual([
        'unknown',
        'ambiguous'
      ])
  })

  test('whose signature leaves out a field or the end of the body', async () => {
    for (const covers of ['From:Subject:Date', 'From:To:Date', 'From:To:Subject'])
      expect(await verdictOn(signedMail({ covers })), covers).toEqual(['unknown', 'partly_signed'])
    const cut = await signedMail({ length: 10 })
    expect(await verdictOn(`${cut}<a href="https://evil.example">`)).toEqual([
      ...['unknown', 'partly_signed']
    ])
    const mail = await signedMail()
    expect(await verdictOn(`Reply-To: a@evil.example\r\n${mail}`)).toEqual([
      ...['unknown', 'partly_signed']
    ])
  })

  test('that was changed after it was signed', async () => {
    const mail = await signedMail()
    expect(await verdictOn(`${mail}More`)).toEqual(['unknown', 'changed'])
    expect(await verdictOn(mail.replace('lin@', 'you@'))).toEqual(['unknown', 'changed'])
  })

  test('whose signature has expired or lies in the future', async () => {
    const signedAt = new Date(Date.now() - 7200_000)
    const expires = new Date(Date.now() - 3600_000)
    expect(await verdictOn(signedMail({ signedAt, expires }))).toEqual(['unknown', 'expired'])
    const future = new Date(Date.now() + 3600_000)
    expect(await verdictOn(signedMail({ signedAt: future }))).toEqual(['unknown', 'expired'])
  })

  test('whose key is gone, only for trials, or not answered within three seconds', async () => {
    const by = (selector: string) => verdictOn(signedMail({ selector }))
    expect(await by('gone')).toEqual(['unknown', 'key_not_found'])
    expect((await by('trial'))[0]).toBe('unknown')
    const began = Date.now()
    expect(await by('slow')).toEqual(['unknown', 'key_unreachable'])
    expect(Date.now() - began).toBeLessThan(4000)
  })

  test('with many signatures, of which only official ones are looked up, and three', async () => {
    const mail = `${plainHeader.join('\r\n')}\r\n\r\nHello`
    const of = async (domain: string) =>
      (await signedMail({ domain, selector: 'gone', body: 'Hello' })).split('From: ')[0] ?? ''
    const own = await of('harbor.example')
    expect(await verdictOn((await of('evil.example')) + own.repeat(5) + mail)).toEqual([
      ...['unknown', 'key_not_found']
    ])
    expect(new Set(lookedUp)).toEqual(new Set(['gone._domainkey.harbor.example']))
    expect(lookedUp).toHaveLength(3)
  })
})

describe('what is no mail to check', () => {
  test('is refused with what to do: too large, no source, nothing', async () => {
    const fieldOf = async (mail: string | Buffer) => (await check(mail)).body.errors[0]
    expect((await check(Buffer.alloc(257 * 1024, 'a'))).status).toBe(422)
    expect((await fieldOf(Buffer.alloc(257 * 1024, 'a'))).message).toContain('256 KB')
    expect((await fieldOf('Dear customer,\r\n\r\npay now')).message).toContain('.eml')
    expect((await fieldOf('')).path).toBe('message')
  })

  test('and the eleventh within an hour has to wait', async () => {
    const mail = await signedMail()
    for (let sent = 0; sent < 10; sent += 1) expect((await check(mail)).status).toBe(200)
    expect((await check(mail)).status).toBe(429)
    forum.advance(3600_000)
    expect((await check(mail)).status).toBe(200)
  })
})
