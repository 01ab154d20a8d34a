import { expect, test } from 'vitest'
import { queueFilterOf } from './queue-filter.ts'
import { withTypedFilters } from './typed-filters.ts'

const topics = [
  { key: 'api', name: 'API', language: 'en' as const, offered: true },
  { key: 'deposit_withdrawal', name: '充值与提现', language: 'en' as const, offered: true }
]
const filterOf = (q: string, rest = '') =>
  withTypedFilters(
    queueFilterOf(new URL(`https://forum.example/desk?q=${encodeURIComponent(q)}${rest}`)),
    topics
  )

test('filters typed in the query are removed from it', () => {
  const typed = 'topic:api stuck  priority:HIGH since noon language:zh-cn'
  expect(filterOf(typed)).toMatchObject({
    ...{ topic: 'api', priority: 'high', language: 'zh-CN' },
    q: 'stuck since noon'
  })
  expect(filterOf('topic:充值与提现 到账')).toMatchObject({
    topic: 'deposit_withdrawal',
    q: '到账'
  })
  expect(filterOf('tag:链上 到账')).toMatchObject({ tag: '链上', q: '到账' })
  expect(filterOf('topic：“充值与提现”')).toMatchObject({
    topic: 'deposit_withdrawal',
    q: undefined
  })
})

test('typed filters precede chosen ones', () => {
  expect(filterOf('topic:api', '&topic=trading').topic).toBe('api')
  expect(filterOf('stuck', '&topic=trading').topic).toBe('trading')
})

test('unknown filters, and those of other searches, stay in the query', () => {
  for (const typed of ['topic:poetry', 'priority:soon', 'author:anna', 'https://forum.example'])
    expect(filterOf(typed)).toMatchObject({ q: typed, topic: undefined, priority: undefined })
})

test('the name of an Object property is no filter', () => {
  expect(filterOf('constructor:api')).toMatchObject({ q: 'constructor:api' })
  expect(Object.keys(filterOf('constructor:api'))).not.toContain('0')
})
