import { error } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { pageOf } from '#lib/threads/posts.ts'
import type { Post } from '#lib/shapes.ts'

type Locals = Pick<App.Locals, 'api' | 'locale'>

/**
 * Returns a post that the reader may see, with its thread.
 * @throws 404 if they may not see it
 */
export async function foundPost({ api, locale }: Locals, id: number) {
  const { threadId, number } = await api.threads.locate({ id })
  const page = pageOf(number)
  const { thread, posts } = await api.threads.show({ id: threadId, page })
  const post = posts.find((one) => one.id === id)
  if (!post || post.html === null)
    error(404, { message: translate('problem_not_found', {}, locale), code: 'not_found' })
  const { title, language, replyCount, audience, can } = thread
  const categoryId = thread.category.id
  return { post, thread: { id: thread.id, categoryId, title, language, replyCount, audience, can } }
}

/** Responds 403 unless the reader may do what the page is for. */
export function onlyIf({ locale }: Pick<App.Locals, 'locale'>, may: boolean) {
  if (!may) error(403, { message: translate('problem_forbidden', {}, locale), code: 'forbidden' })
}

/** True if the page should offer redaction; the endpoint decides. */
export const mayRedact = ({ me }: Pick<App.Locals, 'me'>, post: Pick<Post, 'author'>) =>
  post.author.id === me.id || me.can.moderate
