import type { PageServerLoad } from './$types'

/** Loads when the last backup was made. */
export const load: PageServerLoad = async ({ locals: { api } }) => {
  const { backupAt, version } = await api.operations.needs({})
  return { backupAt, version }
}
