import type { Context } from '@stoa/core'
import { waitingOf } from '../approvals/wait.ts'
import { newestMailing } from './link-mailing.ts'
import { readMode } from './mode.ts'
import { isByWorkingProvider } from './refusals.ts'
import { waitingMode } from './propose.ts'
import { countUnlinked } from './unlinked.ts'

/**
 * Returns how people sign in, what waits for a second admin, and whom a change would concern. The
 * caller is an admin.
 */
export async function showMode(ctx: Context) {
  const { mode, startsAt } = await readMode(ctx)
  return {
    ...{ mode, startsAt, waiting: await waitingFor(ctx) },
    counts: await countUnlinked(ctx),
    isByProvider: await isByWorkingProvider(ctx),
    mailing: await newestMailing(ctx)
  }
}

async function waitingFor(ctx: Context) {
  const found = await waitingMode(ctx)
  if (!found) return null
  const { approval, ...chosen } = found
  const [waiting] = await waitingOf(ctx, [approval])
  return { ...waiting!, ...chosen }
}
