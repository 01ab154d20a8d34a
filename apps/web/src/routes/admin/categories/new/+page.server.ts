import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { categoryFields, categoryInputOf } from '../category-fields.ts'
import type { Actions } from './$types'

const behindAll = 10_000

export const actions: Actions = {
  default: async (event) => {
    const values = await typed(event, categoryFields)
    return attempt(event, values, async () => {
      const input = { ...categoryInputOf(values), slug: values.slug, position: behindAll }
      const { id } = await event.locals.api.threads.createCategory(input)
      redirect(303, `/admin/categories/${id}`)
    })
  }
}
