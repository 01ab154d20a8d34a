import { z } from 'zod'
import { bodyOfText } from '@stoa/core/contract'
import { reason } from '../shapes.ts'

export const reportInput = z.object({ reason, note: bodyOfText(1000).optional() })

export type ReportInput = z.infer<typeof reportInput>
