import { error, redirect } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { textFields, textsIn, valuesIn } from '#lib/text-fields.ts'
import type { Actions, PageServerLoad } from './$types'

const fields = textFields('description')

/** Loads the description of a tag in every language, for staff. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api, me, locale } = event.locals
  if (me.role !== 'staff' && me.role !== 'admin')
    error(403, { message: translate('problem_forbidden', {}, locale), code: 'forbidden' })
  const { tag } = event.params
  const { description } = await api.threads.tagDescription({ tag })
  return { tag, values: valuesIn(description ?? {}, 'description') }
}

export const actions: Actions = {
  default: async (event) => {
    const values = await typed(event, fields)
    return attempt(event, values, async () => {
      const { tag } = event.params
      const texts = textsIn(values, 'description')
      const description = Object.keys(texts).length > 0 ? texts : null
      await event.locals.api.threads.describeTag({ tag, description })
      redirect(303, `/tags/${encodeURIComponent(tag)}`)
    })
  }
}
