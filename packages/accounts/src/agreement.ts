import { z } from 'zod'
import { filledIn, wholeNumber } from '@stoa/core/contract'

const version = filledIn(wholeNumber(0, 999_999).optional())

/** Agreement of people who make an account: numbers of the versions that they were shown. */
export const agreementInput = {
  /** They accept the terms. Needed. */
  terms: version,
  /** They have seen the privacy notice. Needed. */
  privacy: version,
  /** They want the mails that they can do without. */
  optionalMails: z.boolean().default(false)
}

export type Agreement = { terms?: number; privacy?: number; optionalMails?: boolean }

/** Whether somebody wants optional mails, and the version of the privacy notice they were shown. */
export type MailConsent = { given: boolean; privacyVersion: number }

const documentVersion = z.object({ version: z.number(), url: z.string() })

/** The versions in force, for the form. */
export const agreementShown = z.object({ terms: documentVersion, privacy: documentVersion })
