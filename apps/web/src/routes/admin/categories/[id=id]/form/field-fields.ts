import { locales, m } from '@stoa/messages'
import { textFields, textsIn, valuesIn } from '#lib/text-fields.ts'

export const kindWords = {
  text: m.web_form_kind_text,
  number: m.web_form_kind_number,
  choice: m.web_form_kind_choice,
  version: m.web_form_kind_version,
  time: m.web_form_kind_time
}
export type Kind = keyof typeof kindWords

/** Inputs of a field's form; texts and choices exist once per language. */
export const fieldFields = [
  'fieldId',
  'kind',
  'required',
  ...textFields('label'),
  ...textFields('hint'),
  ...textFields('choices')
] as const

export type FieldInputs = Record<(typeof fieldFields)[number], string>
type Texts = ReturnType<typeof textsIn>
type Stored = { id: number; kind: Kind; required: boolean } & Record<'label' | 'hint', Texts> & {
    choices: Texts[]
  }

/** The inputs filled in from a stored field. */
export const inputsOf = ({ id, kind, required, label, hint, choices }: Stored): FieldInputs => ({
  fieldId: String(id),
  kind,
  required: required ? 'on' : '',
  ...valuesIn(label, 'label'),
  ...valuesIn(hint, 'hint'),
  ...valuesIn(linesOf(choices), 'choices')
})

const linesOf = (choices: Texts[]): Texts =>
  Object.fromEntries(
    locales.map((locale) => [
      locale,
      choices
        .map((one) => one[locale] ?? '')
        .join('\n')
        .trimEnd()
    ])
  )

/** The inputs as the endpoint takes them. The lines of all languages belong together in order. */
export const fieldOf = (inputs: FieldInputs) => ({
  label: textsIn(inputs, 'label'),
  hint: textsIn(inputs, 'hint'),
  required: inputs.required !== '',
  choices: inputs.kind === 'choice' ? choicesIn(textsIn(inputs, 'choices')) : []
})

function choicesIn(texts: Texts): Texts[] {
  const lines = Object.entries(texts).map(
    ([locale, text]) => [locale, text.split('\n').map((line) => line.trim())] as const
  )
  const count = Math.max(0, ...lines.map(([, of]) => of.length))
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(lines.flatMap(([locale, of]) => (of[index] ? [[locale, of[index]]] : [])))
  ).filter((choice) => Object.keys(choice).length > 0)
}
