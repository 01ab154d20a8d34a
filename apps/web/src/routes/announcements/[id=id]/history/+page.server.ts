import type { PageServerLoad } from './$types'

/** Loads all versions of an announcement, the newest first. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const [history, { announcement }] = await Promise.all([
    api.announcements.revisions({ id: params.id }),
    api.announcements.show({ id: params.id })
  ])
  const { title, publicRevision } = announcement
  return { history, title, publicRevision }
}
