import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  capabilityShape,
  deskTopicShape,
  lineOfText,
  localeShape,
  roleShape,
  scopeShape,
  timeShape,
  trustShape,
  usernameShape,
  wholeNumber
} from '@stoa/core/contract'
import { emailShape } from './email-shape.ts'
import { officialPowers } from './powers.ts'

/**
 * Only the length, in code points. `checkStrength` checks the rest, because it knows name and
 * address.
 */
const newPassword = z.string().min(10).max(200)
const capabilities = z.array(capabilityShape)
const topics = z.array(deskTopicShape)
const code = z.string().trim().min(6).max(20)

const invitationSecret = z.string().max(100)
/** The rule that admins set for joining. */
export const signUpRule = z.object({
  way: z.enum(['open', 'invitation', 'domains']),
  /**
   * `example.org` admits addresses of that domain only, `*.example.org` those of every domain below
   * it. The list is kept while `way` is another one.
   */
  domains: z.array(z.string().max(300)).max(200)
})
export const signUpQuery = z.object({ invitation: invitationSecret.optional() })
export const signUpState = signUpRule.extend({
  /** Signing up works without an invitation. */
  open: z.boolean(),
  /** Mail works, which every way of joining needs. */
  opened: z.boolean(),
  /** The given invitation works. Null if none is given. */
  invited: z.boolean().nullable(),
  /** The only address that the given invitation is for. Null for links. */
  email: z.string().nullable()
})
export const signUpInput = z.object({
  username: usernameShape,
  email: emailShape,
  password: newPassword,
  locale: localeShape.optional(),
  /** The secret from the invitation link. */
  invitation: invitationSecret.optional(),
  /** `salt.number.signature` of the proof of work. */
  work: z.string().max(100).optional()
})
/** The answer is the same whether or not the address has an account. */
export const signedUp = z.object({
  pending: z.literal(true),
  /** Too many accounts were made from this network, so the mail leaves ten minutes later. */
  late: z.boolean()
})
/** Null if the next account from this network needs no proof of work. */
export const signUpWork = z.object({
  work: z
    .object({
      salt: z.string(),
      /** SHA-256 of `salt.number` in hex, with a number below `bound`. */
      challenge: z.string(),
      bound: z.number(),
      signature: z.string()
    })
    .nullable()
})
/** The answer is the same whether or not the address has an account. */
export const accepted = z.object({ pending: z.literal(true) })
/**
 * Either the token of the mailed link, or the six digits in the session that signed up. The token
 * also needs that session or the password.
 */
export const verificationInput = z
  .object({
    token: z.string().max(100).optional(),
    code: z.string().trim().max(20).optional(),
    password: z.string().min(1).max(200).optional()
  })
  .refine(({ token, code }) => token !== undefined || code !== undefined, {
    path: ['code'],
    error: 'field_required'
  })
export const signInInput = z.object({
  login: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(200),
  code: code.optional()
})
/** The continuation that came with `second_factor_required`, and the code. */
export const continuedSignInInput = z.object({ continuation: z.string().max(100), code })
export const resetRequestInput = z.object({ email: emailShape })
export const proofRequestInput = z.object({ email: emailShape })
export const proofInput = z.object({ email: emailShape, code: z.string().trim().max(20) })
export const resetInput = z.object({ token: z.string().max(100), password: newPassword })
export const passwordChangeInput = z.object({ current: z.string().max(200), password: newPassword })
export const reauthenticationInput = z.object({
  password: z.string().min(1).max(200),
  code: code.optional()
})
export const emailChangeInput = z.object({
  email: emailShape,
  password: z.string().min(1).max(200),
  code: code.optional()
})
export const mailedTokenInput = z.object({ token: z.string().max(100) })
/** `restored`: the link or code was sent to the present address of the account. */
export const freezeOutcome = z.object({ restored: z.boolean() })
export const closeAccountInput = z.object({
  password: z.string().min(1).max(200),
  code: code.optional()
})

export const meInput = z.object({
  locale: localeShape.optional(),
  timeZone: lineOfText(64).optional(),
  /** Empty removes it. */
  bio: bodyOfText(500, 0).optional()
})

export const signedIn = z.object({
  id: z.number(),
  username: z.string(),
  role: roleShape,
  /** The address is not confirmed, and the session can only confirm it. */
  pending: z.boolean(),
  /** The role has no rights until a second factor is on. */
  secondFactorMissing: z.boolean()
})

/** Guests and users with an unconfirmed address have role `guest`. */
export const me = z.object({
  id: z.number(),
  username: z.string(),
  role: roleShape,
  trust: trustShape,
  /** Signed up, with an unconfirmed address. */
  pending: z.boolean(),
  email: z.string().nullable(),
  /**
   * What the token or session is limited to; null if it is not. A session with `support` began with
   * a code mailed to `email`, and is a guest's except for tickets and reports.
   */
  scopes: z.array(scopeShape).nullable(),
  bio: z.string(),
  locale: localeShape.nullable(),
  timeZone: z.string().nullable(),
  moderates: z.array(z.number()),
  /** What staff may do beyond moderating; admins hold all. */
  capabilities,
  unread: z.object({ notifications: z.number() }),
  /** For admins: a backup was restored, and mail and webhooks wait until a command resumes them. */
  deliveryHeld: z.boolean(),
  /** Important and critical announcements that are active. */
  banners: z.array(
    z.object({
      id: z.number(),
      type: z.string(),
      typeName: z.string(),
      basis: z.enum(['info', 'maintenance', 'feature', 'risk', 'incident']),
      severity: z.enum(['normal', 'important', 'critical']),
      phase: z.string().nullable(),
      /** When an ongoing incident was last updated, if that was too long ago. */
      staleSince: timeShape.nullable(),
      title: z.string(),
      language: localeShape,
      url: z.string()
    })
  ),
  secondFactor: z.enum(['none', 'on', 'required']),
  /** The year 9999 means until it is lifted. */
  silencedUntil: timeShape.nullable(),
  suspendedUntil: timeShape.nullable(),
  /**
   * Silences in one category and its sub-categories. `until` is null if it lasts until it is
   * lifted.
   */
  silencedIn: z.array(z.object({ categoryId: z.number(), until: timeShape.nullable() })),
  can: z.object({
    /** The requester is a guest, and sign-up is open without an invitation. */
    signUp: z.boolean(),
    ask: z.boolean(),
    moderate: z.boolean(),
    announce: z.boolean(),
    administer: z.boolean(),
    invite: z.boolean()
  })
})

export const session = z.object({
  id: z.number(),
  current: z.boolean(),
  /** Null if it is not limited. `support` began with a mailed code: tickets and reports only. */
  scopes: z.array(scopeShape).nullable(),
  userAgent: z.string(),
  /** Browser and system, such as `Chrome · Windows`. Empty if unknown. */
  device: z.string(),
  createdAt: timeShape,
  lastUsedAt: timeShape
})

export const secondFactorOffer = z.object({
  /** For typing into an authenticator app. */
  secret: z.string(),
  uri: z.string(),
  /** `uri` as a QR code, an SVG document. */
  qr: z.string()
})
export const secondFactorConfirmation = z.object({ code })
export const recoveryCodes = z.object({ codes: z.array(z.string()) })

export const tokenScope = scopeShape.exclude(['support'])
export const tokenInput = z.object({
  name: lineOfText(60),
  scopes: z.array(tokenScope).min(1),
  /** Days until the token expires, at most a year. */
  days: wholeNumber(1, 365)
})
export const token = z.object({
  id: z.number(),
  name: z.string(),
  scopes: z.array(tokenScope),
  /** Scopes that take effect when a second admin confirms them, or after a day. */
  waiting: z.array(tokenScope),
  createdAt: timeShape,
  expiresAt: timeShape,
  lastUsedAt: timeShape.nullable()
})
/** `secret` is shown only in this answer. */
export const createdToken = token.extend({ secret: z.string() })

export const profile = z.object({
  id: z.number(),
  username: z.string(),
  role: roleShape,
  trust: trustShape,
  formerStaff: z.boolean(),
  bio: z.string(),
  createdAt: timeShape,
  erased: z.boolean(),
  contributions: z.object({
    posts: z.number(),
    acceptedAnswers: z.number(),
    votesReceived: z.number()
  }),
  can: z.object({ report: z.boolean(), mute: z.boolean(), revealPersonalData: z.boolean() }),
  muted: z.boolean()
})
export const userSuggestion = z.object({ username: z.string(), role: roleShape })
export const suggestionQuery = z.object({ q: z.string().trim().max(60) })
export const userParams = z.object({ username: z.string().max(60) })
export const mutedUserList = z.object({ items: z.array(authorShape) })

/** Reads a private field of another account. The access is logged with its reason. */
export const lookInput = z.object({ field: z.enum(['email', 'ip']), reason: lineOfText(300, 5) })
export const lookAnswer = z.object({ field: z.enum(['email', 'ip']), value: z.string().nullable() })

export const roleInput = z.object({
  role: z.enum(['member', 'volunteer', 'staff', 'admin']),
  capabilities: capabilities.default([]),
  /** Topics that `desk` covers. Empty means all topics. */
  deskTopics: topics.default([])
})
const officialPower = z.enum(officialPowers)
/** Powers that take effect when a second admin confirms them, or after a day. */
export const waitingPowers = z.object({ waiting: z.array(officialPower) })
export const pendingChangeList = z.object({
  items: z.array(
    z.object({
      id: z.number(),
      kind: z.enum(['role_power', 'token_power', 'trust_addition', 'trust_removal']),
      /** A power, or the scope of a token. Empty for entries of the trust list. */
      power: z.string(),
      /** A username, the name of a token, or the text of the trust list entry. */
      subject: z.string(),
      /** The user who gains the power. */
      username: z.string().nullable(),
      /** The proposer. Null for a command on the server. */
      by: z.string().nullable(),
      proposedAt: timeShape,
      /** When the change takes effect without confirmation. */
      due: timeShape,
      can: z.object({ confirm: z.boolean() })
    })
  )
})
export const teamList = z.object({
  items: z.array(
    z.object({
      username: z.string(),
      role: roleShape,
      capabilities,
      deskTopics: topics,
      /** Without a second factor the role has no rights, except in the demo. */
      secondFactor: z.boolean()
    })
  )
})

export * from './invitations/contract.ts'
export * from './security-log/contract.ts'
