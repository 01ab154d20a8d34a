import { setTimeout as sleep } from 'node:timers/promises'
import { users } from '@stoa/accounts/schema'
import { categories } from '@stoa/threads/schema'
import type { Forum } from '../src/forum.ts'
import type { ManualPage } from './manual-pages.ts'

const bodyLength = 19_000

/**
 * Creates a category and members. There are many, because of the limit of posts per user and
 * minute.
 */
export async function fillPeople(forum: Forum, members = 40): Promise<void> {
  const createdAt = new Date().toISOString()
  const name = { en: 'Manuals', 'zh-CN': '手册', 'zh-TW': '手冊' }
  const { db } = forum.connection
  await db.insert(categories).values({ slug: 'manuals', name, description: name, createdAt })
  await db.insert(users).values(
    Array.from({ length: members }, (_, index) => ({
      username: `poster${index + 1}`,
      usernameKey: `poster-${index + 1}`,
      email: `poster${index + 1}@bench.test`,
      emailVerifiedAt: createdAt,
      trust: 'trusted' as const,
      createdAt
    }))
  )
}

export type Poster = {
  /**
   * Posts a page as a thread, with replies if it is too long for one post. Returns the thread's id.
   */
  post(page: ManualPage, language: string): Promise<number>
  /** Waits until the last post of a thread is indexed. */
  untilIndexed(threadId: number): Promise<void>
  /** Whether a search for the phrase finds the thread, on any page of its results. */
  finds(phrase: string, threadId: number): Promise<boolean>
}

type Hits = { items: { threadId: number }[]; next: string | null }

type Call = <T>(path: string, body?: object) => Promise<T>

/** Calls the forum's API with the sessions by turns. */
export function createPoster(origin: string, sessionIds: string[]): Poster {
  const call = createCall(origin, sessionIds)
  return {
    post: (page, language) => postPage(call, page, language),
    untilIndexed: (threadId) => untilIndexed(call, threadId),
    finds: (phrase, threadId) => finds(call, phrase, threadId)
  }
}

function createCall(origin: string, sessionIds: string[]): Call {
  let turn = 0
  return async <T>(path: string, body?: object) => {
    const cookie = `stoa_session=${sessionIds[(turn += 1) % sessionIds.length]}`
    // Manual pages contain their authors' addresses, which are public already.
    const confirmed = { 'stoa-personal-data': 'share' }
    const answer = await fetch(`${origin}/api/v1${path}`, {
      headers: { cookie, origin, 'content-type': 'application/json', ...confirmed },
      ...(body && { method: 'POST', body: JSON.stringify(body) })
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`)
    return JSON.parse(text) as T
  }
}

async function postPage(call: Call, { name, text }: ManualPage, language: string) {
  const [body = '', ...rest] = parts(text)
  const thread = { categoryId: 1, kind: 'discussion', title: `Manual: ${name}`, body, language }
  const { id } = await call<{ id: number }>('/threads', thread)
  for (const body of rest) await call(`/threads/${id}/posts`, { body })
  return id
}

async function finds(call: Call, phrase: string, threadId: number): Promise<boolean> {
  const q = encodeURIComponent(`"${phrase}"`)
  let cursor = ''
  for (;;) {
    const { items, next } = await call<Hits>(`/search?q=${q}${cursor}`)
    if (items.some((item) => item.threadId === threadId)) return true
    if (next === null) return false
    cursor = `&cursor=${encodeURIComponent(next)}`
  }
}

async function untilIndexed(call: Call, threadId: number): Promise<void> {
  const { thread } = await call<{ thread: { title: string } }>(`/threads/${threadId}`)
  for (let tries = 0; tries < 600; tries += 1) {
    if (await finds(call, thread.title, threadId)) return
    await sleep(100)
  }
  throw new Error('The last document was not indexed within a minute.')
}

/** Cuts between lines, so that no phrase is cut in two. */
function parts(text: string): string[] {
  const cut: string[] = []
  let part = ''
  for (const line of text.split('\n')) {
    if (part.length + line.length > bodyLength) {
      cut.push(part)
      part = ''
    }
    part += `${line}\n`
  }
  return [...cut, part].filter((one) => one.trim() !== '')
}
