import type { Api } from '@stoa/api'
import { factKeys } from '#lib/fact-words.ts'
import { nameFields, namesOf, valuesOf as namesIn } from '../announcement-types/name-fields.ts'

type Topic = Awaited<ReturnType<Api['tickets']['topics']>>['items'][number]

/** Fields of a topic, named as the paths of the endpoint's errors, beside those of its form. */
export const topicFields = [...nameFields, 'position', 'identityDocuments'] as const
/** Begins the name of the field of each fact. */
export const formPrefix = 'form.'
export type TopicValues = Record<(typeof topicFields)[number], string> &
  Record<`${typeof formPrefix}${string}`, string>

/** What `typedWith` read, as the values of one form. */
export const topicValues = ({ values, below }: Typed): TopicValues => ({
  ...values,
  ...Object.fromEntries(Object.entries(below).map(([key, how]) => [`${formPrefix}${key}`, how]))
})

type Typed = {
  values: Record<(typeof topicFields)[number], string>
  below: Record<string, string>
}

/** Converts the fields to the endpoint's input; required facts come first. */
export function topicIn(values: TopicValues, before: Topic['form'] = []) {
  const known = before.map(({ key }) => key)
  const given = Object.keys(values).filter((name) => name.startsWith(formPrefix))
  const named = given.map((name) => name.slice(formPrefix.length))
  const keys = [...new Set([...known, ...factKeys, ...named])]
  const asked = (how: string) => keys.filter((key) => values[`form.${key}`] === how)
  return {
    names: namesOf(values),
    identityDocuments: values.identityDocuments !== '',
    position: values.position === '' ? undefined : Number(values.position),
    form: [
      ...asked('needed').map((key) => ({ key, required: true })),
      ...asked('helpful').map((key) => ({ key, required: false }))
    ]
  }
}

/** Fields filled in from a topic. */
export function valuesOf({
  names,
  position,
  form,
  identityDocuments
}: Topic): Partial<TopicValues> {
  const facts = form.map(({ key, required }) => [`form.${key}`, required ? 'needed' : 'helpful'])
  const asked = Object.fromEntries(facts) as Partial<TopicValues>
  return {
    ...namesIn({ names }),
    position: String(position),
    identityDocuments: identityDocuments ? 'on' : '',
    ...asked
  }
}
