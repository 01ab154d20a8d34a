import { describe, expect, test } from 'vitest'
import { packNames, readPack } from '../../src/packs/pack.ts'
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
})
