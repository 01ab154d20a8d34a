import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { publicArticle, publish, writer } from './writing.ts'

const forum = startForum()
const places = async () => (await forum.guest.get('/me')).body.places

test('the frame leads to a help centre and a blog once guests find something there', async () => {
  expect(await places()).toEqual({ help: false, blog: false })
  await publicArticle(forum, { readers: 'members' })
  expect(await places()).toEqual({ help: false, blog: false })
  await publicArticle(forum, { kind: 'post' })
  await expect.poll(places).toEqual({ help: false, blog: true })
  await publicArticle(forum)
  await expect.poll(places).toEqual({ help: true, blog: true })
})

test('the sitemap has each language of public articles', async () => {
  const article = await publicArticle(forum)
  const hidden = await publicArticle(forum, { readers: 'staff' })
  const [author, second] = [await writer(forum), await writer(forum)]
  const words = { title: `提币步骤 ${article.id}`, summary: '提币。', body: '提币。', revision: 0 }
  await author.put(`/articles/${article.id}/translations/zh-CN`, words)
  const chinese = { ...article, language: 'zh-CN' }
  await publish(author, chinese)
  await publish(second, chinese)
  const { text } = await forum.guest.inject({ method: 'GET', url: '/sitemap/articles.xml' })
  expect(text).toContain(`${forum.origin}/articles/${article.slug}</loc>`)
  expect(text).toContain(encodeURI(`/articles/提币步骤-${article.id}`))
  expect(text).not.toContain(hidden.slug)
})

test('the sitemap has the lists of articles that guests find something in', async () => {
  const staff = await writer(forum)
  const sitemap = async () =>
    (await forum.guest.inject({ method: 'GET', url: '/sitemap/articles.xml' })).text
  const [names, slug] = [{ en: 'Cards' }, 'found-cards']
  const { id } = (await staff.post('/article-sections', { slug, icon: 'card', names })).body
  expect(await sitemap()).not.toContain(`/help/${slug}<`)
  await publicArticle(forum, { section: id })
  await publicArticle(forum, { kind: 'post' })
  for (const page of [`/help/${slug}`, '/help', '/blog'])
    await expect.poll(sitemap).toContain(`${forum.origin}${page}</loc>`)
})

test('feeds have the text of public articles, by kind, tag and language', async () => {
  const tag = `tag${Math.random().toString(36).slice(2)}`
  const article = await publicArticle(forum, { kind: 'faq', tags: [tag] })
  const hidden = await publicArticle(forum, { kind: 'faq', tags: [tag], readers: 'members' })
  const read = (path: string) => forum.guest.inject({ method: 'GET', url: path })
  const feed = await read(`/articles/feed.json?kind=faq&tag=${tag}`)
  expect(feed.body.items).toMatchObject([{ url: `${forum.origin}/articles/${article.slug}` }])
  expect(feed.text).toContain('Open the wallet.')
  const atom = await read(`/articles/feed.xml?tag=${tag}&language=en`)
  expect(atom.text).toContain(article.slug)
  expect(atom.text).not.toContain(hidden.slug)
  expect((await read(`/articles/feed.json?tag=${tag}&language=zh-CN`)).body.items).toEqual([])
  expect((await read('/articles/feed.xml?kind=nothing')).status).toBe(404)
})
