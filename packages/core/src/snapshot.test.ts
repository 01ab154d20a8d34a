import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkRevision, RevisionChanged, snapshotOf } from './snapshot.ts'

const parts = fc.dictionary(fc.string({ minLength: 1 }), fc.string())
const shown = (given: Record<string, string>) =>
  JSON.stringify(Object.entries(given).filter(([, text]) => text !== ''))

test('two snapshots have the same revision only if all texts are the same', () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const same = snapshotOf(one).revision === snapshotOf(other).revision
      expect(same).toBe(shown(one) === shown(other))
    })
  )
})

test('any other revision is refused with the present snapshot', () => {
  const [read, now] = [snapshotOf({ body: 'Pay here' }), snapshotOf({ body: 'Pay there' })]
  expect(() => checkRevision(now.revision, now)).not.toThrow()
  expect(() => checkRevision(read.revision, now)).toThrow(RevisionChanged)
  try {
    checkRevision(read.revision, now)
  } catch (error) {
    expect(error).toMatchObject({ status: 409, code: 'revision_changed', now })
  }
})
