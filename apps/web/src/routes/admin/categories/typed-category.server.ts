import type { RequestEvent } from '@sveltejs/kit'
import { formOf, typed } from '#lib/form.server.ts'
import { textFields, textsIn } from '#lib/text-fields.ts'
import { groupFields, type ruleWords } from './category-words.ts'

/** Text fields of the form, named as the paths of the endpoint's errors. */
const fields = [
  'slug',
  'parentId',
  'rule',
  'holdFirstPosts',
  'signInRequired',
  ...textFields('name'),
  ...textFields('description')
] as const

type GroupIds = Record<(typeof groupFields)[number], number[]>
export type CategoryValues = Record<(typeof fields)[number], string> & GroupIds

/** Reads the posted form of a category: its texts, and ids of the groups that are ticked. */
export async function typedCategory(event: RequestEvent): Promise<CategoryValues> {
  const form = await formOf(event)
  const groups = groupFields.map((field) => [field, form.getAll(field).map(Number)])
  return { ...(await typed(event, fields)), ...(Object.fromEntries(groups) as GroupIds) }
}

/** Converts the fields to the endpoint's input. The endpoint refuses an unknown rule. */
export const categoryInputOf = (values: CategoryValues) => ({
  parentId: values.parentId === '' ? null : values.parentId,
  rule: values.rule as keyof typeof ruleWords,
  holdFirstPosts: values.holdFirstPosts !== '',
  signInRequired: values.signInRequired !== '',
  readerGroups: values.readerGroups,
  writerGroups: values.writerGroups,
  moderatorGroups: values.moderatorGroups,
  name: textsIn(values, 'name'),
  description: textsIn(values, 'description')
})
