import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, attemptEdit, typed } from '#lib/form.server.ts'
import { valuesIn } from '#lib/text-fields.ts'
import { categoryInputOf, type CategoryValues } from '../category-fields.ts'
import { categoryValuesIn } from '../typed-category.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a category in all languages, with its moderators. */
export const load: PageServerLoad = async ({ locals: { api }, params: { id } }) => {
  const [category, moderators, groups] = await Promise.all([
    api.threads.category({ id }),
    api.threads.moderators({ id }),
    api.groups.groups({})
  ])
  return {
    id,
    values: valuesOf(category),
    snapshot: category.snapshot,
    moderators: moderators.items,
    groups: groups.items,
    waiting: category.waitingModeratorGroups
  }
}

type Stored = Awaited<ReturnType<Api['threads']['category']>>

const valuesOf = ({
  parentId,
  hideThreshold,
  holdFirstPosts,
  name,
  description,
  ...stored
}: Stored): CategoryValues => ({
  ...stored,
  parentId: parentId === null ? '' : String(parentId),
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

const onCategory =
  (act: (threads: Api['threads'], id: number) => Promise<unknown>) => async (event: RequestEvent) =>
    attempt(event, { closing: true }, async () => {
      await act(event.locals.api.threads, Number(event.params.id))
      redirect(303, '/admin/categories')
    })

export const actions: Actions = {
  save: async (event) => {
    const values = await categoryValuesIn(event)
    return attemptEdit(event, { category: values }, async (revision) => {
      const id = event.params.id
      await event.locals.api.threads.changeCategory({ id, revision, ...categoryInputOf(values) })
      redirect(303, '/admin/categories')
    })
  },
  archive: onCategory((threads, id) => threads.archiveCategory({ id })),
  unarchive: onCategory((threads, id) => threads.unarchiveCategory({ id })),
  delete: onCategory((threads, id) => threads.deleteCategory({ id })),
  merge: async (event) => {
    const { into } = await typed(event, ['into'])
    return attempt(event, { into }, async () => {
      await event.locals.api.threads.mergeCategory({ id: event.params.id, into })
      redirect(303, `/admin/categories/${into}`)
    })
  },
  appoint: onModerator((threads, moderator) => threads.appointModerator(moderator)),
  remove: onModerator((threads, moderator) => threads.removeModerator(moderator))
}
