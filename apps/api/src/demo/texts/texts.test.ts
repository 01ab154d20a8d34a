import { expect, test } from 'vitest'
import { usernameKey } from '@stoa/core/text'
import { usernameShape } from '@stoa/core/contract'
import { findPhishingPhrases, findSecrets } from '@stoa/guards'
import { categoryInput, postBody, tagInput, titleInput } from '@stoa/threads/contract'
import {
  demoCategories,
  demoThreads,
  demoUserReports,
  demoUsers,
  milliseconds,
  type DemoPost,
  type DemoThread
} from '../texts.ts'

const users = new Map(demoUsers.map((user) => [user.username, user]))
const categories = new Map(demoCategories.map((category) => [category.slug, category]))
const byKey = new Map(demoThreads.map((thread) => [thread.key, thread]))
const day = milliseconds('1d')

/** The thread's own body as number 1, then its posts. */
const numbered = (thread: DemoThread): DemoPost[] => [
  { author: thread.author, after: '0m', body: thread.body },
  ...thread.posts
]
const everyPost = demoThreads.flatMap((thread) =>
  numbered(thread).map((post, index) => ({ thread, post, number: index + 1 }))
)
const bodies = (thread: DemoThread) =>
  numbered(thread).flatMap((post) => [post.body, ...(post.edits ?? []).map((edit) => edit.body)])

/** The actors of a thread, with times in milliseconds before the seed. */
function acts(thread: DemoThread) {
  const all = [
    ...[thread, ...thread.posts].flatMap((p) => [p.hidden, p.hidden?.restored]),
    ...[thread.accepted, thread.pinned, thread.closed, thread.moved, thread.retitled],
    ...(thread.reports ?? []).flatMap((report) => [report, report.resolved])
  ].filter((act) => act !== undefined)
  return [...numbered(thread).map((post) => ({ by: post.author, after: post.after })), ...all].map(
    ({ by, after }) => ({ by, ago: milliseconds(thread.ago) - milliseconds(after) })
  )
}

test('the community is as large as promised', () => {
  expect(demoUsers.length).toBeGreaterThanOrEqual(40)
  expect(demoCategories.length).toBeGreaterThanOrEqual(13)
  expect(demoThreads.length).toBeGreaterThanOrEqual(120)
  expect(everyPost.length).toBeGreaterThanOrEqual(450)
  expect(Math.max(...demoThreads.map((thread) => thread.posts.length))).toBeGreaterThanOrEqual(60)
})

test('names, addresses, keys and slugs are unique', () => {
  expect(new Set(demoUsers.map((user) => usernameKey(user.username))).size).toBe(demoUsers.length)
  expect(new Set(demoUsers.map((user) => user.email)).size).toBe(demoUsers.length)
  expect(byKey.size).toBe(demoThreads.length)
  expect(categories.size).toBe(demoCategories.length)
})

test('the promised accounts are there, and volunteer moderates two categories', () => {
  for (const name of ['member', 'member2', 'volunteer', 'staff', 'admin'])
    expect(users.get(name)?.email).toBe(`${name}@demo.test`)
  const moderated = demoCategories.filter(({ moderators }) => moderators?.includes('volunteer'))
  expect(moderated).toHaveLength(2)
})

test('parents of categories exist, come first and have no parent', () => {
  demoCategories.forEach(({ parent }, index) => {
    if (!parent) return
    const at = demoCategories.findIndex((category) => category.slug === parent)
    expect(at, parent).toBeGreaterThanOrEqual(0)
    expect(at).toBeLessThan(index)
    expect(demoCategories[at]?.parent).toBeUndefined()
  })
})

test('every actor has joined, and nothing is in the future', () => {
  for (const thread of demoThreads)
    for (const { by, ago } of acts(thread)) {
      const joined = users.get(by)?.joined ?? '0m'
      expect(milliseconds(joined), `${thread.key}: ${by}`).toBeGreaterThan(ago)
      expect(ago, `${thread.key}: ${by}`).toBeGreaterThan(0)
    }
})

test('posts are in order of time, and replies refer to earlier posts', () => {
  for (const { thread, post, number } of everyPost) {
    const previous = numbered(thread)[number - 2]
    if (previous)
      expect(milliseconds(post.after), thread.key).toBeGreaterThan(milliseconds(previous.after))
    if (post.replyTo) expect(post.replyTo, thread.key).toBeLessThan(number)
  }
})

test('accepted and reported posts exist before that', () => {
  for (const thread of demoThreads)
    for (const act of [thread.accepted, ...(thread.reports ?? [])]) {
      if (!act) continue
      const target = numbered(thread)[act.post - 1]
      expect(target, thread.key).toBeDefined()
      expect(milliseconds(act.after)).toBeGreaterThan(milliseconds(target?.after ?? ''))
    }
})

test('only questions are solved, by others, and nothing follows a closing', () => {
  for (const thread of demoThreads) {
    if (thread.meToo) expect(thread.kind, thread.key).toBe('question')
    if (thread.accepted) {
      expect(thread.kind, thread.key).toBe('question')
      expect(thread.posts[thread.accepted.post - 2]?.author, thread.key).not.toBe(thread.author)
    }
    const closed = thread.closed && milliseconds(thread.closed.after)
    for (const post of closed ? thread.posts : [])
      expect(milliseconds(post.after), thread.key).toBeLessThan(closed ?? 0)
  }
})

test('moderators act only where they are allowed to', () => {
  for (const thread of demoThreads) {
    const moderators = categories.get(thread.category)?.moderators ?? []
    const allowed = (by?: string) =>
      !by || moderators.includes(by) || ['staff', 'admin'].includes(users.get(by)?.role ?? '')
    const hidings = [thread, ...thread.posts].map((post) => post.hidden?.by)
    const others = [thread.pinned, thread.closed, thread.retitled].map((act) => act?.by)
    const resolved = (thread.reports ?? []).map((report) => report.resolved?.by)
    for (const by of [...hidings, ...others, ...resolved])
      expect(allowed(by), `${thread.key}: ${by}`).toBe(true)
    if (thread.moved) expect(users.get(thread.moved.by)?.role).toBe('staff')
  }
})

test('the forum accepts all names and texts unchanged', () => {
  for (const { username } of demoUsers) expect(usernameShape.parse(username)).toBe(username)
  for (const category of demoCategories) categoryInput.omit({ parentId: true }).parse(category)
  for (const thread of demoThreads) {
    expect(titleInput.parse(thread.title)).toBe(thread.title)
    for (const tag of thread.tags) expect(tagInput.parse(tag)).toBe(tag)
    expect(thread.tags.length, thread.key).toBeLessThanOrEqual(5)
    for (const body of bodies(thread)) expect(postBody.parse(body)).toBe(body)
  }
})

test('threads are in existing categories', () => {
  for (const thread of demoThreads)
    for (const slug of [thread.category, thread.moved?.to ?? thread.category])
      expect(categories.has(slug), thread.key).toBe(true)
})

test('no text contains a possible phone or card number', () => {
  for (const thread of demoThreads)
    for (const text of [thread.title, ...bodies(thread)])
      expect(text, thread.key).not.toMatch(/(?<![\da-f.])\d{11,19}(?![\da-f])/i)
})

test('links lead to older threads and existing posts', () => {
  for (const { thread, post } of everyPost) {
    const at = milliseconds(thread.ago) - milliseconds(post.after)
    for (const [, key = '', number] of post.body.matchAll(/\{thread:([a-z0-9-]+)(?:#p(\d+))?\}/g)) {
      const target = byKey.get(key)
      expect(target, key).toBeDefined()
      expect(milliseconds(target?.ago ?? ''), `${thread.key} → ${key}`).toBeGreaterThan(at)
      if (number) expect(target?.posts.length).toBeGreaterThanOrEqual(Number(number) - 1)
    }
  }
})

test('all mentioned users exist', () => {
  for (const { thread, post } of everyPost)
    for (const [, name = ''] of post.body.matchAll(/(?<![\w.`])@([\p{Script=Han}\w]+)/gu))
      expect(users.has(name), `${thread.key}: @${name}`).toBe(true)
})

test('counts fit the number of members, and no reply occurs twice', () => {
  const others = demoUsers.length - 1
  for (const { thread, post } of everyPost) {
    expect(thread.meToo ?? 0).toBeLessThan(others)
    expect(Math.max(thread.votes ?? 0, post.votes ?? 0)).toBeLessThan(others)
  }
  const long = everyPost.map(({ post }) => post.body).filter((body) => body.length > 12)
  expect(long.filter((body, index) => long.indexOf(body) !== index)).toEqual([])
})

test('every state occurs, in old and new threads', () => {
  const some = (has: (thread: DemoThread) => unknown) => demoThreads.some((thread) => has(thread))
  const inPosts = (has: (post: DemoPost) => unknown) => everyPost.some(({ post }) => has(post))
  expect(some((t) => t.accepted) && some((t) => t.closed) && some((t) => t.pinned)).toBe(true)
  expect(some((t) => t.moved) && some((t) => t.retitled) && some((t) => t.held)).toBe(true)
  expect(some((t) => t.withdrawn) && some((t) => t.hidden) && some((t) => t.meToo)).toBe(true)
  expect(inPosts((p) => p.edits) && inPosts((p) => p.withdrawn)).toBe(true)
  expect(inPosts((p) => p.hidden?.restored)).toBe(true)
  expect(some((t) => t.posts.length === 0 && milliseconds(t.ago) < day)).toBe(true)
  expect(some((t) => milliseconds(t.ago) > 700 * day)).toBe(true)
})

test('the volunteer has open cases, and some are settled', () => {
  const own = demoThreads.filter((thread) =>
    categories.get(thread.category)?.moderators?.includes('volunteer')
  )
  const reports = own.flatMap((thread) => thread.reports ?? [])
  expect(reports.filter((report) => !report.resolved).length).toBeGreaterThanOrEqual(3)
  expect(reports.filter((report) => report.resolved).length).toBeGreaterThanOrEqual(3)
  for (const { user, by } of demoUserReports) expect(users.has(user) && users.has(by)).toBe(true)
})

test('no post by a member is held as phishing, so all can be answered and reported', () => {
  const ofMembers = everyPost.filter(
    ({ post }) => (users.get(post.author)?.role ?? 'member') === 'member'
  )
  const held = ofMembers
    .map(({ post }) => post.body)
    .filter((body) => findPhishingPhrases(body).length > 0)
  expect(held).toEqual([])
})

test('no text is mistaken for a secret', () => {
  expect(demoThreads.flatMap(bodies).filter((body) => findSecrets(body).length > 0)).toEqual([])
})
