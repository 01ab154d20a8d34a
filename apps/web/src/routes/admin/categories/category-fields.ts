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

export const groupFields = ['readerGroups', 'writerGroups', 'moderatorGroups'] as const
export const groupWords = {
  readerGroups: m.web_category_groups_see,
  writerGroups: m.web_category_groups_write,
  moderatorGroups: m.web_category_groups_moderate
}

/** Who sees the category, writes in it and moderates it, by ids of groups. */
export type GroupValues = Record<(typeof groupFields)[number], number[]> & {
  signInRequired: boolean
}

export type CategoryValues = Record<(typeof categoryFields)[number], string> & GroupValues

/** Reads what is ticked in a posted form. */
export const groupValuesIn = (form: FormData): GroupValues => {
  const ids = (field: string) => form.getAll(field).map(Number)
  return {
    signInRequired: form.get('signInRequired') !== null,
    readerGroups: ids('readerGroups'),
    writerGroups: ids('writerGroups'),
    moderatorGroups: ids('moderatorGroups')
  }
}

/** Converts the fields to the endpoint's input. The endpoint refuses an unknown rule. */
export const categoryInputOf = (values: CategoryValues) => ({
  parentId: values.parentId === '' ? null : values.parentId,
  rule: values.rule as Rule,
  hideThreshold: values.hideThreshold,
  holdFirstPosts: values.holdFirstPosts !== '',
  signInRequired: values.signInRequired,
  readerGroups: values.readerGroups,
  writerGroups: values.writerGroups,
  moderatorGroups: values.moderatorGroups,
  name: textsIn(values, 'name'),
  description: textsIn(values, 'description')
})
