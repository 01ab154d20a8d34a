import { expect, test } from 'vitest'
import { reindex } from '@stoa/search'
import { searchDocuments } from '@stoa/search/schema'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()

const spoil = () => forum.connection.db.update(searchDocuments).set({ text: 'spoiled' })
const texts = async () =>
  (await forum.connection.db.select().from(searchDocuments)).map(({ text }) => text)

test('an interrupted reindexing is resumed; the next one does everything', async () => {
  const [author, category] = [await forum.user(), await forum.category()]
  for (const body of ['Zirconium.', 'Beryl.']) await createThread(author, category, { body })
  await forum.settle()
  const interrupted = reindex(forum.context(), (done) => {
    if (done > 0) throw new Error('the machine was turned off')
  })
  await expect(interrupted).rejects.toThrow('turned off')
  await spoil()
  const steps: number[][] = []
  expect(await reindex(forum.context(), (...step) => void steps.push(step))).toBe(2)
  expect(steps).toEqual([[2, 2]])
  expect(await texts()).toEqual(['spoiled', 'spoiled'])
  expect(await reindex(forum.context(), () => {})).toBe(2)
  expect((await texts()).sort()).toEqual(['Beryl.', 'Zirconium.'])
})
