import { redirect } from '@sveltejs/kit'
import { attempt } from '#lib/form.server.ts'
import { categoryInputOf } from '../category-fields.ts'
import { categoryValuesIn } from '../typed-category.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the groups that may see the new category, write in it and moderate it. */
export const load: PageServerLoad = async ({ locals: { api } }) => ({
  groups: (await api.groups.groups({})).items
})

const behindAll = 10_000

export const actions: Actions = {
  default: async (event) => {
    const values = await categoryValuesIn(event)
    return attempt(event, values, async () => {
      const input = { ...categoryInputOf(values), slug: values.slug, position: behindAll }
      const { id } = await event.locals.api.threads.createCategory(input)
      redirect(303, `/admin/categories/${id}`)
    })
  }
}
