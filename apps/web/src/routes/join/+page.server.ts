import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { isRefusal } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the group that an invitation link leads to. */
export const load: PageServerLoad = async ({ locals: { api }, url, setHeaders }) => {
  const token = url.searchParams.get('token') ?? ''
  // The address contains the secret, which must not leak to other sites.
  setHeaders({ 'referrer-policy': 'same-origin' })
  try {
    return { token, group: await api.groups.invitation({ token }) }
  } catch (error) {
    if (!isRefusal(error, 'invitation_ended')) throw error
    return { token, group: undefined }
  }
}

export const actions: Actions = {
  default: async (event) => {
    const { token } = await typed(event, ['token'])
    return attempt(event, undefined, async () => {
      const { id } = await event.locals.api.groups.join({ token })
      redirect(303, `/groups/${id}`)
    })
  }
}
