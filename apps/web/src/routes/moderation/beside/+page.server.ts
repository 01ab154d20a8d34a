import { error } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { membersOnly } from '#lib/members.server.ts'
import { postsAround } from '../posts-around.server.ts'
import type { PageServerLoad } from './$types'

const latest = 5

/** Loads an author, and the posts around one of theirs if the address names it. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api, locale } = event.locals
  const number = (name: string) => Number(event.url.searchParams.get(name)) || 0
  const place = { threadId: number('thread'), number: number('number') }
  const [{ items }, around] = await Promise.all([
    api.moderation.authors({ ids: String(number('author')), posts: latest }),
    place.threadId && place.number ? postsAround(api, place) : []
  ])
  const [author] = items
  if (!author)
    error(404, { message: translate('problem_not_found', {}, locale), code: 'not_found' })
  return { author, around, post: number('post') }
}
