import { beforeEach, expect, test } from 'vitest'
import { draft, publicArticle, publish, save, writer } from '../articles/writing.ts'
import { startForum } from '../forum.ts'
import { startReceiver } from './receiver.ts'
import { subscribing } from './subscribing.ts'

const forum = startForum({ loopback: true })
const receiver = startReceiver()
const { subscribe, sent, reset } = subscribing(forum, receiver)
beforeEach(reset)

const events = ['article.published', 'article.updated']

test('a published article and its next version are sent with title, note and link', async () => {
  await subscribe(events)
  const article = await publicArticle(forum, { title: 'What a withdrawal costs' })
  const writers = [await writer(forum), await writer(forum)] as const
  await save(writers[0], article, { body: 'Costs 3 now.', note: 'A new fee' })
  for (const one of writers) await publish(one, article)
  const [first, second] = await sent()
  const { id: articleId, language, slug } = article
  const url = `${forum.origin}/articles/${slug}`
  expect(first).toMatchObject({ type: 'article.published', data: { articleId, language, url } })
  expect(second).toMatchObject({
    type: 'article.updated',
    data: { revision: 2, note: 'A new fee', kind: 'guide', section: null }
  })
  expect(JSON.stringify(second)).not.toContain('Costs 3 now')
})

test('drafts, and articles that guests do not read, are not sent', async () => {
  await subscribe(events)
  await draft(await writer(forum))
  await publicArticle(forum, { readers: 'members' })
  await publicArticle(forum, { readers: 'staff' })
  expect(await sent()).toEqual([])
})

test('a chat gets the title of an article and its link', async () => {
  const url = `${receiver.origin}/bot1:a/sendMessage?chat_id=1`
  await subscribe(events, { format: 'telegram', url })
  const { slug } = await publicArticle(forum, { title: 'Fees in short' })
  await forum.settle()
  const [message] = receiver.received.map(({ body }) => JSON.parse(body))
  expect(message.text).toBe(
    `Fees in short\nAn article was published\n${forum.origin}/articles/${slug}`
  )
})
