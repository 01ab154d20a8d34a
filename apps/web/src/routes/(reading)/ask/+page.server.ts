import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** What the form starts with: the category and title that a link brought along. */
export const load: PageServerLoad = ({ url }) => ({
  start: {
    category: url.searchParams.get('category') ?? '',
    title: url.searchParams.get('title') ?? ''
  },
  idempotencyKey: crypto.randomUUID()
})

const fields = ['kind', 'categoryId', 'title', 'body', 'tags', 'key'] as const
const tagsOf = (text: string) => text.split(/[\s,，、]+/).filter(Boolean)

export const actions: Actions = {
  default: async (event) => {
    const { key, ...values } = await typed(event, fields)
    return attempt(event, values, async () => {
      event.locals.useKey(key)
      const kind = values.kind === 'discussion' ? 'discussion' : 'question'
      const input = { ...values, kind, tags: tagsOf(values.tags) } as const
      const { url } = await event.locals.api.threads.ask(input)
      redirect(303, url)
    })
  }
}
