import { guest, Problem, type Context } from '@stoa/core'
import { signedCopy, type SignedCopy } from './signing.ts'

/**
 * What programs elsewhere are told of an announcement: its newest signed copy, if guests may read
 * it; null where they may not.
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
