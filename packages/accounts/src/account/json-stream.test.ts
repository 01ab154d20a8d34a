import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonOf } from './data-export.ts'

async function textOf(value: unknown) {
  let text = ''
  for await (const piece of jsonOf(value)) text += piece
  return text
}

async function* rows<T>(values: T[]) {
  yield* values
}

test('any value is read back unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect(JSON.parse(await textOf(value))).toEqual(JSON.parse(JSON.stringify(value)))
    })
  )
})

test('async rows become an array, anywhere in the value', async () => {
  const value = { posts: rows([{ id: 1 }, { id: 2 }]), own: { drafts: rows([]), count: null } }
  expect(JSON.parse(await textOf(value))).toEqual({
    posts: [{ id: 1 }, { id: 2 }],
    own: { drafts: [], count: null }
  })
})
