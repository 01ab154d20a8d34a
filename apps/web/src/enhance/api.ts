/**
 * A refusal by the api, in the reader's words: of the first field that is wrong, and `detail` of the
 * whole; `code` is the problem's stable one.
 */
export class Refused extends Error {
  readonly code: string
  readonly detail: string

  constructor(words: string, code = '', detail = words) {
    super(words)
    this.code = code
    this.detail = detail
  }
}

/**
 * Calls an endpoint below /api/v1 and returns its JSON, undefined when there is none.
 * @throws Refused with the problem's title when the answer is not 2xx
 */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    keepalive: method !== 'GET'
  })
  if (!response.ok) throw await problemOf(response)
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T)
}

async function problemOf(response: Response): Promise<Refused> {
  const problem = (await response.json().catch(() => ({}))) as {
    detail?: string
    title?: string
    code?: string
    errors?: { message: string }[]
  }
  const words = problem.errors?.[0]?.message ?? problem.detail ?? problem.title
  return new Refused(words ?? String(response.status), problem.code, problem.detail)
}
