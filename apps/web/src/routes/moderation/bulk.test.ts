import { expect, test } from 'vitest'
import { bulksOf } from './bulk.ts'

const sent = (outcome: string, ...rows: unknown[]) => {
  const form = new FormData()
  form.set('outcome', outcome)
  form.set('reason', 'spam')
  for (const row of rows) form.append('ids', typeof row === 'string' ? row : JSON.stringify(row))
  return bulksOf(form)
}
const row = (what: string, id: number) => ({
  ...{ what, id, label: 'Fees' },
  revision: what === 'case' ? undefined : `r${id}`
})

test('each kind of row has its own outcome', () => {
  const spam = { outcome: 'hide', reason: 'spam', revisions: {} }
  expect(sent('hide', row('case', 1), row('post', 2), row('case', 3))).toMatchObject([
    { what: 'case', ids: [1, 3], ...spam },
    { what: 'post', ids: [2], ...spam, rows: [row('post', 2)] }
  ])
  const kept = { outcome: 'approve', reason: undefined }
  expect(sent('keep', row('post', 2))).toMatchObject([
    { what: 'post', ids: [2], revisions: { 2: 'r2' }, ...kept }
  ])
  expect(sent('keep', row('campaign', 4))).toMatchObject([
    { what: 'campaign', ids: [4], revisions: { 4: 'r4' }, ...kept }
  ])
})

test('what is no row is left out', () => {
  expect(sent('keep')).toEqual([])
  expect(sent('keep', 'post 2', 'null', '7', '{}', '[]', { what: 'other', id: 1 })).toEqual([])
})
