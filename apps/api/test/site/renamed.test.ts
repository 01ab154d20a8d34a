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
