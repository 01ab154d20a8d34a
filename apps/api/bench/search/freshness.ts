import { setTimeout as wait } from 'node:timers/promises'
import { guest, type Context } from '@stoa/core'
import { findRecipient } from '@stoa/accounts/recipients'
import { threadsEndpoints } from '@stoa/threads'
import type { Forum } from '../../src/forum.ts'

const edits = 200
const maxWait = 60_000

/**
 * Edits posts of a running forum, one after the other.
 * @returns the milliseconds from the answer to each edit until a guest finds its new word, in
 * ascending order
 */
export async function measureFreshness(forum: Forum): Promise<number[]> {
  await forum.start()
  const posts = await forum.connection.sql<{ id: number; authorId: number; body: string }[]>`
    select posts.id, posts.author_id as "authorId", posts.body
    from posts join threads on threads.id = thread_id join categories on categories.id = category_id
    where posts.state = 'visible' and threads.state = 'visible' and closed_at is null
    and rule = 'public' and author_role = 'member' and posts.id is distinct from accepted_post_id
    order by posts.id desc limit 40`
  const times: number[] = []
  for (let at = 0; at < edits; at++) {
    const post = posts[at % posts.length]
    if (!post) throw new Error('no post can be edited')
    times.push(await timeOfEdit(forum.context(), post, `zirkon${letters(at)}`))
  }
  return times.sort((a, b) => a - b)
}

type Post = { id: number; authorId: number; body: string }

async function timeOfEdit(ctx: Context, { id, authorId, body }: Post, word: string) {
  const author = await findRecipient(ctx, authorId)
  if (!author) throw new Error(`nobody has the id ${authorId}`)
  await threadsEndpoints.edit.handle(
    { ...ctx, actor: author.actor },
    { id, body: `${body} ${word}` }
  )
  const committed = performance.now()
  while (!(await isFound(ctx, word))) {
    if (performance.now() - committed > maxWait) throw new Error(`${word} is not found`)
    await wait(1)
  }
  return performance.now() - committed
}

async function isFound(ctx: Context, q: string): Promise<boolean> {
  const { find } = ctx.ports.searchEngine
  const words = { all: [[{ text: q, isQuoted: true }]], none: [], filters: {} }
  const query = { actor: guest, words, least: 'all', filters: {}, sort: 'relevance' } as const
  return (await find(query)).matches.length > 0
}

/** A number as letters, so that every edit has a word of its own. */
const letters = (number: number) =>
  Array.from(String(number), (digit) => 'abcdefghij'[Number(digit)]).join('')
