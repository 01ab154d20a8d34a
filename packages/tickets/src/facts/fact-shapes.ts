import { z } from 'zod'
import { bodyOfText, lineOfText } from '@stoa/core/contract'
import { minuteOf } from '@stoa/core/minutes'
import type { Definition } from '../custom-facts/custom-facts.ts'
import { shapeOf } from '../custom-facts/shapes.ts'
import { factKinds, isStandardFact, type FactKey } from '../topics/forms.ts'

type StandardKind = (typeof factKinds)[keyof typeof factKinds]

/**
 * The minute, in UTC, that a text means, such as `2026-11-28T21:30[Asia/Shanghai]`; one without a
 * zone is in UTC. Undefined for what is no time.
 */
export const minuteOfFact = (text: string): string | undefined =>
  minuteOf(text) ?? minuteOf(`${text}Z`)

const time = z.string().transform((text, ctx) => {
  const minute = minuteOfFact(text)
  if (minute === undefined) ctx.addIssue('field_tickets_time')
  return minute ?? z.NEVER
})

const shapes: Record<StandardKind, z.ZodType<string>> = {
  time,
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
