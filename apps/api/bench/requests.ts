import { randomBytes } from 'node:crypto'
import type { Facts } from './facts.ts'
import type { NextRequest, Sent } from './load.ts'
import { createReplies, randomNumbers } from './texts.ts'

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** Requests that follow each other, from their number. */
export function sequence(request: (index: number) => Sent): NextRequest {
  let index = 0
  return () => request(index++)
}

/** Requests for these paths by turns, of a guest. */
export const byTurns = (paths: readonly string[]): NextRequest =>
  sequence((index) => ({ path: at(paths, index) }))

/** The same requests, by these members by turns. */
export function as(sessionIds: readonly string[], next: NextRequest): NextRequest {
  let index = 0
  return () => ({ ...next(), sessionId: at(sessionIds, index++) })
}

export const categories = Array.from({ length: 12 }, (_, index) => `/c/bench-${index + 1}`)

/** The address of the n-th guest. */
export const addressOf = (n: number) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`

/** Reads of guests with different addresses, each of a thread that is not cached. */
export const strangers = ({ threadCount }: Facts): NextRequest =>
  sequence((index) => ({
    path: `/t/${2 + ((index + 1000) % (threadCount - 1))}`,
    from: addressOf(index)
  }))

const words = {
  English: ['deposit', 'withdrawal pending', 'error', 'network', 'the', 'verification'],
  Chinese: ['充值', '提币', '验证', '我们', '错误码', '网络']
}

export const searches = (language: keyof typeof words): NextRequest =>
  byTurns(words[language].map((word) => `/api/v1/search?q=${encodeURIComponent(word)}`))

let text = createReplies(randomNumbers(9))

/** Writes other texts than earlier runs on the same database, as spammers repeat theirs. */
export function writeNewTexts(): void {
  text = createReplies(randomNumbers(Math.random() * 2 ** 32))
}

const key = () => randomBytes(16).toString('hex')

/** A reply as a form sends it, with its key. It ends with `word`. */
export const reply = (path: string, word = ''): Sent => ({
  ...{ method: 'POST', path: `/api/v1/threads/${path.slice('/t/'.length)}/posts` },
  ...{ body: { body: text() + word }, key: key() }
})

/**
 * Replies to most threads by turns.
 * @param first which one is the first: by default any, as otherwise each member would write where
 * they wrote in the runs before
 */
export const replies = (
  { threadCount }: Facts,
  first = Math.floor(Math.random() * threadCount)
): NextRequest =>
  sequence((index) => reply(`/t/${2 + (((first + index) * 7) % Math.floor(threadCount * 0.75))}`))

export const newThreads = (): NextRequest =>
  sequence((index) => ({
    ...{ method: 'POST', path: '/api/v1/threads', key: key() },
    body: {
      categoryId: 1 + (index % categories.length),
      title: `Withdrawal ${index} has been pending since this morning`,
      body: text(),
      language: 'en'
    }
  }))

const anyOf = (posts: Facts['posts']) => Math.floor(Math.random() * posts.length)

/**
 * Votes for posts of others.
 * @param first which one is the first: by default any, because a second vote in another run would
 * write nothing
 */
export function votes({ posts }: Facts, voters: number, first = anyOf(posts)): NextRequest {
  const votable = posts.filter(({ authorId }) => authorId > voters)
  return sequence((index) => ({
    ...{ method: 'PUT', path: `/api/v1/posts/${at(votable, first + index)?.id}/vote` }
  }))
}
