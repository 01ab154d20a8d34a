import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createForum, type Forum } from '../../src/forum.ts'
import { startForum } from '../forum.ts'
import { publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum({ web: true })
let node: Forum

beforeAll(async () => {
  node = await createForum({ ...forum.settings, role: 'web' })
  await node.start()
  await forum.start()
})
afterAll(() => node.stop())

/** What a guest reads on the other node; its cache keeps the page. */
async function readThere(url: string): Promise<string> {
  const { body } = await node.app.inject({ url, headers: { host: '127.0.0.1:3000' } })
  return body
}

/** Waits until guests of the other node read the words, or no more. A busy machine takes longer. */
const soon = (url: string, shown: string, gone = 'never written') =>
  vi.waitFor(
    async () => {
      const page = await readThere(url)
      expect(page).toContain(shown)
      expect(page).not.toContain(gone)
    },
    { timeout: 5000, interval: 20 }
  )

test('the next guest on another node soon reads a published change', async () => {
  const [author, article] = [await writer(forum), await publicArticle(forum, { title: 'Pay out' })]
  const page = `/articles/${article.slug}`
  expect(await readThere(page)).toContain('Open the wallet.')
  await soon('/help', page)
  await save(author, article, { title: 'Pay out in calm', body: '# First\n\nOpen the app.' })
  expect(await readThere(page)).toContain('Open the wallet.')
  expect((await publish(author, article)).body.state).toBe('published')
  await Promise.all([
    soon(page, 'Open the app.', 'Open the wallet.'),
    soon('/help', 'Pay out in calm')
  ])
})

test('an article that guests may no longer read leaves the pages of all nodes', async () => {
  const [author, article] = [await writer(forum), await publicArticle(forum)]
  const page = `/articles/${article.slug}`
  expect(await readThere(page)).toContain('Open the wallet.')
  await soon('/help', page)
  await author.patch(`/articles/${article.id}`, { readers: 'staff' })
  await Promise.all([soon(page, '<h1', 'Open the wallet.'), soon('/help', '<h1', page)])
})
