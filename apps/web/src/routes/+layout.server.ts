import { keepHere } from '#lib/unsent.ts'
import type { LayoutServerLoad } from './$types'

/** What the frame around every page shows; only a page that hydrates needs it in the browser. */
export const load: LayoutServerLoad = async ({ locals, route }) => {
  const { api, locale, me, demo, theme } = locals
  const { items: categories } = await api.threads.categories({})
  const frame = { locale, demo, theme }
  if (route.id?.startsWith('/(work)')) return { ...frame, me, categories }
  return { ...frame, me: keepHere({ ...me }), categories: keepHere(categories) }
}
