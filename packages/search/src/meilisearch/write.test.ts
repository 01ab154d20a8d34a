import { expect, test } from 'vitest'
import type { SearchDocument } from '../engine.ts'
import { inParts } from './write.ts'

const documentOf = (postId: number, text: string): SearchDocument => ({
  ...{ postId, threadId: 1, title: null, text, categoryIds: [1], authorId: 1, kind: 'question' },
  ...{ language: 'en', tags: [], official: false, solved: false, accepted: false, votes: 0 },
  ...{ writtenAt: '2026-01-01T00:00:00.000Z', isPublic: true }
})

async function partsOf(documents: SearchDocument[]) {
  const parts = []
  for await (const { count, lastId } of inParts([documents])) parts.push({ count, lastId })
  return parts
}

test('a task has at most ten thousand documents', async () => {
  const documents = Array.from({ length: 10_001 }, (_, at) => documentOf(at + 1, 'short'))
  expect(await partsOf(documents)).toEqual([
    { count: 10_000, lastId: 10_000 },
    { count: 1, lastId: 10_001 }
  ])
})

test('a task has at most 16 MB, so that documents of 2 MB fit', async () => {
  const text = 'word '.repeat(400_000)
  const documents = Array.from({ length: 9 }, (_, at) => documentOf(at + 1, text))
  expect(await partsOf(documents)).toEqual([
    { count: 8, lastId: 8 },
    { count: 1, lastId: 9 }
  ])
})
