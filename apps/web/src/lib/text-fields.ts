import { locales, type Locale } from '@stoa/messages'

/** Fields of a text in every language, named as the paths of the endpoint's errors. */
export const textFields = <N extends string>(name: N) =>
  locales.map((locale) => `${name}.${locale}` as const)

type Values<N extends string> = Partial<Record<`${N}.${Locale}`, string>>

/** Converts the fields to the endpoint's input; languages without text are left out. */
export function textsIn<N extends string>(values: Values<N>, name: N) {
  const texts = locales.map((locale) => [locale, values[`${name}.${locale}`] ?? ''] as const)
  return Object.fromEntries(texts.filter(([, text]) => text.trim())) as Partial<
    Record<Locale, string>
  >
}

/** Fields filled in from stored texts. */
export const valuesIn = <N extends string>(texts: Partial<Record<Locale, string>>, name: N) =>
  Object.fromEntries(locales.map((locale) => [`${name}.${locale}`, texts[locale] ?? ''])) as Record<
    `${N}.${Locale}`,
    string
  >
