import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { publicArticle, writer } from '../articles/writing.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum({ web: true })

const classesOfPage = (page: string) =>
  [...page.matchAll(/ class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(/\s+/))

const classesOfStyles = (css: string) =>
  new Set(
    Array.from(css.matchAll(/\.((?:\\.|[\w-])+)/g), ([, name = '']) => name.replace(/\\(.)/g, '$1'))
  )

const read = async (url: string) => (await forum.guest.inject({ method: 'GET', url })).text

const stylesOf = (page: string) =>
  /<link href="([^"]+\.css)" rel="stylesheet">/.exec(page)?.[1] ?? ''

/** Paths of pages that guests come to first, with what they can show. */
async function firstPages() {
  const categoryId = await forum.category({ slug: 'styles' })
  const [asker, other] = [await forum.user(), await forum.user()]
  const { id, url } = await createThread(asker, categoryId, { tags: ['styles'] })
  for (let count = 0; count < 21; count += 1) await reply(await forum.user(), id)
  const answer = await reply(other, id, 'Wait for a day.')
  await asker.put(`/threads/${id}/accepted-answer`, { postId: answer.id })
  return ['/', '/c/styles', '/tags/styles', url, `${url}?page=2`]
}

/** Pages of articles, with what they can show. */
async function articlePages() {
  const staff = await writer(forum)
  const names = { en: 'Fees', 'zh-CN': '费用', 'zh-TW': '費用' }
  await staff.post('/article-sections', { icon: 'coins', names, slug: 'fees' })
  const series = await staff.post('/article-series', { names, slug: 'steps' })
  const section = (await staff.get('/article-sections')).body.items[0].id
  const body =
    '# A\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n# B\n\n1. One\n\n   More\n\n> [!TIP]\n> So.'
  const settings = { section, series: series.body.id, kind: 'tutorial' }
  const { slug } = await publicArticle(forum, { ...settings, body, tags: ['fees'] })
  await publicArticle(forum, { ...settings })
  await publicArticle(forum, { kind: 'post' })
  return [`/articles/${slug}`, '/articles/series/steps', '/help', '/help/fees', '/blog']
}

test('that of articles has every class of their pages, and the styles of their text', async () => {
  const all = classesOfStyles(await read(stylesOf(await read('/about'))))
  for (const path of await articlePages()) {
    const page = await read(path)
    expect(stylesOf(page)).toContain('/articles.')
    const styled = classesOfStyles(await read(stylesOf(page)))
    const missing = classesOfPage(page).filter((name) => all.has(name) && !styled.has(name))
    expect([...new Set(missing)]).toEqual([])
    expect(styled.has('callout-tip')).toBe(true)
    expect(page).not.toContain('article-prose')
  }
})

test('the smaller stylesheet of guests has every class of the pages they come to first', async () => {
  const all = classesOfStyles(await read(stylesOf(await read('/about'))))
  for (const path of await firstPages()) {
    const page = await read(path)
    expect(stylesOf(page)).toContain('/guest.')
    const styled = classesOfStyles(await read(stylesOf(page)))
    const missing = classesOfPage(page).filter((name) => all.has(name) && !styled.has(name))
    // Styled in the form for replies only.
    expect([...new Set(missing)].filter((name) => name !== 'text')).toEqual([])
  }
})

test('members get one stylesheet for all pages, as guests elsewhere', async () => {
  const member = await forum.user()
  const pages = [
    await read('/about'),
    (await member.inject({ method: 'GET', url: '/about' })).text,
    (await member.inject({ method: 'GET', url: '/' })).text
  ]
  expect(new Set(pages.map(stylesOf)).size).toBe(1)
  expect(stylesOf(pages[0] ?? '')).toContain('/styles.')
})
