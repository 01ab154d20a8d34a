import { expect, test } from 'vitest'
import { changedParts, partsIn, differences, type Piece } from './changed-parts.server.ts'
import fc from 'fast-check'

const parts = (texts: Record<string, string>) =>
  Object.entries(texts).map(([name, text]) => ({ name, text }))
const now = { revision: '2', parts: parts({ title: 'Refunds', body: 'Call +1 555 0100 now' }) }

test('each changed part is shown with what was read', () => {
  const read = parts({ title: 'Refunds', body: 'Call us now', tags: 'fees' })
  expect(changedParts(read, now, 'en')).toMatchObject([
    { name: 'body', pieces: expect.arrayContaining([{ kind: 'removed', text: 'us' }]) },
    { name: 'tags', pieces: [{ kind: 'removed', text: 'fees' }] }
  ])
})

test('an empty part that was absent before has not changed', () => {
  const read = parts({ title: 'Refunds', body: 'Call +1 555 0100 now' })
  const filled = { revision: '2', parts: [...now.parts, ...parts({ timeZone: '' })] }
  expect(changedParts(read, filled, 'en')).toEqual([])
})

test('of a list of choices each has its word', () => {
  const chosen = { revision: '2', parts: parts({ severities: 'normal\ncritical' }) }
  expect(changedParts([], chosen, 'en')).toMatchObject([
    { name: 'severities', pieces: [{ kind: 'added', text: 'Normal\nCritical' }] }
  ])
})

test('unreadable parts count as nothing read', () => {
  for (const read of ['', 'no parts', 'null', '[1]', '[{"name":1}]'])
    expect(
      changedParts(partsIn(read), now, 'en')
        .map(({ name }) => name)
        .toSorted()
    ).toEqual(['body', 'title'])
})

test('times, places and choices are compared as a whole', () => {
  const times = ['2026-11-27T10:00:00.000Z', '2026-11-27T11:00:00.000Z'] as const
  const later = { revision: '2', parts: parts({ startsAt: times[1], categories: 'Fees\nAPI' }) }
  expect(changedParts(parts({ startsAt: times[0] }), later, 'en')).toMatchObject([
    {
      name: 'startsAt',
      pieces: times.map((text, at) => ({ kind: at ? 'added' : 'removed', text }))
    },
    { name: 'categories', pieces: [{ kind: 'added', text: 'Fees\nAPI' }] }
  ])
})

const without = (pieces: Piece[], kind: Piece['kind']) =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map(({ text }) => text)
    .join('')

test('a changed English word is marked, the rest stays', () => {
  expect(differences('It takes two hours', 'It takes three hours')).toEqual([
    { kind: 'same', text: 'It takes ' },
    { kind: 'removed', text: 'two' },
    { kind: 'added', text: 'three' },
    { kind: 'same', text: ' hours' }
  ])
})

test('a changed Chinese word is marked, the rest stays', () => {
  expect(differences('充值两小时到账', '充值三天到账').map(({ kind }) => kind)).toContain('same')
})

test('without the removed pieces, the result is the new text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const pieces = differences(a.trim(), b.trim())
      expect(without(pieces, 'removed').replace(/\s/g, '')).toBe(b.replace(/\s/g, ''))
    })
  )
})
