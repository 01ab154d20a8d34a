import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad } from './$types'

const shownLength = 160

/** Loads the reader's drafts, the latest first. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const cursor = event.url.searchParams.get('cursor') ?? undefined
  const { items, next } = await event.locals.api.threads.drafts({ cursor })
  return {
    next,
    drafts: items.map(({ key, url, title, threadTitle, body = '', updatedAt }) => ({
      key,
      url,
      title: title || threadTitle,
      beginning: body.length > shownLength ? `${body.slice(0, shownLength)}…` : body,
      updatedAt
    }))
  }
}

export const actions: Actions = {
  discard: async (event) => {
    const { key } = await typed(event, ['key'])
    return attempt(event, {}, async () => {
      await event.locals.api.threads.deleteDraft({ key })
      redirect(303, '/drafts')
    })
  }
}
