import { m } from '@stoa/messages'
import { languages } from '#lib/frame/languages.ts'

export const ruleWords = {
  public: m.web_admin_rule_public,
  read_only: m.web_admin_rule_read_only,
  approve_first: m.web_admin_rule_approve_first,
  staff_only: m.web_admin_rule_staff_only
}
export type Rule = keyof typeof ruleWords
export const rules = Object.keys(ruleWords) as Rule[]

const perLanguage = <T extends string>(name: T) =>
  languages.map(([locale]) => `${name}.${locale}` as const)

/**
 * Fields of the form, named as the paths of the endpoint's errors; texts exist once per language.
 */
export const categoryFields = [
  'slug',
  'parentId',
  'rule',
  'hideThreshold',
  'holdFirstPosts',
  ...perLanguage('name'),
  ...perLanguage('description')
] as const

export type CategoryValues = Record<(typeof categoryFields)[number], string>

const textOf = (values: CategoryValues, name: 'name' | 'description') => ({
  en: values[`${name}.en`],
  'zh-CN': values[`${name}.zh-CN`],
  'zh-TW': values[`${name}.zh-TW`]
})

/** Converts the fields to the endpoint's input. The endpoint refuses an unknown rule. */
export const categoryInputOf = (values: CategoryValues) => ({
  parentId: values.parentId === '' ? null : values.parentId,
  rule: values.rule as Rule,
  hideThreshold: values.hideThreshold,
  holdFirstPosts: values.holdFirstPosts !== '',
  name: textOf(values, 'name'),
  description: textOf(values, 'description')
})
