import type { PageServerLoad } from './$types'

/** Loads the most used tags that contain the given words. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const words = url.searchParams.get('q') ?? ''
  const { items } = await api.threads.tags({})
  const wanted = words.normalize('NFKC').toLowerCase().trim()
  return { words, tags: items.filter(({ tag }) => tag.normalize('NFKC').includes(wanted)) }
}
