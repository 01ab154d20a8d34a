import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonOf } from './json-stream.ts'

async function textOf(value: unknown) {
  let text = ''
  for await (const piece of jsonOf(value)) text += piece
  return text
}

async function* rows<T>(values: T[]) {
  yield* values
}

test('any value reads as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect(JSON.parse(await textOf(value))).toEqual(JSON.parse(JSON.stringify(value)))
    })
  )
})

test('rows that come one by one are an array, wherever they stand', async () => {
  const value = { posts: rows([{ id: 1 }, { id: 2 }]), own: { drafts: rows([]), count: null } }
  expect(JSON.parse(await textOf(value))).toEqual({
    posts: [{ id: 1 }, { id: 2 }],
    own: { drafts: [], count: null }
  })
})
