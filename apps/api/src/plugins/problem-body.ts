import { type AnyEndpoint, type Locale, type Problem, RevisionChanged } from '@stoa/core'
import { hasMessage, translate } from '@stoa/messages'

/** Formats an error as `application/problem+json` (RFC 9457), in the reader's language. */
export function problemBody(problem: Problem, locale: Locale) {
  const { status, code, params, errors } = problem
  const title = translate(`problem_${code}`, params, locale)
  const detail = hasMessage(`problem_${code}_detail`)
    ? translate(`problem_${code}_detail`, params, locale)
    : title
  return {
    type: `/problems/${code}`,
    title,
    status,
    detail,
    code,
    ...params,
    ...(problem instanceof RevisionChanged && { now: problem.now }),
    ...(errors.length > 0 && {
      errors: errors.map(({ path, message, params }) => ({
        path,
        message: translate(message, params ?? {}, locale),
        ...params
      }))
    })
  }
}

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
