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
  const spam = { outcome: 'hide', reason: 'spam', revisions: {} }
  expect(sent('hide', 'case 1 ', 'post 2 r2', 'case 3 ')).toEqual([
    { what: 'case', ids: [1, 3], ...spam },
    { what: 'post', ids: [2], ...spam }
  ])
  const kept = { outcome: 'approve', reason: undefined }
  expect(sent('keep', 'post 2 r2')).toEqual([
    { what: 'post', ids: [2], revisions: { 2: 'r2' }, ...kept }
  ])
  expect(sent('keep', 'wave 4 r4')).toEqual([
    { what: 'wave', ids: [4], revisions: { 4: 'r4' }, ...kept }
  ])
  expect(sent('keep')).toEqual([])
})
