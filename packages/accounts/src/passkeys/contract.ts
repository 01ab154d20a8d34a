import { z } from 'zod'
import { filledIn, lineOfText, timeShape } from '@stoa/core/contract'
import { waitingShape } from '../shapes.ts'

/** Options of a browser's WebAuthn functions, and the sealed attempt that goes back with the answer. */
export const passkeyRequest = z.object({
  options: z.record(z.string(), z.unknown()),
  attempt: z.string()
})

/** The address at which passkeys work; null if the forum has none. */
export const passkeyAddress = z.object({ origin: z.string().nullable() })

const given = {
  attempt: z.string().max(1_000),
  /** The browser's answer to the options, as JSON. */
  credential: z.string().max(10_000)
}

export const passkeyInput = z.object(given)

/** The continuation that came with `second_factor_required`. */
export const passkeyContinuation = z.object({ continuation: z.string().max(100) })
export const continuedPasskeyInput = passkeyContinuation.extend(given)

const name = lineOfText(60)

/** Without a name it is called by browser and system. */
export const newPasskeyInput = z.object({ ...given, name: filledIn(name.optional()) })
export const newPasskey = z.object({
  id: z.int(),
  /** Recovery codes, shown only once, if it turned the second factor on. */
  codes: z.array(z.string()).nullable()
})

export const passkeyNameInput = z.object({ name })

export const passkey = z.object({
  id: z.int(),
  name: z.string(),
  /** It is copied between the devices of its owner, as by a password manager. */
  backedUp: z.boolean(),
  createdAt: timeShape,
  lastUsedAt: timeShape.nullable()
})

export const staffPasskeys = z.object({
  required: z.boolean(),
  /** People whom the rule concerns, and those whose permissions rest by it. */
  team: z.number(),
  withoutPasskey: z.number(),
  /** Whether the caller has one; an admin without one cannot require it of others. */
  hasOwn: z.boolean(),
  /** The end of the rule, which waits for a second admin or a day. */
  waiting: waitingShape.nullable()
})
export const staffPasskeysInput = z.object({ required: z.boolean() })
export const staffPasskeysOutcome = z.object({
  /** It waits for a second admin or a day. */
  waiting: z.boolean()
})
