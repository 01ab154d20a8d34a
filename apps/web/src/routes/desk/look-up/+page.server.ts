import { action } from '#lib/forms/action.server.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: action(['value', 'reason'], async ({ locals: { api } }, values) => {
    const { items } = await api.tickets.lookUpFact(values)
    return { values, found: items }
  })
}
