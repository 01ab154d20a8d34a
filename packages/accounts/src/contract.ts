import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  capabilityShape,
  deskTopicShape,
  lineOfText,
  localeShape,
  roleShape,
  timeShape,
  trustShape,
  usernameShape,
  wholeNumber
} from '@stoa/core/contract'
import { emailShape } from './email-shape.ts'
import { officialPowers } from './powers.ts'

/** Strength is checked by the verb, which knows name and address. Counted in code points. */
const newPassword = z.string().min(10).max(200)
const capabilities = z.array(capabilityShape)
const topics = z.array(deskTopicShape)
const code = z.string().trim().min(6).max(20)

const invitationSecret = z.string().max(100)
/** How people join, as admins choose it. */
export const signUpRule = z.object({
  way: z.enum(['open', 'invitation', 'domains']),
  /**
   * `example.org` admits addresses there alone, `*.example.org` those of every domain below it. Kept where
   * they do not count.
   */
  domains: z.array(z.string().max(300)).max(200)
})
export const signUpQuery = z.object({ invitation: invitationSecret.optional() })
export const signUpState = signUpRule.extend({
  /** Somebody without an invitation may sign up. */
  open: z.boolean(),
  /** Mail works, which every way of joining needs. */
  opened: z.boolean(),
  /** The given invitation works; null where none is given. */
  invited: z.boolean().nullable()
})
export const signUpInput = z.object({
  username: usernameShape,
  email: emailShape,
  password: newPassword,
  locale: localeShape.optional(),
  /** The secret of the link of an invitation. */
  invitation: invitationSecret.optional(),
  /** `salt.number.signature` of the work that was asked for. */
  work: z.string().max(100).optional()
})
/** The same, whoever has the address. */
export const signedUp = z.object({
  pending: z.literal(true),
  /** Too many accounts come from this network: the mail goes out ten minutes later. */
  late: z.boolean()
})
/** Null: the next account from this network needs none. */
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
/** The same for every sign-up, whoever has the address. */
export const accepted = z.object({ pending: z.literal(true) })
/**
 * The token of the mailed link, or the six digits in the session that signed up. The token needs that
 * session too, or the password.
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
/** What `second_factor_required` came with, and the code alone. */
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
/** Whether the address to which link or code were sent is the account's. */
export const freezeOutcome = z.object({ restored: z.boolean() })
export const closeAccountInput = z.object({
  password: z.string().min(1).max(200),
  code: code.optional()
})

export const meInput = z.object({
  locale: localeShape.optional(),
  timeZone: lineOfText(64).optional(),
  /** Empty for none. */
  bio: bodyOfText(500, 0).optional()
})

export const signedIn = z.object({
  id: z.number(),
  username: z.string(),
  role: roleShape,
  /** The address is not confirmed: the session can only verify. */
  pending: z.boolean(),
  /** The role gives no power until a second factor is on. */
  secondFactorMissing: z.boolean()
})

/** A guest, and whoever has not confirmed the address, has role `guest`. */
export const me = z.object({
  id: z.number(),
  username: z.string(),
  role: roleShape,
  trust: trustShape,
  /** Signed up, address not confirmed yet. */
  pending: z.boolean(),
  email: z.string().nullable(),
  /** The address that a guest has proved by mail, for tickets and reports. */
  provenEmail: z.string().nullable(),
  bio: z.string(),
  locale: localeShape.nullable(),
  timeZone: z.string().nullable(),
  moderates: z.array(z.number()),
  /** What staff may do beyond moderating; admins hold all. */
  capabilities,
  unread: z.object({ notifications: z.number() }),
  /** For admins: mail and webhooks wait, since a backup was restored, for the command that resumes them. */
  deliveryHeld: z.boolean(),
  /** Important and critical announcements that hold now. */
  banners: z.array(
    z.object({
      id: z.number(),
      kind: z.string(),
      kindName: z.string(),
      basis: z.enum(['info', 'maintenance', 'feature', 'risk', 'incident']),
      severity: z.enum(['normal', 'important', 'critical']),
      phase: z.string().nullable(),
      /** An incident that goes on without news: when it was last spoken of. */
      staleSince: timeShape.nullable(),
      title: z.string(),
      language: localeShape,
      url: z.string()
    })
  ),
  secondFactor: z.enum(['none', 'on', 'required']),
  /** The year 9999: until it is lifted. */
  silencedUntil: timeShape.nullable(),
  suspendedUntil: timeShape.nullable(),
  /** Silences that hold in one category and below; `until` null: until lifted. */
  silencedIn: z.array(z.object({ categoryId: z.number(), until: timeShape.nullable() })),
  can: z.object({
    /** Sign-up is open without an invitation, and the requester is a guest. */
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
  /** Begun by a code sent to the address: it opens own tickets and reports alone. */
  byProof: z.boolean(),
  userAgent: z.string(),
  /** Browser and system, such as `Chrome · Windows`; empty where nothing is known. */
  device: z.string(),
  createdAt: timeShape,
  lastUsedAt: timeShape
})

export const secondFactorOffer = z.object({
  /** For typing into an authenticator by hand. */
  secret: z.string(),
  uri: z.string(),
  /** The same as an SVG document. */
  qr: z.string()
})
export const secondFactorConfirmation = z.object({ code })
export const recoveryCodes = z.object({ codes: z.array(z.string()) })

export const scopes = z.enum(['read', 'write', 'moderate', 'admin'])
export const tokenInput = z.object({
  name: lineOfText(60),
  scopes: z.array(scopes).min(1),
  /** Days until it ends, at most a year. */
  days: wholeNumber(1, 365)
})
export const token = z.object({
  id: z.number(),
  name: z.string(),
  scopes: z.array(scopes),
  /** Scopes that count once a second admin confirms them, or after a day. */
  waiting: z.array(scopes),
  createdAt: timeShape,
  expiresAt: timeShape,
  lastUsedAt: timeShape.nullable()
})
/** `secret` is shown this once. */
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
  can: z.object({ report: z.boolean(), mute: z.boolean(), lookAtPrivate: z.boolean() }),
  muted: z.boolean()
})
export const userSuggestion = z.object({ username: z.string(), role: roleShape })
export const suggestionQuery = z.object({ q: z.string().trim().max(60) })
export const userParams = z.object({ username: z.string().max(60) })
export const mutedUserList = z.object({ items: z.array(authorShape) })

/** A look at what only its owner sees otherwise; it is written down with its reason. */
export const lookInput = z.object({ field: z.enum(['email', 'ip']), reason: lineOfText(300, 5) })
export const lookAnswer = z.object({ field: z.enum(['email', 'ip']), value: z.string().nullable() })

export const roleInput = z.object({
  role: z.enum(['member', 'volunteer', 'staff', 'admin']),
  capabilities: capabilities.default([]),
  /** What `desk` is given for; none named: every topic. */
  deskTopics: topics.default([])
})
const officialPower = z.enum(officialPowers)
/** Powers that count once a second admin confirms them, or after a day. */
export const waitingPowers = z.object({ waiting: z.array(officialPower) })
export const pendingChangeList = z.object({
  items: z.array(
    z.object({
      id: z.number(),
      kind: z.enum(['role_power', 'token_power', 'trust_addition', 'trust_removal']),
      /** A power, or the scope of a token; empty for entries of the trust list. */
      power: z.string(),
      /** A username, the name of a token, or what the entry says. */
      subject: z.string(),
      /** Who gains by it. */
      username: z.string().nullable(),
      /** Null: a command on the server. */
      by: z.string().nullable(),
      proposedAt: timeShape,
      /** When it counts by itself. */
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
      /** Without one the role gives no power outside of the demo. */
      secondFactor: z.boolean()
    })
  )
})

export * from './invitations/contract.ts'
export * from './security-log/contract.ts'
