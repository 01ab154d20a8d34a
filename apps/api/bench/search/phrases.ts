import { guest, type Context } from '@stoa/core'
import { searchEndpoints } from '@stoa/search'
import { searchQuery } from '@stoa/search/contract'
import type { Forum } from '../../src/forum.ts'
import { choosePhrase, cutHan, cutWords } from '../phrases.ts'
import { randomNumbers } from '../texts.ts'

const each = 80

/** How many phrases of the posts in a language find the thread they are cut from. */
export type PhraseCount = { language: string; found: number; missed: string[] }

type Text = { threadId: number; text: string; isEnglish: boolean }
type Answer = { items: { threadId: number }[]; next: string | null }

/** Cuts 80 phrases in each language from the demo community's posts and searches for them. */
export async function measurePhrases(forum: Forum): Promise<PhraseCount[]> {
  const texts = await forum.connection.sql<Text[]>`
    select posts.thread_id as "threadId", search_documents.text, threads.language = 'en' as "isEnglish"
    from search_documents join posts on posts.id = post_id
    join threads on threads.id = posts.thread_id
    join categories on categories.id = category_id
    where posts.state = 'visible' and threads.state = 'visible' and rule = 'public'
    order by post_id`
  const ctx = { ...forum.context(), actor: guest }
  const inLanguage = (isEnglish: boolean) => texts.filter((text) => text.isEnglish === isEnglish)
  return [
    { language: 'Chinese', ...(await count(ctx, inLanguage(false), cutHan)) },
    { language: 'English', ...(await count(ctx, inLanguage(true), cutWords)) }
  ]
}

async function count(ctx: Context, texts: Text[], cut: typeof cutHan) {
  const random = randomNumbers(11)
  const missed: string[] = []
  for (let done = 0; done < each; done++) {
    const { phrase, document } = choosePhrase(texts, cut, random)
    if (!(await isFound(ctx, phrase, document.threadId))) missed.push(phrase)
  }
  return { found: each - missed.length, missed }
}

async function isFound(ctx: Context, phrase: string, threadId: number): Promise<boolean> {
  let cursor: string | null | undefined
  while (cursor !== null) {
    const query = searchQuery.parse({ q: `"${phrase}"`, cursor })
    const answer = (await searchEndpoints.search.handle(ctx, query)) as Answer
    if (answer.items.some((item) => item.threadId === threadId)) return true
    cursor = answer.next
  }
  return false
}
