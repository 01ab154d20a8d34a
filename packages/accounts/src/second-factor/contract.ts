import { z } from 'zod'
import { timeShape } from '@stoa/core/contract'
import { code } from '../shapes.ts'

export const secondFactorSecret = z.object({
  /** For typing into an authenticator app. */
  secret: z.string(),
  uri: z.string(),
  /** `uri` as a QR code, an SVG document. */
  qr: z.string()
})

export const secondFactorState = z.object({
  /** Null without an authenticator. */
  authenticatorSince: timeShape.nullable(),
  recoveryCodesLeft: z.number()
})

export const secondFactorConfirmation = z.object({ code })

export const recoveryCodeList = z.object({ codes: z.array(z.string()) })
