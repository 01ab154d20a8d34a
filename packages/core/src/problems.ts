/** A refused input field: `path` as in the request body, `message` a message key. */
export type FieldError = {
  path: string
  message: string
  params?: Record<string, string | number>
}

export type ProblemParameters = Record<string, string | number>

/**
 * An expected refusal. `code` is stable and names the message `problem_<code>`, which is translated
 * at the edge (RFC 9457). Any other error is a bug and answers 500.
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly params: ProblemParameters
  readonly errors: FieldError[]

  constructor(
    status: number,
    code: string,
    params: ProblemParameters = {},
    errors: FieldError[] = []
  ) {
    super(code)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.params = params
    this.errors = errors
  }
}

/** 404: it does not exist, or the actor may not know that it does. */
export const notFound = () => new Problem(404, 'not_found')

/** 403: the actor may see it but not do this. `code` says which rule refused. */
export const forbidden = (code = 'forbidden') => new Problem(403, code)

/** 401: the request needs an account. */
export const signInRequired = () => new Problem(401, 'sign_in_required')

/** 409: the present state does not allow this. */
export const conflict = (code: string, params: ProblemParameters = {}) =>
  new Problem(409, code, params)

/** 422: one field of the input is refused for the reason `message` (a message key). */
export const invalid = (path: string, message: string, params: ProblemParameters = {}) =>
  new Problem(422, 'invalid_input', {}, [{ path, message, params }])

/** 429: `seconds` until the next try. */
export const tooMany = (seconds: number) => new Problem(429, 'too_many_requests', { seconds })

/** 503: a dependency is unreachable and comes back by itself; `seconds` until the next try. */
export const unavailable = (seconds = 2) => new Problem(503, 'temporarily_unavailable', { seconds })
