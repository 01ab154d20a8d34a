import { z } from 'zod'
import { filledIn, localeShape, timeShape, usernameShape } from '@stoa/core/contract'
import { agreementInput, agreementShown } from '../agreement.ts'
import { emailShape } from '../shapes.ts'
import { mapping } from './claims/contract.ts'

const slug = z
  .string()
  .trim()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)

export const providerParams = z.object({ provider: slug })

/** A button of the page for signing in. */
export const providerButton = z.object({
  slug: z.string(),
  name: z.string(),
  /** The id of the upload with its picture. */
  logo: z.string().nullable()
})

/** How the owner of an account can prove that it is theirs. */
export const waysToProve = z.object({
  password: z.boolean(),
  code: z.boolean(),
  providers: z.array(providerButton)
})

export const providerStart = z.object({
  /** Where to go on afterwards, a path of this forum. */
  next: z.string().max(2_000).default('/')
})
/** The address of the provider's page. */
export const providerAddress = z.object({ address: z.string() })

/** The query of the address that the provider sent the browser back to. */
export const providerAnswer = z.object({ answer: z.string().max(8_000) })
/** A provider's answer in a test, which signs nobody in. */
export const testedSignIn = z.object({
  /** Null if the provider said nothing that counts. */
  subject: z.string().nullable(),
  /** The username of the account that would be signed in. */
  account: z.string().nullable(),
  claims: z.array(
    z.object({ name: z.string(), value: z.string(), gives: z.array(mapping.required()) })
  ),
  /** Claims that rules name and the provider left out. */
  missing: z.array(z.string()),
  /** `said`: the provider's own code for it. */
  error: z.object({ code: z.string(), said: z.string().nullable() }).nullable()
})

export const providerOutcome = z.object({
  next: z.string(),
  /** Somebody without an account, who has yet to choose a name. */
  newcomer: z
    .object({
      token: z.string(),
      email: z.string().nullable(),
      /** The provider gave the address out, so it needs no mail. */
      emailProved: z.boolean(),
      agreement: agreementShown
    })
    .nullable(),
  /** Only for an admin who began a test. */
  tested: testedSignIn.nullable(),
  secondFactorMissing: z.boolean()
})

/** The provider that began the present session. */
export const presentProvider = z.object({ provider: z.string().nullable() })
export const providerSignOut = z.object({
  name: z.string(),
  /** Its page for signing out there, if it has one. */
  address: z.string().nullable()
})

/** An identity as its provider names it, both parts percent-encoded in addresses. */
export const identityParams = z.object({
  issuer: z.string().max(500),
  subject: z.string().max(255)
})

/** The notice of a provider that somebody signed out there. It may add fields. */
export const logoutMessage = z.looseObject({ logout_token: z.string().max(16_000) })

export const newcomerInput = z.object({
  ...agreementInput,
  token: z.string().max(20_000),
  username: usernameShape,
  /** Needed unless the provider proved one. */
  email: filledIn(emailShape.optional()),
  locale: localeShape.optional()
})
export const joinedByProvider = z.object({
  /** Whether the address must be confirmed by a mail first. */
  pending: z.boolean()
})

export const identity = z.object({
  id: z.int(),
  ...providerButton.shape,
  createdAt: timeShape,
  lastUsedAt: timeShape
})
