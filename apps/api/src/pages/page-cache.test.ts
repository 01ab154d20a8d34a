import { expect, test } from 'vitest'
import { staleAfter } from './page-cache.ts'

const pages = [{ threadId: null }, { threadId: 7 }, { threadId: 8 }]
const stale = (type: string) => {
  const isStale = staleAfter([{ type, payload: { threadId: 7 } }])
  return pages.filter((page) => isStale?.(page)).map(({ threadId }) => threadId)
}

test('a reply makes lists and pages of its own thread stale', () => {
  expect(stale('post.created')).toEqual([null, 7])
})

test('a removal makes pages of other threads stale too', () => {
  expect(stale('post.hidden')).toEqual([null, 7, 8])
})

test.each(['notification.created', 'inbox.changed', 'ticket.opened', 'account.mail'])(
  '%s concerns no page of guests, so all pages stay',
  (type) => expect(stale(type)).toEqual([])
)

test('an unknown event of a newer version makes all pages stale', () => {
  expect(stale('thread.painted')).toEqual([null, 7, 8])
})
