import { z } from 'zod'
import { endpointNamed } from './calling.ts'

export type Part = 'params' | 'query' | 'body'

/** One field of an endpoint's input. */
export type Field = {
  part: Part
  field: string
  /** True if it takes any text; other fields are ids, numbers, choices or lists. */
  isText: boolean
  /** The choices of an enum. */
  choices?: string[]
}

type Property = { type?: string; enum?: string[]; pattern?: string }

export function fieldsOf(name: string): Field[] {
  const endpoint = endpointNamed(name)
  return (['params', 'query', 'body'] as const).flatMap((part) => {
    const shape = endpoint[part]
    if (!shape) return []
    const schema = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })
    const properties = Object.entries(schema.properties ?? {}) as [string, Property][]
    return properties.map(([field, { type, enum: choices, pattern }]): Field => {
      return { part, field, choices, isText: type === 'string' && !choices && !pattern }
    })
  })
}
