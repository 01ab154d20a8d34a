import { z } from 'zod'
import { bodyOfText, lineOfText } from '@stoa/core/contract'
import { minuteOf } from '@stoa/core/minutes'
import { isTransactionId, networkName } from '@stoa/guards/transaction-ids'
import { matchesWhole } from '@stoa/guards/whole-match'
import type { Definition } from '../topics/topics.ts'
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

type Checked = Pick<Definition, 'kind' | 'example' | 'pattern' | 'choices' | 'networks'>

/** Validates a value of a custom fact. What is wrong is said with an example where there is one. */
export function shapeOf(fact: Checked): z.ZodType<string> {
  const { kind, example, pattern, choices, networks } = fact
  switch (kind) {
    case 'line':
      return lineOfText(200)
    case 'text':
      return bodyOfText(4000)
    case 'number':
      return lineOfText(60)
        .overwrite(plainNumber)
        .refine((text) => /^-?\d{1,30}(?:\.\d{1,18})?$/.test(text), 'field_tickets_number_fact')
    case 'date':
      return lineOfText(40).refine(isDate, 'field_tickets_date')
    case 'choice':
      return lineOfText(60).refine(
        (text) => choices.some(({ value }) => value === text),
        'field_tickets_choice'
      )
    case 'pattern':
      return lineOfText(200).refine((text) => matchesWhole(pattern, text), {
        error: 'field_tickets_pattern_fact',
        params: { example }
      })
    case 'transaction':
      return lineOfText(128).refine((text) => networks.some((one) => isTransactionId(one, text)), {
        error: 'field_tickets_transaction',
        params: { networks: networks.map(networkName).join(' / ') }
      })
  }
}

const isDate = (text: string) => z.iso.date().safeParse(text).success

/** Digits of any width, without separators of thousands. */
function plainNumber(text: string): string {
  const narrow = text.normalize('NFKC')
  return /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(narrow) ? narrow.replaceAll(',', '') : narrow
}
