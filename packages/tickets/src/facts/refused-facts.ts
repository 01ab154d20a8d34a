import { seal, unseal } from '@stoa/accounts'
import { fieldErrors, type Context } from '@stoa/core'
import { translate } from '@stoa/messages'
import type { FactKey } from '../topics/forms.ts'
import { parseFact } from './fact-shapes.ts'

export type RefusedFacts = Partial<Record<FactKey, string>>

const purpose = 'refused ticket facts'
const ownerOf = (ticketId: number) => `ticket:${ticketId}`

/** Addresses that are longer do not get everywhere. */
const maxLength = 6000

/**
 * Facts that were refused, for the address of the page that shows them again: only with their ticket can
 * they be read there.
 * @returns undefined where there are none, or more than an address has room for
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

/** What `sealRefused` made of this ticket, and why each was refused. */
export function refusedFacts(ctx: Context, ticketId: number, sealed: string) {
  const given = Object.entries(open(ctx, ticketId, sealed)) as [FactKey, string][]
  return given.map(([key, value]) => {
    const { error } = parseFact(key, value)
    const [why] = error ? fieldErrors(error) : []
    return { key, value, message: why ? translate(why.message, why.params ?? {}, ctx.locale) : '' }
  })
}

function open({ ports }: Context, ticketId: number, sealed: string): RefusedFacts {
  try {
    return JSON.parse(unseal(ports, purpose, ownerOf(ticketId), sealed)) as RefusedFacts
  } catch {
    // Of another ticket, or typed: anybody may write an address.
    return {}
  }
}
