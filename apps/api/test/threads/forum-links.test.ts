import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { posts, threads } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { asks, replies } from './writing.ts'

const forum = startForum({ origin: 'http://forum.harbor.example' })

/** A public thread with this text, and its first post as a client reads it. */
async function written(body: string) {
  const { id } = await asks(await forum.user({ trust: 'trusted' }), await forum.category(), {
    title: `Links to other pages ${Math.random()}`,
    body
  })
  return async (client: Client): Promise<string> =>
    (await client.get(`/threads/${id}`)).body.posts[0].html
}

const settled = (id: number, values: Partial<typeof threads.$inferInsert>) =>
  forum.connection.db.update(threads).set(values).where(eq(threads.id, id))

describe('a link in a post', () => {
  test('to a thread shows its title and state', async () => {
    const { id } = await asks(await forum.user(), await forum.category(), {
      title: 'Is <b>this</b> "known"?'
    })
    const html = await written(`See ${forum.origin}/t/${id}/old-slug and [here](/t/${id}).`)
    expect(await html(forum.guest)).toContain(
      '<bdi lang="en">Is &lt;b&gt;this&lt;/b&gt; &quot;known&quot;?</bdi></a> and'
    )
    await settled(id, { solvedAt: forum.now() })
    const shown = await html(forum.guest)
    expect(shown).toContain('</bdi></a> <span class="chip chip-solved">Solved</span> and')
    expect(shown).toContain(
      `title="Is &lt;b&gt;this&lt;/b&gt; &quot;known&quot;?">here</a> <span class="chip chip-solved">Solved</span>`
    )
  })

  test('to a post shows its thread with the number', async () => {
    const { id } = await asks(await forum.user(), await forum.category(), { title: 'Long talk' })
    const reply = await replies(await forum.user(), id)
    const html = await written(`${forum.origin}/p/${reply.id} ${forum.origin}/t/${id}/x?page=1#p2`)
    expect((await html(forum.guest)).match(/Long talk<\/bdi> #2<\/a>/g)).toHaveLength(2)
    await forum.connection.db.update(posts).set({ state: 'hidden' }).where(eq(posts.id, reply.id))
    expect(await html(forum.guest)).toContain(`>${forum.origin}/p/${reply.id}</a>`)
  })

  test('shows nothing of what this reader may not read', async () => {
    const staff = await forum.user({ role: 'staff' })
    const inside = await forum.category({ rule: 'staff_only' })
    const { id } = await asks(staff, inside, { title: 'Plans for autumn' })
    const hidden = await asks(await forum.user(), await forum.category(), { title: 'Rude words' })
    await settled(hidden.id, { state: 'hidden' })
    const html = await written(
      `${forum.origin}/t/${id} ${forum.origin}/t/${hidden.id} [all](/t/${id}) ${forum.origin}/t/99999`
    )
    for (const reader of [forum.guest, await forum.user()]) {
      expect(await html(reader)).not.toMatch(/Plans|Rude|chip|title=/)
      expect(await html(reader)).toContain(`>${forum.origin}/t/${id}</a>`)
    }
    expect(await html(staff)).toContain('Plans for autumn')
  })

  test('to a ticket shows its subject to those alone who take part', async () => {
    const requester = await forum.user()
    const number = await openTicket(requester, { subject: 'My private matter' })
    const html = await written(`[it](/tickets/${number})`)
    expect(await html(requester)).toContain('title="My private matter"')
    const desk = await agent(forum)
    expect(await html(desk)).toContain('title="My private matter"')
    for (const reader of [forum.guest, await forum.user()])
      expect(await html(reader)).not.toMatch(/private|chip/)
  })

  test('has one title, which is the true one', async () => {
    const { id } = await asks(await forum.user(), await forum.category(), { title: 'Long talk' })
    const shown = await (await written(`[x](/t/${id} "Free coins")`))(forum.guest)
    expect(shown.match(/title="[^"]*"/g)).toEqual(['title="Long talk"'])
  })

  test('to a page about a thread stays as it is', async () => {
    const { id } = await asks(await forum.user(), await forum.category(), { title: 'Long talk' })
    const pages = ['manage', 'escalate?x=1', 'feed.xml', 'manage/move']
    const html = await written(pages.map((page) => `[a](/t/${id}/${page})`).join(' '))
    expect(await html(forum.guest)).not.toMatch(/title=|chip/)
    const other = await written(`[a](/t/${id}/history) [b](/t/${id}/?page=1)`)
    expect((await other(forum.guest)).match(/title="Long talk"/g)).toHaveLength(2)
  })

  test('to another place stays as it is', async () => {
    const html = await written('[a](/t/1x) [b](/tags/t/1) [c](https://other.test/t/1) [d](/u/t/1)')
    expect(await html(forum.guest)).not.toMatch(/title=|chip/)
  })
})

test('links cost a page one statement for each kind of target, and none without them', async () => {
  const { id } = await asks(await forum.user(), await forum.category())
  const reply = await replies(await forum.user(), id)
  const [plain, linked] = [
    await written('Nothing to see.'),
    await written(`/ [a](/t/${id}) [b](/p/${reply.id}) [c](/t/${id}#p2) [d](/t/${id}?page=1)`)
  ]
  await plain(forum.guest)
  await linked(forum.guest)
  const without = await forum.count(() => plain(forum.guest))
  expect(await forum.count(() => linked(forum.guest))).toBe(without + 1)
})
