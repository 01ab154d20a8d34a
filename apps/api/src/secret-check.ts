import { reseal, seal, type SealedText } from '@stoa/accounts/secrets'
import type { Context } from '@stoa/core'
import { readSetting, storeSetting } from '@stoa/core/data'
import { StartError } from '@stoa/core/server'
import { sealedSources } from './doctor/sealed.ts'

const purpose = 'secret check'
const name = 'sealed_canary'
/** A sample is enough to recognise the secret. Some texts may have been unreadable long before. */
const sampleLimit = 100

/**
 * Refuses to start with a secret that decrypts nothing in the database: users with a second factor
 * could not sign in, and new texts would be unreadable with the right secret.
 * @throws StartError
 */
export async function checkSecret(ctx: Context): Promise<void> {
  const kept = (await readSetting(ctx, name)) as string | undefined
  const isRight = kept === undefined ? await opensStored(ctx) : opens(ctx, canary(kept))
  if (!isRight) throw wrongSecret()
  // Encrypted again each time, so that it matches the present secret after a change.
  await storeSetting(ctx, name, seal(ctx.ports, purpose, name, name))
}

const wrongSecret = () =>
  new StartError(
    'STOA_SECRET is not the one that this database was filled with: nothing encrypted in it can be ' +
      'decrypted. Set the right one; if you changed it, set the former one as STOA_PREVIOUS_SECRET.'
  )

const canary = (sealed: string) => ({ purpose, owner: name, sealed })

const opens = ({ ports }: Context, text: Pick<SealedText, 'purpose' | 'owner' | 'sealed'>) =>
  reseal(ports, text.purpose, text.owner, text.sealed).state !== 'lost'

/** Whether a sample of the stored texts contains one that decrypts, or there are none. */
async function opensStored(ctx: Context): Promise<boolean> {
  let tried = 0
  for (const source of sealedSources)
    for await (const text of source(ctx)) {
      if (opens(ctx, text)) return true
      if ((tried += 1) >= sampleLimit) return false
    }
  return tried === 0
}
