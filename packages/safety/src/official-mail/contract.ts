import { z } from 'zod'
import { timeShape } from '@stoa/core/contract'

/** The largest mail that is checked. */
export const maximumMailBytes = 256 * 1024

/** A mail in base64, for programs that send no file. */
export const mailInput = z.object({
  message: z
    .base64({ error: 'guards_mail_base64' })
    .max(Math.ceil(maximumMailBytes / 3) * 4, { error: 'guards_mail_too_large' })
    .optional()
})

/** Why a mail is not shown to be the organisation's. */
export const mailDoubts = [
  'ambiguous',
  'sender_unclear',
  'not_signed_by_us',
  'partly_signed',
  'changed',
  'expired',
  'key_not_found',
  'key_unreachable'
] as const

/** What to be careful about in a mail that is. */
export const mailWarnings = ['old', 'leads_elsewhere'] as const

/**
 * `official`: a domain on the official list signed exactly this mail. Anybody can send a signed mail
 * on to others, so `mail` says to whom, when and with which subject it was signed. There is no
 * verdict that a mail is safe.
 */
export const mailVerdict = z.object({
  verdict: z.enum(['official', 'unknown']),
  reasons: z.array(z.enum([...mailDoubts, ...mailWarnings])),
  /** The official entry whose domain signed; absent for `unknown`. */
  of: z.string().optional(),
  mail: z
    .object({
      from: z.string(),
      to: z.array(z.string()),
      subject: z.string(),
      signedAt: timeShape
    })
    .optional(),
  /** Hosts that its links lead to and that are not on the official list; at most ten. */
  elsewhere: z.array(z.string())
})

export type MailDoubt = (typeof mailDoubts)[number]
export type MailVerdict = z.infer<typeof mailVerdict>
