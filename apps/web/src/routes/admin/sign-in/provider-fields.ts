import type { Provider } from '#lib/shapes.ts'
import { textFields, textsIn, valuesIn } from '#lib/text-fields.ts'

const plain = [
  ...(['slug', 'issuer', 'clientId', 'clientSecret', 'scopes'] as const),
  ...(['ownedDomains', 'isInternal', 'enabled'] as const)
] as const

export const providerFields = [...textFields('name'), ...plain] as const
export type ProviderValues = Record<(typeof providerFields)[number], string>

/** Words between spaces, commas or line ends. */
const words = (text: string) => text.split(/[\s,]+/).filter(Boolean)

/** Converts the fields to the endpoint's input. */
export const inputOf = (values: ProviderValues) => ({
  name: textsIn(values, 'name'),
  clientId: values.clientId,
  clientSecret: values.clientSecret,
  scopes: words(values.scopes),
  ownedDomains: words(values.ownedDomains),
  isInternal: values.isInternal !== '',
  enabled: values.enabled !== ''
})

/** Lists are typed in one field, so an error of an item is that of its field. */
export const inFields = <P extends { errors: Record<string, string> }>(problem: P): P => ({
  ...problem,
  errors: Object.fromEntries(
    Object.entries(problem.errors).map(([path, words]) => [path.replace(/\.\d+$/, ''), words])
  )
})

/** Fields filled in from a provider, with what waits, so that saving keeps it. */
export const valuesOf = (provider: Provider): ProviderValues => ({
  ...valuesIn(provider.names, 'name'),
  slug: provider.slug,
  issuer: provider.issuer,
  ...clientOf(provider),
  clientSecret: '',
  ownedDomains: [...provider.ownedDomains, ...provider.waitingDomains].join('\n'),
  isInternal: provider.isInternal || provider.waitingInternal ? 'on' : ''
})

const clientOf = ({ waitingClient, clientId, scopes, enabled }: Provider) => ({
  clientId: waitingClient?.clientId?.after ?? clientId,
  scopes: waitingClient?.scopes?.after ?? scopes.join(' '),
  enabled: (waitingClient?.enabled?.after ?? enabled) ? 'on' : ''
})
