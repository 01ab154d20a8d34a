import { eq } from 'drizzle-orm'
import { reseal, seal, type SealedText } from '@stoa/accounts'
import { StartError, type Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { sealedSources } from './doctor/sealed.ts'

const purpose = 'secret check'
const name = 'sealed_canary'
/** A few texts tell whether the secret is the right one; some may have been lost long before. */
const sampleLimit = 100

/**
 * Refuses to start with a secret that opens nothing of what is stored: accounts could not sign in, and
 * what is sealed with it from then on would be lost with the right one.
 * @throws StartError
 */
export async function checkSecret(ctx: Context): Promise<void> {
  const [kept] = await ctx.db.select().from(settings).where(eq(settings.name, name))
  const isRight = kept ? opens(ctx, canary(String(kept.value))) : await opensStored(ctx)
  if (!isRight) throw wrongSecret()
  // Sealed anew each time, it opens after a change of the secret too.
  const values = { value: seal(ctx.ports, purpose, name, name), updatedAt: ctx.now }
  await ctx.db
    .insert(settings)
    .values({ name, ...values })
    .onConflictDoUpdate({ target: settings.name, set: values })
}

const wrongSecret = () =>
  new StartError(
    'STOA_SECRET is not the one that this database was filled with: nothing that is sealed in it can be ' +
      'opened. Set the right one; if you changed it, name the former one in STOA_PREVIOUS_SECRET.'
  )

const canary = (sealed: string) => ({ purpose, owner: name, sealed })

const opens = ({ ports }: Context, text: Pick<SealedText, 'purpose' | 'owner' | 'sealed'>) =>
  reseal(ports, text.purpose, text.owner, text.sealed).state !== 'lost'

/** Whether one of the stored texts opens, or there is none. */
async function opensStored(ctx: Context): Promise<boolean> {
  let tried = 0
  for (const source of sealedSources)
    for await (const text of source(ctx)) {
      if (opens(ctx, text)) return true
      if ((tried += 1) >= sampleLimit) return false
    }
  return tried === 0
}
