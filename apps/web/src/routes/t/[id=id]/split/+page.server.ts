import { fail, redirect } from '@sveltejs/kit'
import { attempt, formOf } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { orMoved } from '#lib/problems.server.ts'
import { splitErrors } from './split-errors.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a page of replies to pick; the address keeps those that were picked on other pages. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { searchParams } = event.url
  const page = Number(searchParams.get('page')) || 1
  const { thread, posts } = await orMoved(
    event.locals.api.threads.show({ id: event.params.id, page })
  )
  return {
    ...{ thread, page },
    posts: posts.filter(({ number, state }) => number > 1 && state === 'visible'),
    picked: picked(searchParams),
    title: searchParams.get('title') ?? ''
  }
}

const picked = (form: Pick<FormData, 'getAll'> | URLSearchParams) =>
  [...new Set(form.getAll('posts').map(Number))].filter((id) => id > 0).slice(0, 100)

export const actions: Actions = {
  default: async (event) => {
    const form = await formOf(event)
    const typed = form.get('title')
    const title = typeof typed === 'string' ? typed : ''
    const postIds = picked(form)
    const done = await attempt(event, { title, postIds }, async () => {
      const { url } = await event.locals.api.threads.split({ id: event.params.id, postIds, title })
      redirect(303, url)
    })
    const { problem, values } = done.data
    return fail(done.status, {
      values,
      problem: { ...problem, errors: splitErrors(problem.errors) }
    })
  }
}
