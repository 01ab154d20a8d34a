import type { Api } from '@stoa/api'
import { factKeys } from '#lib/fact-words.ts'
import { nameFields, namesOf, valuesOf as namesIn } from '../announcement-types/name-fields.ts'

type Topic = Awaited<ReturnType<Api['tickets']['topics']>>['items'][number]

const factFields = factKeys.map((key) => `form.${key}` as const)
/** Fields of a topic, named as the paths of the endpoint's errors. */
export const topicFields = [...nameFields, 'position', 'identityDocuments', ...factFields] as const
export type TopicValues = Record<(typeof topicFields)[number], string>

/** Converts the fields to the endpoint's input; required facts come first. */
export function topicIn(values: TopicValues, before: Topic['form'] = []) {
  const known = before.map(({ key }) => key)
  const keys = [...known, ...factKeys.filter((key) => !known.includes(key))]
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
