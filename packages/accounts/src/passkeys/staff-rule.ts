import { eq } from 'drizzle-orm'
import { cached, type Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>

const name = 'staff_passkeys'

/** Reads whether a power counts only for accounts with a passkey. */
export async function readStaffRule({ db }: Pick<Context, 'db'>): Promise<boolean> {
  const [row] = await db.select().from(settings).where(eq(settings.name, name))
  return row?.value === true
}

export async function storeStaffRule({ db, now }: Context, required: boolean): Promise<void> {
  const row = { name, value: required, updatedAt: now }
  await db.insert(settings).values(row).onConflictDoUpdate({ target: settings.name, set: row })
}

const ruleCache = cached(30_000, (parts: Parts) => readStaffRule(parts))

/** Drops the cached rule of this process. Every node calls it after `staff_passkeys.changed`. */
export const invalidateStaffRule = ruleCache.drop

/**
 * Whether an account with a power lacks the passkey that is required for it. A second factor that
 * a trusted provider asked for counts instead: there, the organisation decides what is asked.
 */
export const lacksPasskey = async (
  parts: Parts,
  { passkeySince }: { passkeySince: string | null },
  providerFactor = false
): Promise<boolean> => passkeySince === null && !providerFactor && (await ruleCache.of(parts))
