import type { RequestEvent } from '@sveltejs/kit'
import { networkName, networks } from '@stoa/guards/transaction-ids'
import { formOf, typed } from '#lib/form.server.ts'
import { factFields, factKindWords, type FactKind } from './fact-fields.ts'

/** Networks whose transaction IDs can be checked, with their names. */
export const checkedNetworks = networks.map((key) => ({ value: key, words: networkName(key) }))

/** Reads the posted form of a definition. */
export async function typedFact(event: RequestEvent) {
  const { kind, ...values } = await typed(event, ['kind', ...factFields])
  const chosen = (await formOf(event)).getAll('networks').map(String)
  return {
    ...values,
    kind: (kind in factKindWords ? kind : 'line') as FactKind,
    networks: chosen
  }
}
