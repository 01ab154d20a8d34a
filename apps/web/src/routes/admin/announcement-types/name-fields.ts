import type { Locale } from '@stoa/messages'
import { textFields, textsIn, valuesIn } from '#lib/text-fields.ts'

/** Fields of the names, named as the paths of the endpoint's errors. */
export const nameFields = textFields('names')
export type NameValues = Record<(typeof nameFields)[number], string>

/** Converts the fields to the endpoint's input. */
export const namesOf = (values: NameValues) => textsIn(values, 'names')

/** Fields filled in from stored names. */
export const valuesOf = ({ names }: { names: Partial<Record<Locale, string>> }): NameValues =>
  valuesIn(names, 'names')
