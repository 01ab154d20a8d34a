import { z } from 'zod'
import { endpointNamed } from './calling.ts'

type Schema = {
  type?: string
  enum?: string[]
  properties?: Record<string, Schema>
  propertyNames?: { enum?: string[] }
  additionalProperties?: Schema | boolean
  items?: Schema
  anyOf?: Schema[]
}

/** Path to a text inside an input: field names, and 0 for the first item of a list. */
export type TextPath = (string | 0)[]

/** Paths to all free texts in the body of an endpoint. */
export function textPathsOf(name: string): TextPath[] {
  const { body } = endpointNamed(name)
  if (!body) return []
  return pathsIn(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema)
}

function pathsIn(schema: Schema): TextPath[] {
  const { type, enum: choices, properties, items, anyOf } = schema
  if (type === 'string') return choices ? [] : [[]]
  const below = [
    ...Object.entries(properties ?? {}),
    ...perKey(schema),
    ...(items ? [[0, items] as const] : [])
  ].flatMap(([key, schema]) => pathsIn(schema).map((path): TextPath => [key, ...path]))
  const alternatives = (anyOf ?? []).flatMap(pathsIn)
  return [...below, ...alternatives]
}

/** The values of a record by language. English stands for all: languages not in use are left out. */
const perKey = ({ propertyNames, additionalProperties: value }: Schema): [string, Schema][] =>
  typeof value === 'object' && propertyNames?.enum?.includes('en') ? [['en', value]] : []

/** The input with words in every language of a field: some take only all of them together. */
export const filled = (name: string, [field, ...below]: TextPath, input: unknown) =>
  textPathsOf(name)
    .filter((path) => below.length > 0 && path[0] === field)
    .filter((path) => path.at(-1) !== 'url' && !path.includes('deskTopics'))
    .reduce((filled, path) => withText(filled, path, 'Words'), input)

/** The input with the text at the end of the path. */
export function withText(input: unknown, [key, ...rest]: TextPath, text: string): unknown {
  if (key === undefined) return text
  if (key === 0) return [withText(Array.isArray(input) ? input[0] : undefined, rest, text)]
  const fields = (input ?? {}) as Record<string, unknown>
  return { ...fields, [key]: withText(fields[key], rest, text) }
}
