import { expect } from 'vitest'
import { learnWords } from '@stoa/search'
import { announce } from '../announcements/writing.ts'
import { decide, makeOf } from '../articles/sources.ts'
import { draft, publicArticle, publish, save, writer } from '../articles/writing.ts'
import type { Client, TestForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { sendFile } from '../uploads/sending.ts'

/** A word in all content, public or not. */
export const word = 'zirconium'
/** A word only in content that guests may not see. */
export const secret = 'palimpsest'

export type Content = {
  people: { asker: Client; helper: Client; admin: Client }
  board: { slug: string; id: number }
  known: { id: number; postId: number }
  /** A category in which posts of members await approval. */
  approveFirst: number
  /** A public thread in that category. */
  opened: number
  /** A public announcement, to which the public threads are linked. */
  announcement: number
  /** A public article. */
  article: number
}

const aboutWord = { title: `Keeping ${word}`, body: `Where ${word} is kept.`, tags: ['rare'] }

/** Creates public content: threads, replies, tags and an article that contain `word`. */
export async function addPublicContent(forum: TestForum): Promise<Content> {
  const people = {
    asker: await forum.user(),
    helper: await forum.user(),
    admin: await forum.user({ role: 'admin' })
  }
  const board = { slug: 'minerals', id: await forum.category({ slug: 'minerals' }) }
  const text = {
    title: `Deposits of ${word} do not arrive`,
    body: `Where is my ${word}?`,
    tags: ['rare']
  }
  const known = await createThread(people.asker, board.id, text)
  await createThread(people.helper, board.id, { ...text, title: `How to withdraw ${word}` })
  await reply(people.helper, known.id, `The ${word} network is slow.`)
  const approveFirst = await forum.category({ slug: 'approved', rule: 'approve_first' })
  const opened = (
    await createThread(people.admin, approveFirst, { ...text, title: `Ask about ${word}` })
  ).id
  const announcement = await announce(people.admin, { categories: [board.id], discussion: 'open' })
  await link(people.admin, known.id, announcement)
  const article = (await publicArticle(forum, aboutWord)).id
  await forum.settle()
  await learnWords(forum.context())
  return { people, board, known, approveFirst, opened, announcement, article }
}

const link = async (admin: Client, threadId: number, announcementId: number) => {
  const { status, text } = await admin.put(`/threads/${threadId}/announcements/${announcementId}`)
  expect(status, text).toBe(204)
}

const text = {
  title: `Deposits of ${word} and ${secret}`,
  body: `Where is my ${word}? It is in the ${secret}.`,
  tags: ['rare', secret]
}

/** Asks, answers, accepts, votes and links in a category, whose members ask and help. */
export async function fill({ people, announcement }: Content, categoryId: number): Promise<number> {
  const { asker, helper, admin } = people
  const { id, postId } = await createThread(asker, categoryId, text)
  const answer = await reply(helper, id, `${text.body} Only for us.`)
  const acts = [
    await asker.put(`/threads/${id}/accepted-answer`, { postId: answer.id }),
    await helper.put(`/posts/${postId}/vote`)
  ]
  for (const { status, text } of acts) expect(status, text).toBeLessThan(300)
  await link(admin, id, announcement)
  return id
}

/** Creates all kinds of hidden content, as similar to the public one as possible. */
export async function addHiddenContent(forum: TestForum, content: Content): Promise<void> {
  const { board, known, approveFirst, opened } = content
  const { asker, helper, admin } = content.people
  const staffOnly = await forum.category({ slug: 'staff-room', rule: 'staff_only' })
  const within = await forum.category({
    slug: 'staff-corner',
    rule: 'staff_only',
    parentId: board.id
  })
  for (const categoryId of [staffOnly, within])
    await reply(admin, (await createThread(admin, categoryId, text)).id)
  const { ofGroup, ofMembers } = await closedCategories(forum, content)
  for (const categoryId of ofGroup)
    await publishArticleOf(forum, content, await fill(content, categoryId))
  await makeOf(admin, await fill(content, ofMembers))
  // Announcements are public, also of a category that needs a sign-in, unless it is a group's.
  for (const categoryId of ofGroup)
    await announce(admin, { ...maintenanceOf(secret), categories: [categoryId] })
  await hiddenArticles(forum, content)
  await createThread(asker, approveFirst, text)
  await reply(asker, opened, `${text.body} It waits for approval.`)
  const hidden = await createThread(asker, board.id, text)
  await reply(helper, hidden.id, text.body)
  expect((await admin.post(`/posts/${hidden.postId}/hiding`, { reason: 'scam' })).status).toBe(204)
  const withdrawn = await createThread(helper, board.id, text)
  expect((await helper.delete(`/threads/${withdrawn.id}`)).status).toBe(204)
  await asker.put('/drafts/ask', text)
  await sendFile(asker, `${secret}.txt`, Buffer.from(secret))
  await asker.post(`/posts/${known.postId}/reports`, { reason: 'spam', note: secret })
  await helper.post(`/users/${asker.username}/reports`, { reason: 'spam', note: secret })
  await helper.put(`/threads/${known.id}/following`, {})
  await forum.settle()
  await learnWords(forum.context())
}

/** A draft, articles of staff, of a group and of a group's section, and an unpublished translation. */
async function hiddenArticles(forum: TestForum, { people, article }: Content) {
  const of = { summary: `About ${word} and ${secret}.`, body: text.body, tags: ['rare', secret] }
  const named = (what: string) => ({ ...of, title: `${what} of ${word} and ${secret}` })
  const readerGroups = [await forum.group([people.asker, people.helper])]
  const closed = { readers: 'groups', readerGroups }
  const names = { en: `Vault of ${secret}` }
  const input = { icon: 'shield', names, ...closed }
  const section = (await people.admin.post('/article-sections', input)).body.id
  await draft(await writer(forum), named('Draft'))
  await publicArticle(forum, { ...named('Rules'), readers: 'staff' })
  await publicArticle(forum, { ...named('Handbook'), ...closed })
  await publicArticle(forum, { ...named('Cellar'), section })
  const place = `/articles/${article}/translations/zh-CN`
  const translation = { ...of, tags: undefined, title: `${word} ${secret}`, revision: 0 }
  expect((await (await writer(forum)).put(place, translation)).status).toBeLessThan(300)
}

/** An article of a thread for the thread's readers, and a draft of it that changes it. */
async function publishArticleOf(forum: TestForum, { people }: Content, threadId: number) {
  const { admin, asker, helper } = people
  const { id } = await makeOf(admin, threadId)
  for (const one of [asker, helper]) await decide(one, id, true, 'named')
  const article = { id, slug: '', language: 'en' }
  await publish(admin, article)
  const { status, text } = await publish(await forum.user({ role: 'admin' }), article)
  expect(status, text).toBe(200)
  await save(admin, article, { body: `Soon in the ${secret}.` })
}

const maintenanceOf = (title: string) => ({
  ...{ type: 'maintenance', discussion: 'open', startsAt: '2027-01-01T00:00:00Z' },
  translations: { en: { title, body: `Only for ${title}.` } }
})

/** Categories for a group and for those who signed in, on top and below a public one. */
async function closedCategories(forum: TestForum, { people, board }: Content) {
  const { asker, helper } = people
  const readerGroups = [await forum.group([asker, helper], { en: secret })]
  const ofGroup = [
    await forum.category({ slug: `${secret}-desk`, readerGroups }),
    await forum.category({ slug: `${secret}-corner`, readerGroups, parentId: board.id })
  ]
  const ofMembers = await forum.category({ slug: `${secret}-members`, signInRequired: true })
  return { ofGroup, ofMembers }
}
