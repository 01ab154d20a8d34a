import { expect, test } from 'vitest'
import { changedParts } from './changed-parts.server.ts'

const parts = (texts: Record<string, string>) =>
  Object.entries(texts).map(([name, text]) => ({ name, text }))
const now = { revision: '2', parts: parts({ title: 'Refunds', body: 'Call +1 555 0100 now' }) }

test('each part that says something else is shown with what was read', () => {
  const read = JSON.stringify(parts({ title: 'Refunds', body: 'Call us now', tags: 'fees' }))
  expect(changedParts(read, now)).toMatchObject([
    { name: 'body', pieces: expect.arrayContaining([{ kind: 'removed', text: 'us' }]) },
    { name: 'tags', pieces: [{ kind: 'removed', text: 'fees' }] }
  ])
})

test('what cannot be read as parts counts as nothing that was read', () => {
  for (const read of ['', 'no parts', 'null', '[1]', '[{"name":1}]'])
    expect(
      changedParts(read, now)
        .map(({ name }) => name)
        .toSorted()
    ).toEqual(['body', 'title'])
})
