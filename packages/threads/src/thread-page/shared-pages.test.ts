import { expect, test } from 'vitest'
import type { Context } from '@stoa/core'
import type { ThreadPage } from './contract.ts'
import { onceForMany, type SharedHead } from './shared-heads.ts'

const ctx = { locale: 'en', actor: { id: 1, role: 'member' } } as unknown as Context

const kept = () => {
  const head = { pages: new Map(), own: '{}', authorId: 2, written: { posted: false }, posts: [] }
  return { ...head, draft: null as SharedHead['draft'] }
}

const read = (head: ReturnType<typeof kept>) =>
  onceForMany(ctx, head as unknown as SharedHead, {}, async () => ({}) as ThreadPage)

test('a page is made once for readers who get the same', async () => {
  const head = kept()
  expect(await read(head)).toBe(await read(head))
  expect(head.pages.size).toBe(1)
})

test('a page with a draft is its reader’s alone, and takes no memory', async () => {
  const head = { ...kept(), draft: { body: 'Half a thought', replyTo: null } }
  await read(head)
  expect(head.pages.size).toBe(0)
})
