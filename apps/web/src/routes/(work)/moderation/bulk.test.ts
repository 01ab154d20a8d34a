import { expect, test } from 'vitest'
import { bulksOf } from './bulk.ts'

const sent = (outcome: string, ...ids: string[]) => {
  const form = new FormData()
  form.set('outcome', outcome)
  form.set('reason', 'spam')
  for (const id of ids) form.append('ids', id)
  return bulksOf(form)
}

test('each kind of row is decided in its own way', () => {
  expect(sent('hide', 'case-1', 'post-2', 'case-3')).toEqual([
    { what: 'case', ids: [1, 3], outcome: 'hide', reason: 'spam' },
    { what: 'post', ids: [2], outcome: 'hide', reason: 'spam' }
  ])
  expect(sent('keep', 'post-2')).toEqual([
    { what: 'post', ids: [2], outcome: 'approve', reason: undefined }
  ])
  expect(sent('keep', 'wave-4')).toEqual([
    { what: 'wave', ids: [4], outcome: 'approve', reason: undefined }
  ])
  expect(sent('keep')).toEqual([])
})
