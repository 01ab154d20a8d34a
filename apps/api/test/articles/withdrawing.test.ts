import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum()

/** An article with three public versions, of which the second is wrong. */
async function wrongOnce() {
  const [article, editor] = [
    await publicArticle(forum, { body: 'Pay no fee.' }),
    await writer(forum)
  ]
  for (const body of ['Send it to the wrong wallet.', 'Pay no fee at all.']) {
    await save(editor, article, { body, summary: body, note: body })
    await publish(editor, article)
  }
  return { editor, article, path: `/articles/${article.id}/translations/en` }
}

type Wrong = Awaited<ReturnType<typeof wrongOnce>>

const withdraw = (client: Client, { path }: Wrong, number = 2) =>
  client.put(`${path}/revisions/${number}/withdrawal`, { reason: 'The wallet was wrong.' })

const historyOf = (client: Client, { path }: Wrong) => client.get(`${path}/revisions`)

test('of a withdrawn version readers see that it was, and none of its words', async () => {
  const wrong = await wrongOnce()
  expect((await historyOf(forum.guest, wrong)).text).toContain('wrong wallet')
  expect((await withdraw(wrong.editor, wrong)).status).toBe(204)
  for (const client of [forum.guest, await forum.user({ role: 'volunteer' })]) {
    const { body, text } = await historyOf(client, wrong)
    expect(text).not.toMatch(/wrong wallet|wallet was wrong/)
    expect(body.items.map((one: { body: unknown }) => one.body)).toEqual([
      'Pay no fee at all.',
      null,
      'Pay no fee.'
    ])
    expect(body.items[1]).toMatchObject({ number: 2, note: null, withdrawn: { reason: null } })
  }
})

test('who publishes articles still reads a withdrawn version, and why', async () => {
  const wrong = await wrongOnce()
  await withdraw(wrong.editor, wrong)
  const { items } = (await historyOf(await writer(forum), wrong)).body
  expect(items[1]).toMatchObject({
    body: 'Send it to the wrong wallet.',
    withdrawn: { reason: 'The wallet was wrong.' }
  })
  expect(items[0].withdrawn).toBeNull()
})

test('the version that readers see is not withdrawn, and a draft neither', async () => {
  const wrong = await wrongOnce()
  const shown = await withdraw(wrong.editor, wrong, 3)
  expect(shown).toMatchObject({ status: 409, body: { code: 'article_version_is_public' } })
  await save(wrong.editor, wrong.article, { body: 'Not yet.' })
  const draft = await withdraw(wrong.editor, wrong, 4)
  expect(draft).toMatchObject({ status: 409, body: { code: 'article_version_never_public' } })
  expect((await withdraw(wrong.editor, wrong, 9)).status).toBe(404)
})

test('nobody restores a withdrawn version', async () => {
  const wrong = await wrongOnce()
  await withdraw(wrong.editor, wrong)
  const restore = (number: number) =>
    wrong.editor.post(`${wrong.path}/restoration`, { number, revision: 3 })
  expect(await restore(2)).toMatchObject({
    status: 409,
    body: { code: 'article_version_withdrawn' }
  })
  expect((await restore(1)).status).toBe(200)
})

test('volunteers and staff without the capability withdraw nothing', async () => {
  const wrong = await wrongOnce()
  for (const role of ['volunteer', 'staff'] as const)
    expect((await withdraw(await forum.user({ role }), wrong)).status).toBe(403)
  expect((await historyOf(forum.guest, wrong)).text).toContain('wrong wallet')
})

test('withdrawing a version twice keeps the first reason', async () => {
  const wrong = await wrongOnce()
  await withdraw(wrong.editor, wrong)
  const again = { reason: 'Another reason.' }
  const path = `${wrong.path}/revisions/2/withdrawal`
  expect((await wrong.editor.put(path, again)).status).toBe(204)
  const { items } = (await historyOf(wrong.editor, wrong)).body
  expect(items[1].withdrawn.reason).toBe('The wallet was wrong.')
})
