import { expect, test } from 'vitest'
import { splitErrors } from './split-errors.ts'

test('errors of a split are at the fields of its form', () => {
  const errors = { title: 'is too short', 'postIds.3': 'is no post' }
  expect(splitErrors(errors)).toEqual({ title: 'is too short', posts: 'is no post' })
  expect(splitErrors({ postIds: 'is required' })).toEqual({ posts: 'is required' })
})
