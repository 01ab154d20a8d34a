import { seal, unseal } from '@stoa/accounts/secrets'
import type { Context } from '@stoa/core'
import { fieldErrors } from '@stoa/core/server'
import { translate } from '@stoa/messages'
import { customFactsByKey } from '../custom-facts/custom-facts.ts'
import type { FactKey } from '../topics/forms.ts'
import { parseFact } from './fact-shapes.ts'

export type RefusedFacts = Record<FactKey, string>

const purpose = 'refused ticket facts'
const ownerOf = (ticketId: number) => `ticket:${ticketId}`

/** Longest sealed value; not every client and proxy accepts longer URLs. */
const maxLength = 6000

/**
 * Seals refused facts for the URL of the page that shows them again. They can only be opened
 * together with their ticket.
 * @returns undefined if there are none, or if they are too long for a URL
 */
export function sealRefused(
  { ports }: Pick<Context, 'ports'>,
  ticketId: number,
  refused: RefusedFacts
): string | undefined {
  if (Object.keys(refused).length === 0) return undefined
  const sealed = seal(ports, purpose, ownerOf(ticketId), JSON.stringify(refused))
  return sealed.length > maxLength ? undefined : sealed
}

/** Opens what `sealRefused` sealed for this ticket, with the reason for each refusal. */
export async function refusedFacts(ctx: Context, ticketId: number, sealed: string) {
  const given = Object.entries(open(ctx, ticketId, sealed))
  const customs = given.length > 0 ? await customFactsByKey(ctx) : undefined
  return given.map(([key, value]) => {
    const { error } = parseFact(key, customs?.get(key), value)
    const [why] = error ? fieldErrors(error, value) : []
    return { key, value, message: why ? translate(why.message, why.params ?? {}, ctx.locale) : '' }
  })
}

function open({ ports }: Context, ticketId: number, sealed: string): RefusedFacts {
  try {
    return JSON.parse(unseal(ports, purpose, ownerOf(ticketId), sealed)) as RefusedFacts
  } catch {
    // The value comes from the URL: it may belong to another ticket or be made up.
    return {}
  }
}
