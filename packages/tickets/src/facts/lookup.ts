import { everyKeyed, keyed } from '@stoa/accounts/secrets'
import type { Context } from '@stoa/core'
import { customFactsByKey } from '../custom-facts/custom-facts.ts'
import type { FactKey } from '../topics/forms.ts'

const purpose = 'ticket fact lookup'

/** Shorter values could be found by trying them all. */
const minLength = 16

/** Facts that are long by nature; no others are looked up. */
const kinds = ['transaction', 'order'] as const
type Kind = (typeof kinds)[number]

/**
 * Reduces what is written in several ways to one. Hex has no case and may have a prefix; other
 * transaction IDs differ by case. Order IDs have neither case nor separators.
 */
export function normalizeLookup(kind: Kind, text: string): string {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '')
  if (kind === 'order') return plain.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const [, hex] = /^(?:0x)?([0-9a-f]+)$/i.exec(plain) ?? []
  return hex?.toLowerCase() ?? plain
}

/** What is hashed; undefined if the text is too short. */
function hashedForm(kind: Kind, text: string): string | undefined {
  const normal = normalizeLookup(kind, text)
  return normal.length < minLength ? undefined : `${kind}:${normal}`
}

type Parts = Pick<Context, 'db' | 'ports' | 'now'>

async function kindOf(ctx: Parts, key: FactKey): Promise<Kind | undefined> {
  if (key === 'order_id') return 'order'
  if (key === 'transaction_id') return 'transaction'
  const definition = (await customFactsByKey(ctx)).get(key)
  return definition?.kind === 'transaction' ? 'transaction' : undefined
}

/** The hash by which a fact is looked up; null for facts that are not. */
export async function lookupOf(ctx: Parts, key: FactKey, text: string): Promise<string | null> {
  const kind = await kindOf(ctx, key)
  const form = kind && hashedForm(kind, text)
  return form ? keyed(ctx.ports, purpose, form).toString('base64url') : null
}

/** Every hash that a fact of this text can have; none if the text is too short. */
export const lookupsFor = ({ ports }: Pick<Context, 'ports'>, text: string): string[] =>
  kinds
    .flatMap((kind) => hashedForm(kind, text) ?? [])
    .flatMap((form) => everyKeyed(ports, purpose, form))
    .map((hash) => hash.toString('base64url'))
