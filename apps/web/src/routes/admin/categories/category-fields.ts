import { m } from '@stoa/messages'
import { textFields, textsIn } from '#lib/text-fields.ts'

export const ruleWords = {
  public: m.web_admin_rule_public,
  read_only: m.web_admin_rule_read_only,
  approve_first: m.web_admin_rule_approve_first,
  staff_only: m.web_admin_rule_staff_only
}
export type Rule = keyof typeof ruleWords
export const rules = Object.keys(ruleWords) as Rule[]

/**
 * Fields of the form, named as the paths of the endpoint's errors; texts exist once per language.
 */
export const categoryFields = [
  'slug',
  'parentId',
  'rule',
  'hideThreshold',
  'holdFirstPosts',
  ...textFields('name'),
  ...textFields('description')
] as const

export type CategoryValues = Record<(typeof categoryFields)[number], string>

/** Converts the fields to the endpoint's input. The endpoint refuses an unknown rule. */
export const categoryInputOf = (values: CategoryValues) => ({
  parentId: values.parentId === '' ? null : values.parentId,
  rule: values.rule as Rule,
  hideThreshold: values.hideThreshold,
  holdFirstPosts: values.holdFirstPosts !== '',
  name: textsIn(values, 'name'),
  description: textsIn(values, 'description')
})
