import { z } from 'zod'
import { bodyOfText, lineOfText } from '@stoa/core/contract'
import { isTransactionId, networkName } from '@stoa/guards/transaction-ids'
import { matchesWhole } from '@stoa/guards/whole-match'
import type { Definition } from './custom-facts.ts'

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
