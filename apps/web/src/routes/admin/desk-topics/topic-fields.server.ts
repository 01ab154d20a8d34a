import type { RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { factKeys } from '#lib/tickets/facts.ts'
import { typedWith } from '#lib/form.server.ts'
import { textFields, textsIn, valuesIn } from '#lib/text-fields.ts'

type Topic = Awaited<ReturnType<Api['tickets']['topics']>>['items'][number]

/** Fields of a topic, named as the paths of the endpoint's errors, beside those of its form. */
const fields = [...textFields('names'), 'identityDocuments'] as const
/** Begins the name of the field of each fact. */
const prefix = 'form.'
type TopicValues = Record<(typeof fields)[number], string> &
  Partial<Record<`${typeof prefix}${string}`, string>>

/** Reads the posted form of a topic. */
export async function typedTopic(event: RequestEvent): Promise<TopicValues> {
  const { values, below } = await typedWith(event, fields, prefix)
  const asked = Object.entries(below).map(([key, how]) => [`${prefix}${key}`, how])
  return { ...values, ...(Object.fromEntries(asked) as Partial<TopicValues>) }
}

/** Converts the fields to the endpoint's input; required facts come first. */
export function topicIn(values: TopicValues, before: Topic['form'] = []) {
  const known = before.map(({ key }) => key)
  const given = Object.keys(values).filter((name) => name.startsWith(prefix))
  const named = given.map((name) => name.slice(prefix.length))
  const keys = [...new Set([...known, ...factKeys, ...named])]
  const asked = (how: string) => keys.filter((key) => values[`form.${key}`] === how)
  return {
    names: textsIn(values, 'names'),
    identityDocuments: values.identityDocuments !== '',
    form: [
      ...asked('needed').map((key) => ({ key, required: true })),
      ...asked('helpful').map((key) => ({ key, required: false }))
    ]
  }
}

/** Fields filled in from a topic. */
export const valuesOf = ({ names, form, identityDocuments }: Topic) => ({
  ...valuesIn(names, 'names'),
  identityDocuments: identityDocuments ? 'on' : '',
  ...Object.fromEntries(
    form.map(({ key, required }) => [`form.${key}`, required ? 'needed' : 'helpful'])
  )
})
