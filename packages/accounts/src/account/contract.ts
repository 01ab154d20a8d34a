import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  editedRevision,
  lineOfText,
  localeShape,
  roleShape,
  scopeShape,
  timeShape,
  trustShape,
  usernameShape
} from '@stoa/core/contract'
import { capabilityList, newPassword, emailShape } from '../shapes.ts'
import { drawnPictures } from '../pictures/picture.ts'

export const passwordChangeInput = z.object({
  /** Not needed by accounts without a password. */
  current: z.string().max(200).optional(),
  password: newPassword
})

export const emailChangeInput = z.object({ email: emailShape })

export const meInput = z.object({
  locale: localeShape.optional(),
  timeZone: lineOfText(64).optional(),
  /** Empty removes it. */
  /** Empty removes it. */
  bio: bodyOfText(500, 0).optional(),
  /** Empty shows a letter. */
  picture: z.enum([...drawnPictures, '']).optional(),
  ...editedRevision
})

/** Guests and users with an unconfirmed address have role `guest`. */
export const me = z.object({
  /** Of the profile: language, time zone and bio. */
  revision: z.string(),
  id: z.int(),
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
  /** The name of a drawn picture, or the id of an uploaded one. Null shows a letter. */
  picture: z.string().nullable(),
  locale: localeShape.nullable(),
  timeZone: z.string().nullable(),
  /** As the member declared it. */
  moderates: z.array(z.int()),
  /** Rights of staff beyond moderating; admins hold all. */
  capabilities: capabilityList,
  unread: z.object({ notifications: z.number() }),
  /** For admins: a backup was restored, and mail and webhooks wait until a command resumes them. */
  deliveryHeld: z.boolean(),
  /** Places of articles that are not empty. */
  places: z.object({ help: z.boolean(), blog: z.boolean() }),
  /** Present matters: important and critical announcements, pinned ones and open incidents. */
  banners: z.array(
    z.object({
      id: z.int(),
      type: z.string(),
      typeName: z.string(),
      basis: z.enum(['info', 'maintenance', 'feature', 'risk', 'incident']),
      severity: z.enum(['normal', 'important', 'critical']),
      phase: z.string().nullable(),
      /** Members are asked to confirm that they have read it. */
      asksAcknowledgement: z.boolean(),
      /** When it was last updated, if it has ceased to be news. */
      foldedSince: timeShape.nullable(),
      /** Categories that it concerns and the actor may know of; empty if it concerns all. */
      categoryIds: z.array(z.int()),
      title: z.string(),
      language: localeShape,
      url: z.string()
    })
  ),
  /** Material versions of rules, terms and privacy notice that will take effect. */
  upcoming: z.array(z.object({ title: z.string(), url: z.string(), effectiveAt: timeShape })),
  /** False if only providers or passkeys sign this account in. */
  hasPassword: z.boolean(),
  secondFactor: z.enum(['none', 'on', 'required']),
  hasPasskey: z.boolean(),
  /** The permissions of the account rest until it has a passkey. */
  passkeyMissing: z.boolean(),
  /**
   * Somebody reported the second factor as lost. `replaceableAt` is when another may replace it; null
   * until two admins have confirmed the loss.
   */
  factorLoss: z.object({ replaceableAt: timeShape.nullable() }).nullable(),
  /** The year 9999 means until it is lifted. */
  silencedUntil: timeShape.nullable(),
  suspendedUntil: timeShape.nullable(),
  /**
   * Silences in one category and its sub-categories. `until` is null if it lasts until it is
   * lifted.
   */
  silencedIn: z.array(z.object({ categoryId: z.int(), until: timeShape.nullable() })),
  can: z.object({
    /** False in a forum that is not opened yet, but for its team. */
    read: z.boolean(),
    /** The requester is a guest, and sign-up is open without an invitation. */
    signUp: z.boolean(),
    ask: z.boolean(),
    moderate: z.boolean(),
    announce: z.boolean(),
    /** Drafts articles. */
    articles: z.boolean(),
    administer: z.boolean(),
    invite: z.boolean()
  })
})

export const usernameInput = z.object({ username: usernameShape })
export const renamed = z.object({ username: z.string() })

export const mutedUserList = z.object({ items: z.array(authorShape) })

export const mailPhraseInput = z.object({ phrase: lineOfText(60, 4) })

/** Null if none is set. */
export const mailPhrase = z.object({ phrase: z.string().nullable() })
