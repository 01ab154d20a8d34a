import { action } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ params }) => ({ id: params.id })

export const actions: Actions = {
  default: action(['reason'], async ({ locals: { api }, params: { id } }, { reason }) => ({
    address: (await api.accounts.revealEventAddress({ id, reason })).value
  }))
}
