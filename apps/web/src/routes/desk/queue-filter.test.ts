import { expect, test } from 'vitest'
import { queueFilterOf } from './queue-filter.ts'

const filterOf = (search: string) => queueFilterOf(new URL(`https://forum.example/desk${search}`))

test('the desk starts with unassigned tickets', () => {
  expect(filterOf('')).toMatchObject({ view: 'unassigned', topic: undefined })
})

test('valid parameters are read from the address, others are ignored', () => {
  const named = filterOf('?view=mine&topic=api&language=zh-TW&priority=high')
  expect(named).toMatchObject({ view: 'mine', topic: 'api', language: 'zh-TW', priority: 'high' })
  expect(filterOf('?q=+garnet+').q).toBe('garnet')
  expect([filterOf('?tag=VIP').tag, filterOf('?tag=two+words').tag]).toEqual(['vip', undefined])
  expect(filterOf('?view=all&topic=No-Topic')).toMatchObject({ view: 'all', topic: undefined })
})
