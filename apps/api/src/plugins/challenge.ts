import type { AnyEndpoint, Problem } from '@stoa/core'

/** The `WWW-Authenticate` of a refusal (RFC 6750), if other credentials would be accepted. */
export function challengeOf(
  { status, code }: Pick<Problem, 'status'> & { code?: string },
  endpoint?: AnyEndpoint
): string | undefined {
  const scope = [endpoint?.scope ?? []].flat().join(' ')
  if (code === 'token_scope_missing') return challenge(`error="insufficient_scope"`, scope)
  if (status !== 401) return undefined
  return code === 'token_invalid' ? challenge('error="invalid_token"') : challenge()
}

const challenge = (error = '', scope = '') =>
  ['Bearer realm="api"', error, scope && `scope="${scope}"`].filter(Boolean).join(', ')
