import type { LayoutServerLoad } from './$types'

/** What the frame around every page shows. */
export const load: LayoutServerLoad = async ({ locals: { api, locale, me, demo, theme } }) => {
  const { items } = await api.threads.categories({})
  return { locale, me, demo, theme, categories: items }
}
