import { cached, type Context } from '@stoa/core'
import { readSetting, storeSetting } from '@stoa/core/data'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>

const name = 'staff_passkeys'

/** Reads whether a power counts only for accounts with a passkey. */
export const readStaffRule = async (parts: Pick<Context, 'db'>): Promise<boolean> =>
  (await readSetting(parts, name)) === true

export const storeStaffRule = (ctx: Context, required: boolean): Promise<void> =>
  storeSetting(ctx, name, required)

const ruleCache = cached(30_000, (parts: Parts) => readStaffRule(parts))

/** Drops the cached rule of this process. Every node calls it after `staff_passkeys.changed`. */
export const invalidateStaffRule = ruleCache.drop

/** Whether an account with a power lacks the passkey that is required for it. */
export const lacksPasskey = async (
  parts: Parts,
  { passkeySince }: { passkeySince: string | null }
): Promise<boolean> => passkeySince === null && (await ruleCache.of(parts))
