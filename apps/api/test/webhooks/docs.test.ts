import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { webhookEvents } from '@stoa/webhooks/schema'

const sections = readFileSync('docs/webhooks.md', 'utf8').split('\n### ').slice(1)
const typesIn = (section: string) =>
  [...(section.split('\n', 1)[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, type]) => type)

test('the documentation names every event that receivers can get, once', () => {
  expect(sections.flatMap(typesIn).toSorted()).toEqual(
    [...webhookEvents, 'webhook.test'].toSorted()
  )
})

test('the documentation shows a body of each kind of event', () => {
  for (const section of sections) {
    const [, text = ''] = /```json\n([\s\S]*?)```/.exec(section) ?? []
    const body = JSON.parse(text) as { type: string }
    expect(Object.keys(body)).toEqual(['type', 'timestamp', 'data'])
    expect(typesIn(section)).toContain(body.type)
  }
})
