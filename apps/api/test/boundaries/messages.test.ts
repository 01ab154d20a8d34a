import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hasMessage } from '@stoa/messages'
import { reasons } from '@stoa/moderation/tables'
import { kinds } from '@stoa/notifications/schema'
import { closeReasons } from '@stoa/threads/contract'

const sources = globSync('packages/*/src/**/*.ts', { exclude: ['**/paraglide/**', '**/*.test.ts'] })
const said = sources.flatMap((path) => {
  const text = readFileSync(path, 'utf8')
  const found = text.matchAll(/\binvalid\(\s*[^,()]+,\s*'(\w+)'/g)
  return [...found].map(([, key = '']) => ({ path, key }))
})

test('every reason to refuse a field has a message', () => {
  expect(said.length).toBeGreaterThan(30)
  expect(said.filter(({ key }) => !hasMessage(key))).toEqual([])
})

test('every reason of a report and of closing a thread has its words', () => {
  const keys = [
    ...reasons.map((reason) => `moderation_reason_${reason}`),
    ...closeReasons.map((reason) => `threads_close_reason_${reason}`)
  ]
  expect(keys.filter((key) => !hasMessage(key))).toEqual([])
})

// Their sentences depend on the decision.
const varied = ['moderation', 'report_outcome']

test('every kind of notification has a name, a sentence and a subject', () => {
  const keys = kinds.flatMap((kind) => [
    `notifications_kind_${kind}`,
    `notifications_mail_${kind}_subject`,
    ...(varied.includes(kind) ? [] : [`notifications_told_${kind}`])
  ])
  expect(keys.filter((key) => !hasMessage(key))).toEqual([])
})
