import type { AnyEndpoint } from '@stoa/core'
import { problem, refusalName, refusals, refusalsOf } from './refusals.ts'

type Operation = {
  operationId: string
  parameters?: object[]
  responses: Record<string, { description?: string; content?: object; $ref?: string }>
}

/** The parts of an OpenAPI document that are finished here. */
export type Described = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> } & Record<string, object>
  tags?: { name: string }[]
}

const idempotencyKey = {
  ...{ name: 'Idempotency-Key', in: 'header', required: false },
  description: 'A repeat with the same key and input gets the first answer.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9_.:-]{8,100}$' }
}

/** Adds what all operations share, and drops what none needs. */
export function finish(
  document: Described,
  endpoints: ReadonlyMap<string, AnyEndpoint>
): Described {
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    const endpoint = endpoints.get(operation.operationId)
    if (endpoint) describe(operation, endpoint)
  }
  const components = {
    ...document.components,
    schemas: { ...document.components.schemas, Problem: problem },
    responses: refusals,
    parameters: { IdempotencyKey: idempotencyKey }
  }
  const names = [...endpoints.keys()].map((name) => name.slice(0, name.indexOf('.')))
  const tags = [...new Set(names)].map((name) => ({ name }))
  return withoutUnused(withoutTwins({ ...document, components, tags }))
}

function describe(operation: Operation, endpoint: AnyEndpoint) {
  for (const [status, response] of Object.entries(operation.responses)) {
    response.description = Number(status) < 300 ? 'Done.' : 'Elsewhere.'
    if (['204', '303'].includes(status)) delete response.content
  }
  for (const status of refusalsOf(endpoint))
    operation.responses[status] ??= { $ref: `#/components/responses/${refusalName(status)}` }
  if (endpoint.method === 'POST' && endpoint.scope !== null)
    operation.parameters = [
      ...(operation.parameters ?? []),
      { $ref: '#/components/parameters/IdempotencyKey' }
    ]
}

/** A shape that is sent as it is answered needs no second name. */
function withoutTwins(document: Described): Described {
  const { schemas } = document.components
  const isTwin = (name: string, schema: object) =>
    name.endsWith('Input') &&
    JSON.stringify(schemas[name.slice(0, -'Input'.length)]) === JSON.stringify(schema)
  const all = Object.entries(schemas)
  const twins = new Set(all.flatMap(([name, schema]) => (isTwin(name, schema) ? [name] : [])))
  const single = (name: string) => (twins.has(name) ? name.slice(0, -'Input'.length) : name)
  const text = JSON.stringify(document).replace(
    /"#\/components\/schemas\/(\w+)"/g,
    (_reference, name: string) => `"#/components/schemas/${single(name)}"`
  )
  return JSON.parse(text) as Described
}

/** Drops schemas that nothing refers to any more, again and again until all are in use. */
function withoutUnused(document: Described): Described {
  const text = JSON.stringify(document)
  const all = Object.entries(document.components.schemas)
  const used = all.filter(([name]) => text.includes(`"#/components/schemas/${name}"`))
  if (used.length === all.length) return document
  const components = { ...document.components, schemas: Object.fromEntries(used) }
  return withoutUnused({ ...document, components })
}
