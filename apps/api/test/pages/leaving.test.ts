import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum({ web: true })
const url = 'https://elsewhere.example/terms'

test('the page before an outside link leads there once, by its own button', async () => {
  const author = await forum.user({ trust: 'trusted' })
  const thread = await createThread(author, await forum.category(), { body: `See <${url}>.` })
  const { items } = (await forum.guest.get(`/threads/${thread.id}/posts`)).body
  const [leave = ''] = /\/leave\/[\w-]{22}/.exec(items[0].html) ?? []
  const { text } = await forum.guest.inject({ method: 'GET', url: leave })
  const links = [...text.matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>/g)].filter(([, to]) => to === url)
  expect(links.map(([link]) => /rel="nofollow ugc noopener noreferrer"/.test(link))).toEqual([true])
})
