import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum({ web: true })

const english = 'It arrived after twenty confirmations, thank you all.'
const hash = `0x${'3fa9c07be1d284560bbf'.repeat(4).slice(0, 64)}`

const textOf = async (client: Client, url: string) =>
  (await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })).text

/** A thread in Chinese with a reply that is clearly in English and one that could be in either. */
async function mixedThread() {
  const asker = await forum.user({ locale: 'zh-CN' })
  const question = { title: '提现一直没有到账', body: '请问要等多久？', language: 'zh-CN' }
  const thread = await createThread(asker, await forum.category(), question)
  const answerer = await forum.user()
  const posts = [await reply(answerer, thread.id, english), await reply(answerer, thread.id, '+1')]
  return { ...thread, asker, answerer, posts }
}

test('a reply has its own language, and that of its thread if it is unclear', async () => {
  const { id } = await mixedThread()
  const { body } = await forum.guest.get(`/threads/${id}`)
  const languages = body.posts.map(({ language }: { language: string }) => language)
  expect(languages).toEqual(['zh-CN', 'en', 'zh-CN'])
  const text = await textOf(forum.guest, `/t/${id}`)
  expect(text).toContain(`<div class="prose" lang="en"><p>${english}`)
  expect(text).toContain('<div class="prose" lang="zh-CN"><p>+1')
})

test('an edit in another language changes the language of a reply', async () => {
  const { id, answerer, posts } = await mixedThread()
  await answerer.patch(`/posts/${posts[0]?.id}`, { body: '等了二十个确认，已经到账了，谢谢' })
  const { body } = await forum.guest.get(`/threads/${id}`)
  expect(body.posts[1].language).toBe('zh-CN')
})

test('excerpts of a reply have its language, and titles that of the thread', async () => {
  const { id, posts, asker, answerer } = await mixedThread()
  await asker.put(`/posts/${posts[0]?.id}/bookmark`)
  const own = { language: 'zh-CN', textLanguage: 'en' }
  expect((await asker.get('/bookmarks')).body.items[0]).toMatchObject(own)
  const { username } = (await answerer.get('/me')).body
  const listed = (await forum.guest.get(`/users/${username}/posts`)).body.items
  expect(listed.at(-1)).toMatchObject(own)
  await (await forum.user()).post(`/posts/${posts[0]?.id}/reports`, { reason: 'spam' })
  const staff = await forum.user({ role: 'staff' })
  const cases = (await staff.get('/moderation/cases')).body.items
  expect(
    cases.find((one: { post: { threadId: number } }) => one.post.threadId === id).post
  ).toMatchObject(own)
})

test('posts to choose from have their own language', async () => {
  const { id, asker } = await mixedThread()
  const { items } = (await asker.get(`/threads/${id}/escalation`)).body
  const languages = items.map(({ language }: { language: string }) => language)
  expect(languages).toEqual(['zh-CN', 'en', 'zh-CN'])
  expect(await textOf(asker, `/t/${id}/escalate`)).toContain(`lang="en">${english}`)
  const moderator = await forum.user({ role: 'staff' })
  expect(await textOf(moderator, `/t/${id}/split`)).toContain(`lang="en">${english}`)
})

test('translators leave names, hashes and addresses as they are', async () => {
  const author = await forum.user({ username: 'Winter Rain' })
  const address = `0x${'3fa9c07be1d284560bbf'.repeat(2)}`
  const body = `Hash ${hash} went out.\n\nSend it to ${address} please`
  const { id } = await createThread(author, await forum.category(), { body })
  const text = await textOf(forum.guest, `/t/${id}`)
  expect(text).toContain('<bdi translate="no">Winter Rain</bdi>')
  expect(text).toContain(`<samp translate="no">${hash}</samp>`)
  expect(text).toContain(`<span translate="no">${address}</span>`)
  expect(await textOf(forum.guest, '/')).toContain('<bdi translate="no">Winter Rain</bdi>')
})

test('the filter by language is named where it hides threads, and only there', async () => {
  const member = await forum.user({ locale: 'zh-TW' })
  await forum.category({ slug: 'here' })
  for (const path of ['/', '/c/here', '/tags/tea'])
    expect(await textOf(member, path), path).toContain('僅中文 · 顯示全部')
  expect(await textOf(member, '/?language=all')).toContain('只看中文')
  expect(await textOf(member, '/?following=true')).not.toMatch(/僅中文|只看中文/)
})

test('a feed names the language of each text', async () => {
  const { id } = await mixedThread()
  const feed = await textOf(forum.guest, `/t/${id}/feed.xml?lang=en`)
  const languages = Array.from(feed.matchAll(/<entry xml:lang="([^"]+)"/g), ([, one]) => one)
  expect(languages).toEqual(['zh-CN', 'en', 'zh-CN'])
})
