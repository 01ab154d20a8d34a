import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { eraseClosed } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { emit, transaction } from '@stoa/core'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread, reply } from '../posting.ts'

const forum = startForum({ origin: 'http://forum.harbor.example' })
let categoryId: number
let volunteer: Client
let reader: Client
let newcomer: Client
let threadId: number

beforeAll(async () => {
  categoryId = await forum.category({ slug: 'wallets' })
  volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  reader = await forum.user()
  newcomer = await forum.user({ trust: 'new' })
  threadId = (await createThread(reader, categoryId)).id
})

const url = 'https://free-coins.test/claim'
const words = '[link awaiting approval]'

/** The page of posts that starts with this one. */
const pageWith = async (id: number) => {
  const { number } = (await volunteer.get(`/posts/${id}/source`)).body
  return `/threads/${threadId}/posts?after=${number - 1}`
}

const postOf = async (client: Client, id: number) => {
  const { items } = (await client.get(await pageWith(id))).body
  return items.find((post: { id: number }) => post.id === id)
}

const flagOf = async (id: number, client = volunteer) =>
  (await client.get('/moderation/flagged')).body.items.find(
    ({ postId }: { postId: number }) => postId === id
  )

async function feed(url: string): Promise<string> {
  const answer = await forum.app.inject({ url, headers: { host: 'forum.harbor.example' } })
  expect(answer.statusCode).toBe(200)
  return answer.body
}

/** Marks of matches split the text. */
const withoutMarks = (text: string) => text.replace(/<\/?mark>/g, '')

/** All texts of a post that another member can request. */
async function textsFor(client: Client, id: number, words = 'coins') {
  const paths = [
    `/threads/${threadId}`,
    await pageWith(id),
    `/posts/${id}/source`,
    `/posts/${id}/revisions`,
    `/users/${newcomer.username}/posts`,
    `/search?q=${words}`,
    '/search?q=free-coins.test'
  ]
  const answers = await Promise.all(paths.map((path) => client.get(path)))
  const pages = [`/t/${threadId}/feed.xml`, '/feed.xml', '/c/wallets/feed.xml']
  const feeds = await Promise.all(pages.map(feed))
  return withoutMarks([...answers.map(({ text }) => text), ...feeds].join('\n'))
}

test.each([
  ['as an address', `Claim coins here: ${url} today`],
  ['behind words', `Claim coins [here](${url} "${url}") today`],
  ['as an image', `Claim coins ![${url}](${url}/a.png) today`],
  ['in code', `Claim coins with \`curl ${url}\` today\n\n\`\`\`\nopen ${url}\n\`\`\``],
  ['as a host alone', 'Claim coins at free-coins.test.com/claim today, www.free-coins.test.com'],
  ['in a link to the forum', `Claim coins [here](/search?q=${url}) today`],
  ['in an entity', 'Claim coins [here](&#104;ttps://free-coins.test/claim) today'],
  ['in a reference', `Claim coins [here][1] today\n\n[1]: ${url} 'coins'`],
  ['in a table', `| coins |\n| --- |\n| ${url} |`]
])('a new member’s link is shown to them and moderators only: %s', async (_, body) => {
  const { id } = await reply(newcomer, threadId, body)
  await forum.settle()
  for (const client of [forum.guest, reader]) {
    const texts = await textsFor(client, id)
    expect(texts).not.toContain('free-coins')
    expect((await postOf(client, id)).html).toContain(words)
    forum.advance(3600_000)
  }
  for (const client of [newcomer, volunteer])
    expect((await postOf(client, id)).html).toMatch(/\/leave\/[\w-]{22}".*free-coins/s)
})

test('the source of a post shows others no hidden link', async () => {
  const body = 'Claim coins today\n\n[coins]: https://free-coins.com/a'
  const { id } = await reply(newcomer, threadId, body)
  for (const client of [forum.guest, reader])
    expect(await textsFor(client, id)).not.toContain('free-coins.com')
})

test('a link is public once a moderator has approved the text they read', async () => {
  const { id } = await reply(newcomer, threadId, `My coins are at ${url}?kept`)
  await forum.settle()
  const { revision } = (await flagOf(id)).snapshot
  const path = `/posts/${id}/flag-decision`
  expect((await reader.post(path, { outcome: 'clear', revision })).status).toBe(403)
  expect((await volunteer.post(path, { outcome: 'clear', revision: 'x'.repeat(43) })).status).toBe(
    409
  )
  expect((await volunteer.post(path, { outcome: 'clear', revision })).status).toBe(204)
  await forum.settle()
  expect((await postOf(forum.guest, id)).html).toContain('/leave/')
  expect(await feed(`/t/${threadId}/feed.xml`)).toContain('free-coins.test/claim?kept')
  const found = (await forum.guest.get('/search?q=free-coins.test')).text
  expect(withoutMarks(found)).toContain('free-coins.test/claim?kept')
  expect(await flagOf(id)).toBeUndefined()
})

test('an approved link waits again after the undo', async () => {
  const { id } = await reply(newcomer, threadId, `My coins are at ${url}?undone`)
  const { revision } = (await flagOf(id)).snapshot
  await volunteer.post(`/posts/${id}/flag-decision`, { outcome: 'clear', revision })
  const [act] = (await volunteer.get('/moderation/undoable')).body.items
  expect([act.kind, act.postId]).toEqual(['flag_cleared', id])
  expect((await volunteer.post(`/moderation/actions/${act.id}/undo`)).status).toBe(204)
  expect((await postOf(reader, id)).html).toContain(words)
  expect(await flagOf(id)).toMatchObject({ links: [`${url}?undone`] })
})

test('a link that a moderator keeps quarantined stays so, and needs no review again', async () => {
  const { id } = await reply(newcomer, threadId, `My coins are at ${url}?kept-out`)
  const { revision } = (await flagOf(id)).snapshot
  await volunteer.post(`/posts/${id}/flag-decision`, { outcome: 'keep', revision })
  expect((await postOf(reader, id)).html).toContain(words)
  expect(await flagOf(id)).toBeUndefined()
})

test('an edit shows only links that the moderator has seen', async () => {
  const { id } = await reply(newcomer, threadId, `My coins are at ${url}?first`)
  const { revision } = (await flagOf(id)).snapshot
  await newcomer.patch(`/posts/${id}`, { body: `My coins are at ${url}?second` })
  const stale = await volunteer.post(`/posts/${id}/flag-decision`, { outcome: 'clear', revision })
  expect(stale.status).toBe(409)
  const { snapshot } = await flagOf(id)
  const now = { outcome: 'clear', revision: snapshot.revision }
  expect((await volunteer.post(`/posts/${id}/flag-decision`, now)).status).toBe(204)
  await newcomer.patch(`/posts/${id}`, { body: `My coins: ${url}?second and ${url}?third` })
  const { html } = await postOf(reader, id)
  expect([html.split(words).length, html.split('/leave/').length]).toEqual([2, 2])
  expect((await reader.get(`/posts/${id}/revisions`)).text).not.toContain('?first')
})

test('links are shown once their author is not new any more', async () => {
  const member = await forum.user({ trust: 'new' })
  const { id } = await reply(member, threadId, `My coins are at ${url}?grown`)
  expect((await postOf(reader, id)).html).toContain(words)
  await forum.connection.db.update(users).set({ trust: 'basic' }).where(eq(users.id, member.id))
  await transaction(forum.context(), (ctx) => emit(ctx, 'actor.changed', { userId: member.id }))
  await forum.settle()
  expect((await postOf(forum.guest, id)).html).toContain('/leave/')
  expect(await flagOf(id)).toBeUndefined()
})

test('the leaving page does not show quarantined links to others', async () => {
  const { id } = await reply(newcomer, threadId, `My coins are at ${url}?leaving`)
  await forum.settle()
  const [, token] = /\/leave\/([\w-]{22})/.exec((await postOf(newcomer, id)).html) ?? []
  for (const client of [forum.guest, reader])
    expect((await client.get(`/links/${token}`)).status).toBe(404)
  for (const client of [newcomer, volunteer])
    expect((await client.get(`/links/${token}`)).body.url).toBe(`${url}?leaving`)
})

test('links to official and harmless hosts are shown at once; staff keep the list', async () => {
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const ours = 'See https://forum.harbor.example/a and https://etherscan.io/tx/0xabc1'
  const { id } = await reply(newcomer, threadId, ours)
  expect((await postOf(forum.guest, id)).html).not.toContain(words)
  const other = await reply(newcomer, threadId, 'See https://chain.explorer-of-ours.test/tx/1')
  expect((await postOf(forum.guest, other.id)).html).toContain(words)
  expect((await volunteer.get('/allowed-hosts')).status).toBe(403)
  expect((await staff.post('/allowed-hosts', { host: 'github.io' })).status).toBe(422)
  const added = await staff.post('/allowed-hosts', { host: 'Explorer-of-ours.test' })
  expect(added.status).toBe(201)
  expect((await staff.post('/allowed-hosts', { host: 'explorer-of-ours.test' })).status).toBe(422)
  await forum.settle()
  expect((await postOf(forum.guest, other.id)).html).toContain('/leave/')
  expect((await staff.delete(`/allowed-hosts/${added.body.id}`)).status).toBe(204)
  const later = await reply(newcomer, threadId, 'Or https://chain.explorer-of-ours.test/tx/2')
  expect((await postOf(forum.guest, later.id)).html).toContain(words)
})

test('links wait again once their host is not harmless any more', async () => {
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const member = await forum.user({ trust: 'new' })
  const { body } = await staff.post('/allowed-hosts', { host: 'our-coins.com' })
  await forum.settle()
  const shown = 'See https://a.our-coins.com/tx, our-coins[.]com and https://etherscan.io/tx/1'
  const { id } = await reply(member, threadId, shown)
  await forum.settle()
  expect((await postOf(forum.guest, id)).html).toContain('our-coins')
  await staff.delete(`/allowed-hosts/${body.id}`)
  await forum.settle()
  expect((await textsFor(forum.guest, id, 'our-coins')).includes('our-coins')).toBe(false)
  const { html } = await postOf(forum.guest, id)
  expect([html.split(words).length, html.includes('etherscan.io')]).toEqual([3, true])
  const links = ['https://a.our-coins.com/tx', 'https://our-coins.com']
  expect((await flagOf(id)).links).toEqual(links)
})

test('closing an account does not show its quarantined links', async () => {
  const member = await forum.user({ trust: 'new' })
  const { id } = await reply(member, threadId, `Mine are at ${url}?closed`)
  await member.patch(`/posts/${id}`, { body: 'Mine are gone' })
  const closing = { closesAt: forum.now() }
  await forum.connection.db.update(users).set(closing).where(eq(users.id, member.id))
  await eraseClosed(forum.context())
  await forum.settle()
  const { items } = (await reader.get(`/posts/${id}/revisions`)).body
  expect(items[0].body).toContain('Mine are at')
  expect(items[0].body).not.toContain('closed')
})

test('tags and reasons of edits cannot lead out', async () => {
  const question = { categoryId, title: 'Where is my deposit?', body: 'I sent it in the morning.' }
  const tagged = await newcomer.post('/threads', { ...question, tags: ['free-coins.com'] })
  expect([tagged.status, tagged.body.errors[0].path]).toEqual([422, 'tags'])
  const { id } = await reply(newcomer, threadId, 'It never came to me.')
  const edited = { body: 'It came to me at last.', reason: 'see free-coins[.]com' }
  const refused = await newcomer.patch(`/posts/${id}`, edited)
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'reason'])
  const reason = 'add me on Telegram @fast_help1'
  expect((await newcomer.patch(`/posts/${id}`, { ...edited, reason })).body.awaitingApproval).toBe(
    true
  )
  const typo = { ...edited, reason: 'typo' }
  expect((await newcomer.patch(`/posts/${id}`, typo)).status).toBe(204)
  const phishing = { ...question, title: 'Add me on Telegram:', tags: ['fast_help1', 'help'] }
  expect((await newcomer.post('/threads', phishing)).body.state).toBe('awaiting_approval')
})

test('a new member’s title cannot lead out', async () => {
  const titled = (title: string, client = newcomer) =>
    client.post('/threads', { categoryId, title, body: 'Has anybody been there?' })
  const refused = await titled('Claim at free-coins.test.com/claim')
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'title'])
  expect((await titled('What is wrong with forum.harbor.example?')).status).toBe(201)
  const { status, body } = await titled('Is free-coins.test.com/claim real?', reader)
  expect(status).toBe(201)
  const phishing = { title: 'Add me on Telegram: @fast_help1' }
  expect((await reader.patch(`/threads/${body.id}`, phishing)).status).toBe(422)
})

test('an approved post is public with its links', async () => {
  const approved = await forum.category({ rule: 'approve_first' })
  const moderator = await forum.user({ role: 'volunteer', moderates: [approved] })
  const { id, postId } = await createThread(newcomer, approved, {
    body: `My coins are at ${url}?approved`
  })
  expect((await approvePost(moderator, postId)).status).toBe(204)
  const [post] = (await forum.guest.get(`/threads/${id}`)).body.posts
  expect(post.html).toContain('/leave/')
})

test('a quarantined address stays so after it is blocked', async () => {
  const admin = await forum.user({ role: 'admin' })
  const post = await reply(newcomer, threadId, 'Look at https://later-blocked.test/now please.')
  await admin.put('/block-lists/phishing', { hosts: ['later-blocked.test'] })
  await forum.settle()
  expect(await textsFor(reader, post.id)).not.toContain('later-blocked')
  await admin.put('/block-lists/phishing', { hosts: [] })
})

test('a moderator’s quote does not contain the quarantined link', async () => {
  const post = await reply(newcomer, threadId, 'Mine is at https://waits-here.test/mine today.')
  const { body, quotable } = (await volunteer.get(`/posts/${post.id}/source`)).body
  expect([body.includes('waits-here.test'), quotable.includes('waits-here.test')]).toEqual([
    true,
    false
  ])
})

test('an unlinked address does not reach others either', async () => {
  const forms = [
    ...[
      'free-coins.**com**',
      'free-coins.`com`',
      'free-[coins.com](/c/wallets)',
      '//free-coins.com'
    ],
    ...['hxxps://free-coins.com/a', 'free-coins[.]com', 'free-coins(.)com', 'free-coins点com'],
    ...['a.b.c.d.e.f.g.free-coins.com', 'free-coins。com', 'free-coins．com', '…free-coins.com']
  ]
  const { id } = await reply(newcomer, threadId, `Claim coins at ${forms.join(' or ')} today`)
  await forum.settle()
  for (const client of [forum.guest, reader]) {
    expect((await textsFor(client, id)).includes('coins.com')).toBe(false)
    expect((await postOf(client, id)).html.split(words)).toHaveLength(forms.length + 1)
  }
  expect((await postOf(volunteer, id)).html.split('/leave/')).toHaveLength(forms.length + 1)
})
