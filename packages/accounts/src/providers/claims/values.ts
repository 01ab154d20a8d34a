import type { ClaimMapping, SeenClaims } from '../../schema.ts'

export type Claims = Readonly<Record<string, unknown>>

// A list that is longer is no list of roles, and is not worth keeping.
const maxValues = 500
const maxLength = 200

/** The claims that mappings name, each once. */
export const namedClaims = (mappings: readonly Pick<ClaimMapping, 'claim'>[]): string[] => [
  ...new Set(mappings.map(({ claim }) => claim))
]

/**
 * Reads the named claims.
 * @returns their values, and the names of those that the provider left out
 */
export function readClaims(claims: Claims, names: readonly string[]) {
  const found = names.map((name) => [name, valuesOf(claims, name)] as const)
  const seen: SeenClaims = Object.fromEntries(
    found.flatMap(([name, values]) => (values ? [[name, values]] : []))
  )
  return { seen, missing: names.filter((name) => !(name in seen)) }
}

/**
 * The values of a claim, by its name or by a dotted path to it. Undefined if the provider left it
 * out, which says nothing of what the person holds.
 */
function valuesOf(claims: Claims, name: string): string[] | undefined {
  if (isLeftOut(claims, name)) return undefined
  const value = name in claims ? claims[name] : at(claims, name.split('.'))
  if (Array.isArray(value)) return value.slice(0, maxValues).flatMap(asText)
  const [text] = asText(value)
  return text === undefined ? undefined : [text]
}

const at = (claims: Claims, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), claims)

const isObject = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const asText = (value: unknown): string[] =>
  ['string', 'number', 'boolean'].includes(typeof value) ? [storable(String(value))] : []

/** The database holds neither U+0000 nor half a surrogate pair, which the limit can leave. */
const storable = (text: string) =>
  text.slice(0, maxLength).toWellFormed().replaceAll('\0', '\ufffd')

/**
 * Providers leave groups out above a limit: OpenID Connect Core 5.6.2 names such claims in
 * `_claim_names`, Microsoft Entra says `hasgroups` instead in some tokens.
 */
function isLeftOut(claims: Claims, name: string): boolean {
  const elsewhere = claims['_claim_names']
  const [root = name] = name.split('.')
  if (isObject(elsewhere) && (name in elsewhere || root in elsewhere)) return true
  return name === 'groups' && [true, 'true'].includes(claims['hasgroups'] as string)
}
