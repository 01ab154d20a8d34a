import { z } from 'zod'
import { lineOfText } from '@stoa/core/contract'

export const mailPhraseInput = z.object({ phrase: lineOfText(60, 4) })

/** Null if none is set. */
export const mailPhrase = z.object({ phrase: z.string().nullable() })
