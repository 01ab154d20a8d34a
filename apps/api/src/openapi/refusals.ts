import { STATUS_CODES } from 'node:http'
import type { AnyEndpoint } from '@stoa/core'

/** What may refuse any call; the verb of an operation has codes of its own. */
const codes: Record<number, string[]> = {
  400: ['bad_request', 'idempotency_key_invalid'],
  401: ['sign_in_required', 'token_invalid', 'authorization_unsupported'],
  403: ['forbidden', 'foreign_origin', 'token_scope_missing', 'fresh_authentication_required'],
  404: ['not_found'],
  409: ['revision_changed'],
  413: ['too_large'],
  415: ['unsupported_media_type'],
  422: ['invalid_input', 'idempotency_key_reused', 'secret_found'],
  429: ['too_many_requests'],
  500: ['internal'],
  503: ['temporarily_unavailable']
}

/** The statuses with which an operation may be refused. */
export const refusalsOf = ({ method, body, fileBytes }: AnyEndpoint): number[] => [
  ...[400, 401, 403, 404],
  ...(method === 'GET' ? [] : [409]),
  ...(body || fileBytes !== undefined ? [413, 415] : []),
  ...[422, 429, 500, 503]
]

export const refusalName = (status: number) => (STATUS_CODES[status] ?? '').replaceAll(/\W/g, '')

const retried = new Set([429, 503])
const seconds = { description: 'Seconds until the next try.', schema: { type: 'integer' } }
const challenge = { description: 'The scheme, and what is missing.', schema: { type: 'string' } }

/** The refusals that operations share, by name. */
export const refusals = Object.fromEntries(
  Object.entries(codes).map(([key, known]) => {
    const status = Number(key)
    const headers = {
      ...(retried.has(status) && { 'Retry-After': seconds }),
      ...(status === 401 && { 'WWW-Authenticate': challenge })
    }
    const description = `${STATUS_CODES[status]}. Codes: ${known.map((code) => `\`${code}\``).join(', ')}`
    const more =
      status === 403 || status === 409 || status === 422 ? ', and those of the operation' : ''
    const schema = { $ref: '#/components/schemas/Problem' }
    const content = { 'application/problem+json': { schema } }
    return [refusalName(status), { description: `${description}${more}.`, headers, content }]
  })
)

const text = { type: 'string' }
const fieldProblem = {
  type: 'object',
  properties: { path: text, message: text },
  required: ['path', 'message']
}

/** A refusal (RFC 9457). Some codes have further members. */
export const problem = {
  type: 'object',
  properties: {
    type: { ...text, description: 'The page that says what `code` means.' },
    title: { ...text, description: 'In the language of the reader, as `detail`.' },
    status: { type: 'integer' },
    detail: text,
    code: { ...text, description: 'Stable.', examples: Object.values(codes).flat() },
    errors: { type: 'array', items: fieldProblem, description: 'The fields to correct.' }
  },
  required: ['type', 'title', 'status', 'detail', 'code']
}
