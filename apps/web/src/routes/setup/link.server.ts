import { isRefusal } from '#lib/problems.server.ts'

/** Returns undefined if the set-up link has ended. */
export async function ifOpen<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (isRefusal(error, 'setup_link_ended')) return undefined
    throw error
  }
}
