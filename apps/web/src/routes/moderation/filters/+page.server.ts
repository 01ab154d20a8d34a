import type { Api } from '@stoa/api'
import { action } from '#lib/forms/action.server.ts'
import { filterActions, filterForms } from '#lib/safety/words.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads all filters. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  return { filters: (await event.locals.api.filters.list({})).items }
}

const fields = ['id', 'form', 'value', 'action', 'sample'] as const
type Values = Record<(typeof fields)[number], string>

const doing = (act: (api: Api['filters'], id: string) => Promise<unknown>) =>
  action(fields, async ({ locals: { api } }, { id }) => {
    await act(api.filters, id)
    return { saved: true }
  })

/** Tries a filter; the page shows its matches beside the switch. */
const trying = (idOf: (api: Api['filters'], values: Values) => Promise<number>) =>
  action(fields, async ({ locals: { api } }, values) => {
    const id = await idOf(api.filters, values)
    const trial = await api.filters.try({ id, sample: values.sample })
    return { trial: { id, ...trial, text: values.sample } }
  })

export const actions: Actions = {
  add: trying(async (api, { form, value, action }) => {
    const input = {
      form: filterForms.find((one) => one === form) ?? 'words',
      action: filterActions.find((one) => one === action) ?? 'hold',
      value
    }
    return (await api.add(input)).id
  }),
  try: trying(async (_, { id }) => Number(id)),
  on: doing((api, id) => api.change({ id, enabled: true })),
  off: doing((api, id) => api.change({ id, enabled: false })),
  remove: doing((api, id) => api.remove({ id }))
}
