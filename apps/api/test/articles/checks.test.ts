import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { checkArticles } from '@stoa/articles'
import { articleTranslations } from '@stoa/articles/schema'
import { invalidateTrustLists } from '@stoa/safety'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum } from '../forum.ts'
import { confirm } from '../moderation/confirming.ts'
import { createThread } from '../posting.ts'
import { publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum()

const check = () => checkArticles(forum.context())

/** What writers are told of an article. */
async function findingsOf({ id }: { id: number }) {
  const { findings } = (await (await writer(forum)).get('/articles/work')).body
  const of = findings.filter((one: { id: number }) => one.id === id)
  return of.map(({ kind, target }: Record<string, string>) => `${kind} ${target}`).toSorted()
}

test('links to what is not there are found, and those to what is are not', async () => {
  const { id: threadId } = await createThread(await forum.user(), await forum.category())
  const other = await publicArticle(forum)
  const right = [
    `/t/${threadId}`,
    `/t/${threadId}#p1`,
    `/articles/${other.slug}#s-first`,
    '#s-here'
  ]
  const wrong = ['#s-there', '/articles/none', `/articles/${other.slug}#s-no`, '/c/none', '/p/99']
  const more = ['/t/99999999', `/t/${threadId}#p9`, '/announcements/999', `${forum.origin}/t/99999`]
  const links = [...right, ...wrong, ...more].map((target) => `[a](${target})`)
  const article = await publicArticle(forum, { body: `# Here\n\n${links.join('\n')}` })
  await check()
  expect(await findingsOf(article)).toEqual(
    [...wrong, ...more].map((target) => `dead_link ${target}`).toSorted()
  )
})

test('a link that readers of the article may not see is found', async () => {
  const closed = await forum.category({ signInRequired: true })
  const { id } = await createThread(await forum.user(), closed)
  const body = `[a](/t/${id})`
  const [open, members] = [
    await publicArticle(forum, { body }),
    await publicArticle(forum, { body, readers: 'members' })
  ]
  await check()
  expect(await findingsOf(open)).toEqual([`dead_link /t/${id}`])
  expect(await findingsOf(members)).toEqual([])
})

test('a repaired article leaves the list with its new version, and the store at night', async () => {
  const article = await publicArticle(forum, { body: '[a](/t/9999) [b](/t/8888)' })
  await check()
  for (const one of [await writer(forum), await writer(forum)]) {
    await save(one, article, { body: '[b](/t/8888)' })
    await publish(one, article)
    await publish(await writer(forum), article)
  }
  expect(await findingsOf(article)).toEqual([])
  await check()
  expect(await findingsOf(article)).toEqual(['dead_link /t/8888'])
})

test('a link to an announcement that was withdrawn is found', async () => {
  const staff = await announcer(forum)
  const [stays, goes] = [await announce(staff), await announce(staff)]
  const body = `[a](/announcements/${stays}) [b](/announcements/${goes}/title)`
  const article = await publicArticle(forum, { body })
  await check()
  expect(await findingsOf(article)).toEqual([])
  await staff.post(`/announcements/${goes}/withdrawal`, { correction: { en: 'It was wrong.' } })
  await check()
  expect(await findingsOf(article)).toEqual([`announcement_over /announcements/${goes}/title`])
})

test('a host that is official no more is found, and one that never was is not', async () => {
  const [first, second] = [
    await forum.user({ role: 'admin' }),
    await forum.user({ role: 'admin' })
  ] as const
  const { id } = (await first.post('/trust-list', { kind: 'domain', value: 'harbor.example' })).body
  await confirm(second, id)
  invalidateTrustLists(forum.ports)
  const body = '<https://harbor.example/fees> and <https://elsewhere.example/>'
  const article = await publicArticle(forum, { body })
  await check()
  expect(await findingsOf(article)).toEqual([])
  await first.delete(`/trust-list/${id}`)
  await confirm(second, id)
  invalidateTrustLists(forum.ports)
  await check()
  expect(await findingsOf(article)).toEqual(['not_official https://harbor.example/fees'])
})

test('a picture without a description is found', async () => {
  const { id } = await publicArticle(forum)
  const html = '<img src="/api/v1/uploads/AAAAAAAAAAAAAAAAAAAAAA" alt="">'
  await forum.connection.db
    .update(articleTranslations)
    .set({ html })
    .where(eq(articleTranslations.articleId, id))
  await check()
  expect(await findingsOf({ id })).toEqual([`undescribed /api/v1/uploads/AAAAAAAAAAAAAAAAAAAAAA`])
})

test('only those who write articles are told', async () => {
  await publicArticle(forum, { body: '[a](/t/9999)' })
  await check()
  const volunteer = await forum.user({ role: 'volunteer' })
  expect((await volunteer.get('/articles/work')).body.findings).toEqual([])
  expect((await (await forum.user()).get('/articles/work')).status).toBe(403)
})

test('links that cannot be looked up or stored whole are found like others', async () => {
  const long = `#${Array.from({ length: 300 }, () => crypto.randomUUID()).join('')}`
  const odd = await publicArticle(forum, { body: `[a](/c/%00) [b](/articles/%00) [c](${long})` })
  const after = await publicArticle(forum, { body: '[a](/t/9999)' })
  await check()
  const found = ['/c/%00', '/articles/%00', long.slice(0, 500)]
  expect(await findingsOf(odd)).toEqual(found.map((target) => `dead_link ${target}`).toSorted())
  expect(await findingsOf(after)).toEqual(['dead_link /t/9999'])
})

test('a text that cannot be checked does not keep others from it', async () => {
  await publicArticle(forum, { body: '[a](/announcements/9999)' })
  const after = await publicArticle(forum, { body: '[a](/t/9999)' })
  const ctx = forum.context()
  const announcementStates = (_: unknown, ids: readonly number[]) =>
    ids.length > 0 ? Promise.reject(new Error('away')) : Promise.resolve(new Map())
  const announcements = { ...ctx.ports.announcements, announcementStates }
  const failing = { ...ctx, ports: { ...ctx.ports, announcements } }
  await expect(checkArticles(failing)).rejects.toThrow('failed')
  expect(await findingsOf(after)).toEqual(['dead_link /t/9999'])
})
