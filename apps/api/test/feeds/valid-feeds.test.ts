import { beforeAll, describe, expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { announce, announcer, listServices } from '../announcements/writing.ts'
import { asks, replies } from '../threads/writing.ts'
import { faultsOfAtom } from './atom-rules.ts'
import { faultsOfJsonFeed } from './json-feed-rules.ts'

const forum = startForum()
const languages = ['en', 'zh-CN', 'zh-TW']
const hostile = `]]> <b>&amp;</b> "q" 'a' <!-- --> %20 公告 😀 &#0; ?x=1&y={;}`

const bytesOf = async (url: string) => {
  const { status, text } = await forum.guest.inject({ method: 'GET', url })
  expect(status, url).toBe(200)
  return Buffer.from(text)
}
const atomFaults = async (url: string) => faultsOfAtom(await bytesOf(url))
const jsonFaults = async (url: string) => faultsOfJsonFeed(JSON.parse(String(await bytesOf(url))))

describe('empty feeds', () => {
  test.each(languages)('are valid in %s', async (language) => {
    await forum.category({ slug: `empty-${language.toLowerCase()}` })
    const slug = `empty-${language.toLowerCase()}`
    expect(await atomFaults(`/feed.xml?lang=${language}`)).toEqual([])
    expect(await atomFaults(`/c/${slug}/feed.xml?lang=${language}`)).toEqual([])
    const query = `lang=${language}&category=${slug}`
    expect(await atomFaults(`/announcements/feed.xml?${query}`)).toEqual([])
    expect(await jsonFaults(`/announcements/feed.json?${query}`)).toEqual([])
  })
})

describe('feeds with hostile titles, bodies and services', () => {
  let threadId: number

  beforeAll(async () => {
    const [author, member] = await Promise.all([announcer(forum), forum.user()])
    const here = await forum.category({ slug: 'feed-hostile' })
    const body = `${hostile}\n\n[here](/rules) <script>alert(1)</script>\n\n\`\`\`\n]]>\n\`\`\``
    const text = { title: hostile, body }
    await listServices(forum, { hostile: hostile.slice(0, 40) })
    const values = { translations: { en: text, 'zh-CN': text }, services: ['hostile'] }
    await announce(author, { ...values, categories: [here] })
    await announce(author, { ...values, type: 'maintenance' })
    const wrong = await announce(author, values)
    await author.post(`/announcements/${wrong}/withdrawal`, { correction: { en: hostile } })
    const names = { en: '<Listing> & "more"', 'zh-CN': '上架 & <新>', 'zh-TW': '上架 & <新>' }
    const admin = await forum.user({ role: 'admin' })
    await admin.post('/announcements/types', { key: 'listing', names, basis: 'feature' })
    await announce(author, { ...values, type: 'listing' })
    threadId = (await asks(member, here, { title: hostile, body })).id
    await replies(member, threadId, { body })
  })

  test.each(languages)('are valid in %s', async (language) => {
    for (const path of ['/feed.xml', '/c/feed-hostile/feed.xml', `/t/${threadId}/feed.xml`])
      expect(await atomFaults(`${path}?lang=${language}`), path).toEqual([])
    for (const query of [`lang=${language}`, `lang=${language}&category=feed-hostile`]) {
      expect(await atomFaults(`/announcements/feed.xml?${query}`)).toEqual([])
      expect(await jsonFaults(`/announcements/feed.json?${query}`)).toEqual([])
    }
  })

  test('the validator finds a feed that breaks a rule', async () => {
    const atom = String(await bytesOf('/announcements/feed.xml?lang=en'))
    const broken = (from: string | RegExp, to: string) =>
      faultsOfAtom(Buffer.from(atom.replace(from, to))).length
    expect(broken(/<updated>[^<]+/, '<updated>yesterday')).toBeGreaterThan(0)
    expect(broken(/<published>([^<]+)Z/, '<published>$1')).toBeGreaterThan(0)
    expect(broken(/<title>[^<]*<\/title>/, '')).toBeGreaterThan(0)
    expect(broken(/<entry[\s\S]*?<\/entry>/, '$&$&')).toBeGreaterThan(0)
    expect(broken(/<id>http[^<]*/, '<id>/announcements')).toBeGreaterThan(0)
    expect(broken(/<author>[\s\S]*?<\/author>/, '')).toBeGreaterThan(0)
    expect(broken(/rel="self"/, 'rel="alternate"')).toBeGreaterThan(0)
    const json = JSON.parse(String(await bytesOf('/announcements/feed.json?lang=en')))
    const [item] = json.items
    for (const wrong of [{ sent: true }, { id: 1 }, { url: '/x' }, { date_published: '1 May' }])
      expect(faultsOfJsonFeed({ ...json, items: [{ ...item, ...wrong }] })).not.toEqual([])
    expect(faultsOfJsonFeed({ ...json, items: [item, item] })).not.toEqual([])
  })
})
