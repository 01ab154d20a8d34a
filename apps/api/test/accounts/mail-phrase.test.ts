import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { eraseClosed } from '@stoa/accounts'
import { mailPhrases, users } from '@stoa/accounts/schema'
import { emit, transaction, type Events } from '@stoa/core'
import { startForum, type Client } from '../forum.ts'
import { sentMails } from '../mails.ts'
import { letPostMailsLeave } from '../notifications/mailbox.ts'
import { mailsTo } from './mailbox.ts'

const forum = startForum({ mailLimits: { securityPerAddress: 1000 } })
const phrase = '桥下的灯笼 & <b>lanterns</b>'
let owner: Client
let address: string

beforeEach(async () => {
  address = `owner${Date.now()}${Math.random()}@example.test`
  owner = await forum.user({ email: address })
})

const set = (given: string) => owner.put('/me/mail-phrase', { phrase: given })

type Template = Events['account.mail']['template']
/** Also those that are added later: each has a subject. */
const words = readFileSync('packages/messages/accounts/en.json', 'utf8')
const templates = Object.keys(JSON.parse(words) as object).flatMap(
  (key) => /^accounts_mail_(.+)_subject$/.exec(key)?.[1] ?? []
)

const queue = (template: string, userId = owner.id) =>
  transaction(forum.context(), (ctx) =>
    emit(ctx, 'account.mail', { userId, template: template as Template, tokenId: null })
  )

describe('an anti-phishing phrase', () => {
  test('stands at the top of every mail about the account, in HTML too', async () => {
    expect((await set(phrase)).status).toBe(204)
    for (const template of templates) await queue(template)
    const mails = await mailsTo(forum, address)
    const bare = mails.filter(({ text }) => !text.startsWith(`Your phrase: ${phrase}\n`))
    expect(bare.map(({ subject }) => subject)).toEqual([
      'Your anti-phishing phrase was changed',
      'Your anti-phishing phrase was changed',
      'Your anti-phishing phrase was removed'
    ])
    expect(mails.length).toBeGreaterThan(25)
    const [html] = (await sentMails(forum))
      .filter(({ text }) => text?.includes(phrase))
      .map((mail) => String(mail.html))
    expect(html).toMatch(/class="head">[^]*?<p>Your phrase: 桥下的灯笼 &amp; &lt;b&gt;lanterns/)
  })

  test('is in no mail with words of others, nor in one to an address not confirmed', async () => {
    await set(phrase)
    const { db } = forum.connection
    const other = await forum.user()
    const categoryId = await forum.category()
    const question = { categoryId, kind: 'question', title: 'A title', body: 'A question.' }
    const { body: thread } = await owner.post('/threads', question)
    const answer = { body: 'An answer of somebody else.' }
    expect((await other.post(`/threads/${thread.id}/posts`, answer)).status).toBe(201)
    await letPostMailsLeave(forum)
    const mails = await mailsTo(forum, address)
    expect(mails.filter(({ text }) => text.includes('A title')).length).toBeGreaterThan(0)
    await db.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, owner.id))
    await queue('password_changed')
    expect((await mailsTo(forum, address)).map(({ text }) => text).join()).not.toContain(phrase)
  })

  test('is shown, set and removed only after a fresh sign-in', async () => {
    await set(phrase)
    expect((await owner.get('/me/mail-phrase')).body).toEqual({ phrase })
    forum.advance(11 * 60_000)
    for (const { status, body } of [
      await owner.get('/me/mail-phrase'),
      await set('another phrase'),
      await owner.delete('/me/mail-phrase')
    ])
      expect([status, body.code]).toEqual([403, 'fresh_authentication_required'])
    forum.advance(-11 * 60_000)
    expect((await owner.delete('/me/mail-phrase')).status).toBe(204)
    expect((await owner.get('/me/mail-phrase')).body).toEqual({ phrase: null })
  })

  test('is sealed, logged without its words, and known to nobody else', async () => {
    await set(phrase)
    const other = await forum.user()
    expect((await other.get('/me/mail-phrase')).body).toEqual({ phrase: null })
    const [row] = await forum.connection.db
      .select()
      .from(mailPhrases)
      .where(eq(mailPhrases.userId, owner.id))
    expect(row?.sealed).toMatch(/^1\./)
    await owner.get('/me/mail-phrase')
    const { body } = await owner.get('/me/security-events')
    const kinds = body.items.map(({ kind }: { kind: string }) => kind)
    expect(kinds).toEqual(['mail_phrase.shown', 'mail_phrase.set'])
    expect(JSON.stringify(body)).not.toContain('lanterns')
  })

  test.each([
    ['abc', 'too_small'],
    ['x'.repeat(61), 'too_big'],
    ['visit evil.example now', 'leads_out'],
    ['https://forum.example/reset', 'leads_out'],
    ['call +86 138 0013 8000', 'leads_out'],
    ['add our Telegram @HarborHelp', 'leads_out']
  ])('is refused: %s', async (given) => {
    const { status, body } = await set(given)
    expect(status).toBe(422)
    expect(body.errors[0].path).toBe('phrase')
    expect((await owner.get('/me/mail-phrase')).body).toEqual({ phrase: null })
  })

  test('is refused if it is the own name or address, or the name of the forum', async () => {
    for (const given of [owner.username.toUpperCase(), address]) {
      const { status, body } = await set(given)
      expect([status, body.errors[0].path]).toEqual([422, 'phrase'])
    }
  })

  test('is removed when the account is frozen as stolen, and when it is erased', async () => {
    const { db } = forum.connection
    const rows = () => db.select().from(mailPhrases).where(eq(mailPhrases.userId, owner.id))
    await set(phrase)
    await db.update(users).set({ closesAt: forum.now() }).where(eq(users.id, owner.id))
    await eraseClosed(forum.context())
    expect(await rows()).toEqual([])
    owner = await forum.user({ email: address })
    await set(phrase)
    expect((await owner.post('/me/freezing')).status).toBe(204)
    expect(await rows()).toEqual([])
    expect((await mailsTo(forum, address)).at(-1)?.text).not.toContain(phrase)
  })
})
