/**
 * A problem returned by the API. The message is that of the first invalid field, `detail` that of
 * the whole problem, both in the reader's language; `code` is stable.
 */
export class Refused extends Error {
  readonly code: string
  readonly detail: string
  readonly status: number

  constructor(words: string, code = '', detail = words, status = 0) {
    super(words)
    this.code = code
    this.detail = detail
    this.status = status
  }
}

// Browsers refuse to keep requests of more than 64 KB alive; Han take three bytes.
const maxKeptAlive = 21_000

/**
 * Calls an endpoint below /api/v1 and returns its JSON, or undefined without a body.
 * @throws Refused if the status is not 2xx
 */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const json = body === undefined ? undefined : JSON.stringify(body)
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: json === undefined ? {} : { 'content-type': 'application/json' },
    body: json,
    keepalive: method !== 'GET' && (json?.length ?? 0) < maxKeptAlive
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
  return new Refused(
    words ?? String(response.status),
    problem.code,
    problem.detail,
    response.status
  )
}
