import { redirect } from '@sveltejs/kit'
import { attempt } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the page that makes an article of a thread or a ticket, which its address names. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  await event.locals.api.articles.work({})
  return { ticket: event.url.searchParams.get('ticket') }
}

export const actions: Actions = {
  default: async (event) => {
    membersOnly(event)
    const { articles } = event.locals.api
    const { searchParams } = event.url
    const number = searchParams.get('ticket')
    return attempt(event, {}, async () => {
      const { id, language } = number
        ? await articles.fromTicket({ number })
        : await articles.fromThread({ threadId: searchParams.get('thread') ?? '' })
      redirect(303, `/articles/work/${id}/${language}`)
    })
  }
}
