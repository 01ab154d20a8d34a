import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { webhookEvents } from '@stoa/webhooks/schema'

const files = ['docs/webhooks.md', 'docs/webhooks.zh-CN.md']
const sectionsOf = (file: string) => readFileSync(file, 'utf8').split('\n### ').slice(1)
const typesIn = (section: string) =>
  [...(section.split('\n', 1)[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, type]) => type)

test.each(files)('%s names every event that receivers can get, once', (file) => {
  expect(sectionsOf(file).flatMap(typesIn).toSorted()).toEqual(
    [...webhookEvents, 'webhook.test'].toSorted()
  )
})

test.each(files)('%s shows a body of each kind of event', (file) => {
  for (const section of sectionsOf(file)) {
    const [, text = ''] = /```json\n([\s\S]*?)```/.exec(section) ?? []
    const body = JSON.parse(text) as { type: string }
    expect(Object.keys(body)).toEqual(['type', 'timestamp', 'data'])
    expect(typesIn(section)).toContain(body.type)
  }
})
