/** A refusal by the api, in the reader's words. */
export class Refused extends Error {}

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
  if (!response.ok) throw new Refused(await problemOf(response))
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T)
}

async function problemOf(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => ({}))) as {
    detail?: string
    title?: string
    errors?: { message: string }[]
  }
  return problem.errors?.[0]?.message ?? problem.detail ?? problem.title ?? String(response.status)
}
