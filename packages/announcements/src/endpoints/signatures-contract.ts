import { textByLocale, timeShape } from '@stoa/core/contract'
import { z } from 'zod'
import {
  announcementType,
  announcementBasis,
  announcementSeverity,
  announcementPhase,
  state,
  writtenText
} from '../shapes.ts'

/** Sent exactly as it was signed. */
const signedDocument = z.object({
  issuer: z.string(),
  url: z.string(),
  signedAt: timeShape,
  state,
  type: announcementType,
  basis: announcementBasis.optional(),
  severity: announcementSeverity,
  phase: announcementPhase.nullable(),
  services: z.array(z.string()),
  publishedAt: timeShape.nullable(),
  expiresAt: timeShape.nullable(),
  startsAt: timeShape.nullable(),
  endsAt: timeShape.nullable(),
  texts: textByLocale(writtenText),
  updates: z.array(
    z.object({ phase: announcementPhase, at: timeShape, bodies: textByLocale(z.string()) })
  ),
  correction: textByLocale(z.string()).nullable()
})

/** `signature`: JWS with a detached payload, EdDSA over the canonical JSON (RFC 8785) of `document`. */
export const signedAnnouncement = z.object({ document: signedDocument, signature: z.string() })

/** Larger than any copy. */
const maximumCopyLength = 500_000

export const copyInput = z.object({
  copy: z
    .string()
    .refine((text) => text.trim() !== '', { error: 'announcements_copy_missing' })
    .max(maximumCopyLength, { error: 'announcements_copy_too_large' })
})

/** `genuine`: signed by this forum exactly so. There is no verdict that a copy is safe to follow. */
export const copyVerdict = z.object({
  verdict: z.enum(['genuine', 'unreadable', 'header', 'unknown_key', 'signature']),
  /** Only of a genuine copy. */
  signed: z
    .object({
      /** In the reader's language; null if the announcement was withdrawn. */
      title: z.string().nullable(),
      url: z.string(),
      signedAt: timeShape,
      /** Whether nothing was signed for the announcement since. */
      current: z.boolean()
    })
    .optional()
})

export type CopyVerdict = z.infer<typeof copyVerdict>
