import { redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, attemptEdit, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'
import { fieldFields, fieldOf, inputsOf, type FieldInputs, type Kind } from './field-fields.ts'

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

type Threads = Api['threads']

const saving =
  (
    save: (
      threads: Threads,
      id: number,
      inputs: FieldInputs & { revision?: string }
    ) => Promise<unknown>
  ) =>
  async (event: RequestEvent) => {
    const inputs = await typed(event, fieldFields)
    return attemptEdit(event, inputs, async (revision) => {
      await save(event.locals.api.threads, Number(event.params.id), { ...inputs, revision })
      redirect(303, event.url.pathname)
    })
  }

/** Swaps a field with its neighbour. */
async function move(threads: Threads, id: number, fieldId: number, step: 1 | -1) {
  const order = (await threads.categoryFields({ id })).items.map((field) => field.id)
  const from = order.indexOf(fieldId)
  const neighbour = order[from + step]
  if (from < 0 || neighbour === undefined) return
  order.splice(from, 1)
  order.splice(from + step, 0, fieldId)
  for (const [position, one] of order.entries())
    await threads.changeCategoryField({ id, fieldId: one, position })
}

const acting =
  (act: (threads: Threads, id: number, fieldId: number) => Promise<unknown>) =>
  async (event: RequestEvent) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, undefined, async () => {
      await act(event.locals.api.threads, Number(event.params.id), Number(id))
      redirect(303, event.url.pathname)
    })
  }

export const actions: Actions = {
  add: saving((threads, id, inputs) =>
    threads.addCategoryField({ id, kind: inputs.kind as Kind, ...fieldOf(inputs) })
  ),
  save: saving((threads, id, inputs) =>
    threads.changeCategoryField({
      id,
      fieldId: inputs.fieldId,
      revision: inputs.revision,
      ...fieldOf(inputs)
    })
  ),
  remove: acting((threads, id, fieldId) => threads.removeCategoryField({ id, fieldId })),
  up: acting((threads, id, fieldId) => move(threads, id, fieldId, -1)),
  down: acting((threads, id, fieldId) => move(threads, id, fieldId, 1))
}
