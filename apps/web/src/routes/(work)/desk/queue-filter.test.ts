import { expect, test } from 'vitest'
import { queueFilterOf } from './queue-filter.ts'

const filterOf = (search: string) => queueFilterOf(new URL(`https://forum.example/desk${search}`))

test('the desk begins with what nobody has taken', () => {
  expect(filterOf('')).toMatchObject({ view: 'unassigned', topic: undefined })
})

test('what is named is taken from the address, and nonsense is not', () => {
  const named = filterOf('?view=mine&topic=api&language=zh-TW&priority=high')
  expect(named).toMatchObject({ view: 'mine', topic: 'api', language: 'zh-TW', priority: 'high' })
  expect(filterOf('?q=+garnet+').q).toBe('garnet')
  expect(filterOf('?view=all&topic=No-Topic')).toMatchObject({ view: 'all', topic: undefined })
})
