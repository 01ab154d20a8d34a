import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
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
