import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { valuesIn } from '#lib/text-fields.ts'
import { categoryFields, categoryInputOf, type CategoryValues } from '../category-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a category in all languages, with its moderators. */
export const load: PageServerLoad = async ({ locals: { api }, params: { id } }) => {
  const [category, moderators] = await Promise.all([
    api.threads.category({ id }),
    api.threads.moderators({ id })
  ])
  return { id, values: valuesOf(category), moderators: moderators.items }
}

type Stored = Awaited<ReturnType<Api['threads']['category']>>

const valuesOf = ({
  slug,
  parentId,
  rule,
  hideThreshold,
  holdFirstPosts,
  name,
  description
}: Stored): CategoryValues => ({
  slug,
  parentId: parentId === null ? '' : String(parentId),
  rule,
  hideThreshold: String(hideThreshold),
  holdFirstPosts: holdFirstPosts ? 'on' : '',
  ...valuesIn(name, 'name'),
  ...valuesIn(description, 'description')
})

type Act = (
  threads: Api['threads'],
  moderator: { id: number; username: string }
) => Promise<unknown>

const onModerator = (act: Act) => async (event: RequestEvent) => {
  const { username } = await typed(event, ['username'])
  return attempt(event, { username }, async () => {
    const id = Number(event.params.id)
    await act(event.locals.api.threads, { id, username })
    redirect(303, `/admin/categories/${id}`)
  })
}

export const actions: Actions = {
  save: async (event) => {
    const values = await typed(event, categoryFields)
    return attempt(event, { category: values }, async () => {
      const id = event.params.id
      await event.locals.api.threads.changeCategory({ id, ...categoryInputOf(values) })
      redirect(303, '/admin/categories')
    })
  },
  appoint: onModerator((threads, moderator) => threads.appointModerator(moderator)),
  remove: onModerator((threads, moderator) => threads.removeModerator(moderator))
}
