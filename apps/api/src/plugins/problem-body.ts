import { RevisionChanged, type Locale, type Problem } from '@stoa/core'
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
