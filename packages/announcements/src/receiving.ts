import { guest, Problem, type Context } from '@stoa/core'
import { signedCopy, type SignedCopy } from './signing.ts'

/**
 * Returns what webhooks send about an announcement: its newest signed copy, or null if guests may
 * not read it.
 */
export async function announcementForReceivers(
  ctx: Context,
  id: number
): Promise<({ id: number } & SignedCopy) | null> {
  try {
    return { id, ...(await signedCopy({ ...ctx, actor: guest }, id)) }
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  }
}
