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
