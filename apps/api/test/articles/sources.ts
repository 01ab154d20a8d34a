import type { Client, TestForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

let last = 0

/** A sentence that no other one resembles, as the same one in many threads would look like spam. */
const sentence = () =>
  `${Array.from({ length: 12 }, () => Math.random().toString(36).slice(2, 9)).join(' ')}.`

/** A thread with an accepted answer, in a category of its own. */
export async function solvedThread(
  forum: TestForum,
  values: { title?: string; after?: string; before?: string } = {}
) {
  const { title, before = '', after = '' } = values
  const [question, answer] = [sentence(), sentence()]
  const [asker, helper] = [await forum.user(), await forum.user()]
  const categoryId = await forum.category({ slug: `solved-${(last += 1)}` })
  const body = `${before}${question}${after}`
  const { id, postId } = await createThread(asker, categoryId, { body, ...(title && { title }) })
  const { id: answerId } = await reply(helper, id, answer)
  await asker.put(`/threads/${id}/accepted-answer`, { postId: answerId })
  return { asker, helper, categoryId, threadId: id, postId, answerId, question, answer }
}

/** Makes a draft of a thread. */
export async function makeOf(client: Client, threadId: number) {
  const { status, body, text } = await client.post('/articles/from-threads', { threadId })
  if (status !== 201) throw new Error(text)
  return body as { id: number; slug: string; language: string; url: string }
}

export const decide = (client: Client, id: number, agrees = true, credit = 'left_out') =>
  client.put(`/articles/${id}/sources/decision`, { agrees, credit })
