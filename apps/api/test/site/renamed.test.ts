import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { everyPageRow } from '../matrix/pages.ts'
import { plainAddresses } from '../matrix/plain-addresses.ts'
import { createWorld, sharedCategory } from '../matrix/world.ts'
import { sentMails } from '../mails.ts'
import { approveWaiting, say } from './changing.ts'

const forum = startForum({ web: true })

beforeAll(async () => {
  const words = {
    en: { name: 'Lanternfish', sender: 'Lantern Desk', signature: 'Yours, the fish' }
  }
  await say(await forum.user({ role: 'admin' }), { words, poweredBy: false })
  await approveWaiting(await forum.user({ role: 'admin' }))
})

/** Names of cookies, elements, commands and settings are in lower or upper case. */
const otherNames = /\bStoa\b|Harbor/

test.each(everyPageRow)('%s says no other name than that of the forum', async (_route, row) => {
  const world = await createWorld(forum, row.reader, await sharedCategory(forum))
  const { status, text } = await world.caller.inject({ method: 'GET', url: await row.path(world) })
  expect(text.match(otherNames)).toBeNull()
  if (status === 200) expect(text).toMatch(/<title>[^<]*Lanternfish<\/title>/)
})

test.each(plainAddresses)('%s says no other name than that of the forum', async (url) => {
  const { host } = new URL(forum.origin)
  expect((await forum.app.inject({ url, headers: { host } })).body).not.toMatch(otherNames)
})

test.each(['/offline', '/api/v1/nothing', '/api/v1/unsubscribe/7.answer.x'])(
  'the page at %s, which the API writes itself, has the name in its title',
  async (url) => {
    const headers = { host: new URL(forum.origin).host, accept: 'text/html' }
    const { body } = await forum.app.inject({ url, headers })
    expect(body).toMatch(/<title>[^<]+ · Lanternfish<\/title>/)
  }
)

test('home names the forum to search engines', async () => {
  const { text } = await forum.guest.inject({ method: 'GET', url: '/' })
  const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(text) ?? []
  expect(JSON.parse(data)).toMatchObject({ '@type': 'WebSite', name: 'Lanternfish' })
})

test('a page whose frame fails is replaced by one with the name', async () => {
  const { db } = forum.connection
  await db.execute(sql`alter table categories rename to categories_away`)
  const { status, text } = await forum.guest.inject({ method: 'GET', url: '/search?q=frame' })
  await db.execute(sql`alter table categories_away rename to categories`)
  expect([status, text]).toEqual([500, expect.stringMatching(/ · Lanternfish<\/title>/)])
})

test('mails come from the forum, signed, and say no other name', async () => {
  await forum.settle()
  const mails = await sentMails(forum)
  expect(mails.length).toBeGreaterThan(0)
  for (const { from, subject = '', text = '', html, headers } of mails) {
    expect(from?.text).toMatch(/^"?Lantern Desk"? </)
    expect(text).toContain('Yours, the fish')
    expect(`${subject}${text}${String(html)}${JSON.stringify([...headers])}`).not.toMatch(
      otherNames
    )
  }
})
