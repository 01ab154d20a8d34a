import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { PackName } from '#lib/shapes.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  return { packs: await event.locals.api.operations.packs({}) }
}

export const actions: Actions = {
  default: async (event) => {
    const { name } = await typed(event, ['name'])
    return attempt(event, undefined, async () => {
      // The endpoint refuses what is no pack.
      await event.locals.api.operations.applyPack({ name: name as PackName })
      redirect(303, '/setup')
    })
  }
}
