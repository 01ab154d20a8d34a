import { z } from 'zod'
import { bodyOfText, lineOfText } from '@stoa/core/contract'
import type { Definition } from '../custom-facts/custom-facts.ts'
import { shapeOf } from '../custom-facts/shapes.ts'
import { factKinds, isStandardFact, type FactKey } from '../topics/forms.ts'

type StandardKind = (typeof factKinds)[keyof typeof factKinds]

const shapes: Record<StandardKind, z.ZodType<string>> = {
  time: z.iso.datetime({ local: true, error: 'field_tickets_time' }),
  id: lineOfText(128).regex(/^[\p{L}\p{N}][\p{L}\p{N}._:/#-]{2,127}$/u, 'field_tickets_id'),
  address: lineOfText(128).regex(/^[A-Za-z0-9:._-]{8,128}$/, 'field_tickets_address'),
  line: lineOfText(200),
  text: bodyOfText(4000)
}

/** Validates a fact; an empty text is valid and means no value. */
export function parseFact(key: FactKey, definition: Definition | undefined, text: string) {
  if (text.trim() === '') return z.literal('').safeParse('')
  if (isStandardFact(key)) return shapes[factKinds[key]].safeParse(text)
  return (definition ? shapeOf(definition) : z.never()).safeParse(text)
}
