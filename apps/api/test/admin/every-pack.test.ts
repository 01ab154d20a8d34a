import { describe, expect, test } from 'vitest'
import { packNames, readPack, readRelatedWords } from '../../src/packs/pack.ts'
import { startForum } from '../forum.ts'

// Each pack begins a forum of its own: texts that promise, leak or are too long would be refused.
describe.each(packNames)('the pack %s', (name) => {
  const forum = startForum({ opened: false })

  test('is accepted whole, in all languages', async () => {
    const admin = await forum.user({ role: 'admin' })
    const { status, text } = await admin.put('/admin/packs/chosen', { name })
    expect([status, text]).toEqual([204, ''])
    const { items } = (await admin.get('/desk/topics')).body
    const marked = items.filter(
      ({ identityDocuments }: { identityDocuments: boolean }) => identityDocuments
    )
    expect(marked.map(({ key }: { key: string }) => key)).toEqual(
      (await readPack(name)).identityDocuments
    )
  })

  test('relates the words of its field in search, which staff can edit', async () => {
    const admin = await forum.user({ role: 'admin' })
    await admin.get('/search/related-words')
    expect((await admin.put('/admin/packs/chosen', { name })).status).toBe(204)
    await forum.settle()
    const { text } = (await admin.get('/search/related-words')).body
    expect(text).toContain(readRelatedWords(name).trim())
    expect((await admin.put('/search/related-words', { text })).status).toBe(204)
  })
})
