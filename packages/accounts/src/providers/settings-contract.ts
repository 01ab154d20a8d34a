import { z } from 'zod'
import { filledIn, lineOfText, textByLocale } from '@stoa/core/contract'
import { waitingShape } from '../shapes.ts'
import { providerParams } from './contract.ts'

const changeable = {
  name: textByLocale(lineOfText(60)),
  clientId: lineOfText(200),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/))
    .max(20)
    .refine((scopes) => scopes.includes('openid'), 'field_scopes_openid'),
  /** Domains whose addresses the provider gives out, such as `example.org` or `*.example.org`. */
  ownedDomains: z.array(lineOfText(255)).max(50),
  /** Its host may have a private address, once a second admin or a day has confirmed that. */
  isInternal: z.boolean(),
  enabled: z.boolean()
}
const clientSecret = lineOfText(1_000)

export const providerInput = z.object({
  ...changeable,
  slug: providerParams.shape.provider,
  issuer: z.url().max(500),
  /** None for a public client. */
  clientSecret: filledIn(clientSecret.optional())
})
/** The issuer stays: what is known there of people would be somebody else's elsewhere. */
export const providerChange = z.object({
  ...changeable,
  /** Replaces the secret; without it, the present one stays. */
  clientSecret: filledIn(clientSecret.optional())
})
export type ProviderInput = z.infer<typeof providerInput>
export type ProviderChange = z.infer<typeof providerChange>

/** Whether what people sign in by waits for a second admin, because they must use the provider. */
export const changedProvider = z.object({ waiting: z.boolean() })
export const addedProvider = z.object({ ...providerParams.shape, ...changedProvider.shape })

const changed = <T extends z.ZodType>(of: T) => z.object({ before: of, after: of }).nullable()

/** The difference that a waiting change makes. A secret is never shown. */
export const clientDifference = z.object({
  removes: z.boolean(),
  clientId: changed(z.string()),
  newSecret: z.boolean(),
  scopes: changed(z.string()),
  enabled: changed(z.boolean())
})

export const provider = z.object({
  slug: z.string(),
  name: z.string(),
  names: textByLocale(z.string()),
  logo: z.string().nullable(),
  issuer: z.string(),
  clientId: z.string(),
  hasSecret: z.boolean(),
  scopes: z.array(z.string()),
  ownedDomains: z.array(z.string()),
  /** Domains that wait for a second admin or a day. */
  waitingDomains: z.array(z.string()),
  isInternal: z.boolean(),
  /** Whether its way into the own network waits for a second admin or a day. */
  waitingInternal: z.boolean(),
  /** A change that waits for a second admin or a day, because people must sign in by this provider. */
  waitingClient: waitingShape.extend(clientDifference.shape).nullable(),
  enabled: z.boolean(),
  /** The settings of the server decide, so it cannot be changed here. */
  fromEnvironment: z.boolean(),
  /** Where it must send people back to. */
  returnAddress: z.string(),
  /** Where it may send people who signed out there, and logout tokens. */
  signedOutAddress: z.string(),
  logoutAddress: z.string(),
  identityCount: z.int()
})
