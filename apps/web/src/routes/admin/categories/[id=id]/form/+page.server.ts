import { actionThen } from '#lib/forms/action.server.ts'
import { moved } from '#lib/list-order.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'
import { fieldFields, fieldOf, inputsOf, type Kind } from './field-fields.ts'

/**
 * Loads the form that a category has for its new threads, in every language, and the one of the
 * category above, which it has while its own is empty.
 */
export const load: PageServerLoad = async ({ locals: { api }, params: { id }, parent }) => {
  const fieldsOf = async (id: number) =>
    (await api.threads.categoryFields({ id })).items.map((one) => ({
      ...inputsOf(one),
      snapshot: one.snapshot
    }))
  const { categories } = await parent()
  const above = categories.find((one) => one.id === id)?.parentId
  const fields = await fieldsOf(id)
  return { id, fields, inherited: above && fields.length === 0 ? await fieldsOf(above) : [] }
}

const here = ({ url }: RequestEvent) => url.pathname

/** Swaps a field with its neighbour. */
const moving = (step: 1 | -1) =>
  actionThen(here, ['id'], async ({ locals: { api }, params: { id } }, values) => {
    const order = (await api.threads.categoryFields({ id })).items.map((field) => field.id)
    for (const [position, fieldId] of moved(order, Number(values.id), step).entries())
      await api.threads.changeCategoryField({ id, fieldId, position })
  })

export const actions: Actions = {
  add: actionThen(here, fieldFields, ({ locals: { api }, params: { id } }, inputs) =>
    api.threads.addCategoryField({ id, kind: inputs.kind as Kind, ...fieldOf(inputs) })
  ),
  save: actionThen(here, fieldFields, ({ locals: { api }, params: { id } }, inputs, revision) => {
    const { fieldId } = inputs
    return api.threads.changeCategoryField({ id, fieldId, revision, ...fieldOf(inputs) })
  }),
  remove: actionThen(here, ['id'], ({ locals: { api }, params: { id } }, values) =>
    api.threads.removeCategoryField({ id, fieldId: values.id })
  ),
  up: moving(-1),
  down: moving(1)
}
