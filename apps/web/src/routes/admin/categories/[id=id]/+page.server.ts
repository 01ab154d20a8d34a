import { redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { action, actionThen } from '#lib/forms/action.server.ts'
import { valuesIn } from '#lib/text-fields.ts'
import { categoryInputOf, typedCategory, type CategoryValues } from '../typed-category.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

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

const valuesOf = ({ name, description, ...stored }: Stored): CategoryValues => ({
  ...stored,
  parentId: stored.parentId === null ? '' : String(stored.parentId),
  holdFirstPosts: stored.holdFirstPosts ? 'on' : '',
  signInRequired: stored.signInRequired ? 'on' : '',
  ...valuesIn(name, 'name'),
  ...valuesIn(description, 'description')
})

const list = '/admin/categories'
const here = ({ params: { id } }: RequestEvent) => `${list}/${id}`

export const actions: Actions = {
  save: actionThen(list, typedCategory, ({ locals: { api }, params }, values, revision) =>
    api.threads.changeCategory({ ...params, revision, ...categoryInputOf(values) })
  ),
  archive: actionThen(list, [], ({ locals: { api }, params }) =>
    api.threads.archiveCategory(params)
  ),
  unarchive: actionThen(list, [], ({ locals: { api }, params }) =>
    api.threads.unarchiveCategory(params)
  ),
  delete: actionThen(list, [], ({ locals: { api }, params }) => api.threads.deleteCategory(params)),
  merge: action(['into'], async ({ locals: { api }, params }, { into }) => {
    await api.threads.mergeCategory({ ...params, into })
    redirect(303, `${list}/${into}`)
  }),
  appoint: actionThen(here, ['username'], ({ locals: { api }, params }, { username }) =>
    api.threads.appointModerator({ ...params, username })
  ),
  remove: actionThen(here, ['username'], ({ locals: { api }, params }, { username }) =>
    api.threads.removeModerator({ ...params, username })
  )
}
