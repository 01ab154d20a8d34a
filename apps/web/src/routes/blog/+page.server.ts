import type { PageServerLoad } from './$types'

/** Loads posts of the blog, the newest first. */
export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  const asked = (name: string) => searchParams.get(name) ?? undefined
  const [tag, cursor] = [asked('tag'), asked('cursor')]
  return { tag, list: await api.articles.list({ kind: 'post', tag, cursor }) }
}
