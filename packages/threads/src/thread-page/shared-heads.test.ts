import { expect, test } from 'vitest'
import type { Context, Ports } from '@stoa/core'
import { sharedHeads } from './shared-heads.ts'
import type { StoredHead } from './thread-head.ts'

const ctx = { now: '2026-01-01T00:00:00.000Z' } as Context
const place = { threadId: 1, from: 1 }

const headOf = (values: object) =>
  ({
    ...{ state: 'visible', written: { unseen: false }, marks: [], official: [], posts: [] },
    ...values
  }) as unknown as StoredHead

test('a kept thread is without the draft of who read it first', async () => {
  const heads = sharedHeads({} as Ports)
  const head = headOf({ draft: { body: 'Half a thought', replyTo: null } })
  expect(await heads.fill(ctx, place, async () => head)).toBe(head)
  expect(heads.get(ctx, place)?.draft).toBeNull()
})

test('a thread that is being read while a picture changes is not kept', async () => {
  const heads = sharedHeads({} as Ports)
  const changed = async () => (heads.dropThoseWith(7), headOf({}))
  await heads.fill(ctx, place, changed)
  expect(heads.get(ctx, place)).toBeUndefined()
})
