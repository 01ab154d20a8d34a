import { redirect } from '@sveltejs/kit'
import { action } from '#lib/forms/action.server.ts'
import { categoryInputOf, typedCategory } from '../typed-category.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the groups that may see the new category, write in it and moderate it. */
export const load: PageServerLoad = async ({ locals: { api } }) => ({
  groups: (await api.groups.groups({})).items
})

const behindAll = 10_000

export const actions: Actions = {
  default: action(typedCategory, async ({ locals: { api } }, values) => {
    const input = { ...categoryInputOf(values), slug: values.slug, position: behindAll }
    const { id } = await api.threads.createCategory(input)
    redirect(303, `/admin/categories/${id}`)
  })
}
