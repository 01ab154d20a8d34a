import { error } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import type { Post } from '#lib/shapes.ts'

type Locals = Pick<App.Locals, 'api' | 'locale'>

const postsPerPage = 20

/**
 * A post whose text the reader may see, with its thread.
 * @throws 404 for one that is not theirs to see
 */
export async function foundPost({ api, locale }: Locals, id: number) {
  const { threadId, number } = await api.threads.locate({ id })
  const page = Math.ceil(number / postsPerPage)
  const { thread, posts } = await api.threads.show({ id: threadId, page })
  const post = posts.find((one) => one.id === id)
  if (!post || post.html === null)
    error(404, { message: translate('problem_not_found', {}, locale), code: 'not_found' })
  const { title, language, replyCount } = thread
  return { post, thread: { id: thread.id, title, language, replyCount } }
}

/** Ends in a page that says so where the reader may not do what it is for. */
export function onlyIf({ locale }: Pick<App.Locals, 'locale'>, may: boolean) {
  if (!may) error(403, { message: translate('problem_forbidden', {}, locale), code: 'forbidden' })
}

/** Whether the reader may take passages out of a post. The endpoint has the last word. */
export const mayRedact = ({ me }: Pick<App.Locals, 'me'>, post: Pick<Post, 'author'>) =>
  post.author.id === me.id || me.can.moderate
