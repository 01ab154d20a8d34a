import { z } from 'zod'
import { bodyOfText, lineOfText } from '@stoa/core/contract'
import { factKinds, type FactKey, type FactKind } from '../topics/forms.ts'

const shapes: Record<FactKind, z.ZodType<string>> = {
  time: z.iso.datetime({ local: true, error: 'field_tickets_time' }),
  id: lineOfText(128).regex(/^[\p{L}\p{N}][\p{L}\p{N}._:/#-]{2,127}$/u, 'field_tickets_id'),
  address: lineOfText(128).regex(/^[A-Za-z0-9:._-]{8,128}$/, 'field_tickets_address'),
  line: lineOfText(200),
  text: bodyOfText(4000)
}

/** Validates a fact; an empty text is valid and means no value. */
export const parseFact = (key: FactKey, text: string) =>
  text.trim() === '' ? z.literal('').safeParse('') : shapes[factKinds[key]].safeParse(text)
