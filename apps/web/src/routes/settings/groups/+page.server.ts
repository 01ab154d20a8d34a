import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the groups that the reader is a member of. */
export const load: PageServerLoad = async ({ locals: { api } }) => {
  const { items } = await api.groups.groups({})
  return { groups: items.filter(({ own }) => own !== null) }
}

export const actions: Actions = {
  leave: async (event) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, undefined, async () => {
      const { api, me } = event.locals
      await api.groups.removeMember({ id, username: me.username })
      redirect(303, '/settings/groups')
    })
  }
}
