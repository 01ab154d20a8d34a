import { differences } from '#lib/changes/changed-parts.server.ts'
import type { PageServerLoad } from './$types'

/** Loads a version, and how it differs from the one before it. */
export const load: PageServerLoad = async ({ locals: { api }, params: { slug, number } }) => {
  const document = await api.documents.version({ slug, number })
  const { before, text } = document
  return { document, changes: before && differences(before.body, text.body) }
}
