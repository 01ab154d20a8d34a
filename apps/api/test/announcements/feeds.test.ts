import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { announce, announcer, words } from './writing.ts'

const forum = startForum()
const read = (url: string) => forum.guest.inject({ method: 'GET', url })

test('announcements are an Atom feed and a JSON Feed in the reader’s language', async () => {
  const author = await announcer(forum)
  const translations = {
    ...words,
    en: { title: 'Fees < 1 % & more', body: 'See [the rules](/rules).' }
  }
  const id = await announce(author, { translations })
  const atom = await read('/announcements/feed.xml?lang=en')
  expect(atom.headers['content-type']).toContain('application/atom+xml')
  const address = `${forum.origin}/announcements/${id}`
  const [entry] = parseAtomFeed(atom.text).entries ?? []
  expect(entry).toMatchObject({ id: address, title: { value: 'Fees < 1 % & more' } })
  expect(entry?.content?.value).toContain(`href="${forum.origin}/rules"`)
  expect(Date.parse(String(entry?.updated))).toBeGreaterThan(0)
  const json = await read('/announcements/feed.json?lang=zh-CN')
  expect(json.headers['content-type']).toContain('application/feed+json')
  const [item] = parseJsonFeed(JSON.parse(json.text)).items ?? []
  expect(item).toMatchObject({ id: address, title: words['zh-CN'].title })
})

test('a category’s feed has what concerns it, and nothing hidden from guests', async () => {
  const author = await announcer(forum)
  const [here, there] = [await forum.category({ slug: 'here' }), await forum.category()]
  const hidden = await forum.category({ slug: 'hidden', rule: 'staff_only' })
  const ids = await Promise.all(
    [[here], [there], [hidden], []].map((categories) => announce(author, { categories }))
  )
  const { entries = [] } = parseAtomFeed((await read('/announcements/feed.xml?category=here')).text)
  const listed = entries.map((entry) => Number(entry.id?.split('/').at(-1)))
  expect(listed.includes(ids[0] ?? 0)).toBe(true)
  expect(listed.includes(ids[3] ?? 0)).toBe(true)
  expect(listed.includes(ids[1] ?? 0) || listed.includes(ids[2] ?? 0)).toBe(false)
  expect((await read('/announcements/feed.xml?category=hidden')).status).toBe(404)
})

test('a withdrawn announcement leaves the feeds, its correction enters them', async () => {
  const author = await announcer(forum)
  const id = await announce(author, {
    translations: { en: { title: 'Fees', body: 'Fees are 99 %.' } }
  })
  expect((await read('/announcements/feed.json')).text).toContain('99 %')
  await author.post(`/announcements/${id}/withdrawal`, { correction: { en: 'Fees are 1 %.' } })
  const { text } = await read('/announcements/feed.json')
  expect(text).not.toContain('99 %')
  expect(text).toContain('Fees are 1 %.')
})
