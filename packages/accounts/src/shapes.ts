import { z } from 'zod'
import { capabilityShape, roleShape, scopeShape, timeShape } from '@stoa/core/contract'

/** The pattern of zod, which also accepts top-level domains in ASCII form, such as `xn--fiqs8s`. */
const pattern =
  /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@(?:[a-z\d][a-z\d-]*\.)+(?:[a-z]{2,}|xn--[a-z\d-]*[a-z\d])$/i

const hasForeignDomain = (input: unknown) => /@.*[^\p{ASCII}]/u.test(String(input))

/**
 * An e-mail address. Its domain must be in ASCII, as in mails, so that one address has one form.
 */
export const emailShape = z
  .email({
    pattern,
    error: ({ code, input }) =>
      code === 'invalid_format' && hasForeignDomain(input) ? 'field_email_ascii' : undefined
  })
  .max(254)

/**
 * Only the length, in code points. `checkNewPassword` checks the rest, because it knows name and
 * address.
 */
export const newPassword = z.string().min(10).max(200)

export const capabilityList = z.array(capabilityShape)

export const code = z.string().trim().min(6).max(20)

/** The rule that admins set for joining. */
export const signUpRule = z.object({
  way: z.enum(['open', 'invitation', 'domains']),
  /**
   * `example.org` admits addresses of that domain only, `*.example.org` those of every domain below
   * it. The list is kept while `way` is another one.
   */
  domains: z.array(z.string().max(300)).max(200)
})

/** The answer is the same whether or not the address has an account. */
export const accepted = z.object({ pending: z.literal(true) })

export const proofRequestInput = z.object({ email: emailShape })

export const proofInput = z.object({ email: emailShape, code: z.string().trim().max(20) })

export const reauthenticationInput = z.object({
  /** Not needed by accounts without a password that have a second factor. */
  password: z.string().max(200).optional(),
  code: code.optional()
})

/** The token of the mailed link, or the six digits in the mail. */
export const mailTestInput = z
  .object({ token: z.string().max(100).optional(), code: z.string().trim().max(20).optional() })
  .refine(({ token, code }) => token !== undefined || code !== undefined, {
    path: ['code'],
    error: 'field_required'
  })

export const mailedTokenInput = z.object({ token: z.string().max(100) })

export const signedIn = z.object({
  id: z.int(),
  username: z.string(),
  role: roleShape,
  /** The address is not confirmed, and the session can only confirm it. */
  pending: z.boolean(),
  /** The role has no rights until a second factor is on. */
  secondFactorMissing: z.boolean(),
  /** The role has no rights in this session, because no provider began it. */
  providerMissing: z.boolean()
})

/** `sessions`: for service accounts only. */
export const tokenScope = scopeShape.exclude(['support'])

export const token = z.object({
  id: z.int(),
  name: z.string(),
  scopes: z.array(tokenScope),
  /** Scopes that take effect when a second admin confirms them, or after a day. */
  waiting: z.array(tokenScope),
  createdAt: timeShape,
  expiresAt: timeShape,
  lastUsedAt: timeShape.nullable()
})

export const userParams = z.object({ username: z.string().max(60) })

/** `restored`: the link or code was sent to the present address of the account. */
export const freezeOutcome = z.object({ restored: z.boolean() })

/** Reads empty form fields as undefined. */
export const unlessEmpty = <S extends z.ZodType>(shape: S) =>
  z
    .union([z.literal(''), shape])
    .transform((given) => (given === '' ? undefined : given))
    .optional()

/** How a change waits, beside what it is about. */
export const waitingShape = z.object({
  /** Of the approval. */
  id: z.int(),
  /** The proposer. Null for a command on the server. */
  by: z.string().nullable(),
  proposedAt: timeShape,
  /** When it takes effect if nobody refuses it. Null if it does not by itself. */
  appliesAt: timeShape.nullable(),
  can: z.object({ approve: z.boolean(), refuse: z.boolean(), withdraw: z.boolean() })
})
