import type { RequestEvent } from '@sveltejs/kit'
import { formOf, typed } from '#lib/form.server.ts'
import { categoryFields, groupValuesIn, type CategoryValues } from './category-fields.ts'

/** Reads the posted form of a category as it was typed and ticked. */
export async function categoryValuesIn(event: RequestEvent): Promise<CategoryValues> {
  const ticked = groupValuesIn(await formOf(event))
  return { ...(await typed(event, categoryFields)), ...ticked }
}
