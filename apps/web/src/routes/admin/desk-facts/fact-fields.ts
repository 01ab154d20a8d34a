import type { Api } from '@stoa/api'
import { locales, m } from '@stoa/messages'
import { textFields, textsIn, valuesIn } from '#lib/text-fields.ts'

type Definition = Awaited<ReturnType<Api['tickets']['customFacts']>>['items'][number]
type Input = Parameters<Api['tickets']['changeCustomFact']>[0]

/** Names of the kinds of facts. */
export const factKindWords = {
  line: m.tickets_custom_facts_line,
  text: m.tickets_custom_facts_text,
  number: m.tickets_custom_facts_number,
  date: m.tickets_custom_facts_date,
  choice: m.tickets_custom_facts_choice,
  pattern: m.tickets_custom_facts_pattern,
  transaction: m.tickets_custom_facts_transaction
} as const
export type FactKind = keyof typeof factKindWords

/** Fields of a definition, named as the paths of the endpoint's errors. */
export const factFields = [
  ...textFields('labels'),
  ...textFields('hints'),
  ...textFields('choices'),
  'example',
  'pattern'
] as const
export type FactValues = Record<(typeof factFields)[number], string> & { networks: string[] }

/** Converts the fields to the endpoint's input. */
export const definitionIn = (
  values: FactValues,
  before: Definition['choices'] = []
): Omit<Input, 'fact'> => ({
  labels: textsIn(values, 'labels'),
  hints: textsIn(values, 'hints'),
  example: values.example,
  pattern: values.pattern,
  choices: choicesIn(values, before),
  networks: values.networks as Input['networks']
})

/**
 * The lines of all languages as choices; lines that are blank in all of them are none. One whose
 * label is known keeps the value that is stored in tickets; a new one is stored as its first label.
 */
function choicesIn(values: FactValues, before: Definition['choices']): Definition['choices'] {
  const columns = locales.map((locale) => [locale, linesOf(values[`choices.${locale}`])] as const)
  const length = Math.max(...columns.map(([, lines]) => lines.length))
  return Array.from({ length }).flatMap((_, row) => {
    const named = columns.flatMap(([locale, lines]) => {
      const line = lines[row]
      return line ? [[locale, line] as const] : []
    })
    if (named.length === 0) return []
    const labels: Definition['choices'][number]['labels'] = Object.fromEntries(named)
    const known = before.find((choice) => named.some(([locale, l]) => choice.labels[locale] === l))
    return [{ value: known?.value ?? named[0]?.[1] ?? '', labels }]
  })
}

/** A blank line is kept: the next one belongs to the same choice as that line elsewhere. */
const linesOf = (text: string) => text.split('\n').map((line) => line.trim())

/** Fields filled in from a definition. */
export function valuesOf(fact: Definition): FactValues {
  const lines = locales.map((locale) => [
    `choices.${locale}`,
    fact.choices.map(({ labels, value }) => labels[locale] ?? value).join('\n')
  ])
  const choices = Object.fromEntries(lines) as ReturnType<typeof valuesIn<'choices'>>
  const { example, pattern, networks } = fact
  return {
    ...valuesIn(fact.labels, 'labels'),
    ...valuesIn(fact.hints, 'hints'),
    ...choices,
    example,
    pattern,
    networks
  }
}
