import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum({ web: true })

async function asked(title: string) {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const asker = await forum.user()
  const [source, target] = [
    await createThread(asker, categoryId),
    await createThread(asker, categoryId, { title })
  ]
  const search = async (q: string) => {
    const url = `/t/${source.id}/merge?q=${encodeURIComponent(q)}`
    return (await volunteer.inject({ method: 'GET', url })).text
  }
  return { source, target, search }
}

test('a number that is no thread is searched as a word of a title', async () => {
  const { source, target, search } = await asked('The error 998877 came again')
  const page = await search('998877')
  expect(page).toContain(`/t/${source.id}/merge?into=${target.id}`)
  expect(page).not.toContain('aria-invalid')
  expect(await search(String(target.id))).toContain('name="into"')
})

test('an address of no thread is refused at the field that it was typed in', async () => {
  const page = await (await asked('Another question')).search('/t/998877/gone')
  expect(page).toMatch(/href="#q"/)
  expect(page).toMatch(/<input(?=[^>]*name="q")(?=[^>]*aria-invalid="true")/)
})
