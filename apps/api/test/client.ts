import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'

/** An answer of the API. `body` is parsed JSON, or else the text. */
export type TestAnswer = {
  status: number
  body: any
  headers: LightMyRequestResponse['headers']
  text: string
  /** The bytes of a file. */
  raw: Buffer
}

export type Client = {
  /** 0 for a guest. */
  id: number
  username: string
  /** Added to every request. */
  headers: Record<string, string>
  get(path: string, headers?: Record<string, string>): Promise<TestAnswer>
  post(path: string, body?: object, headers?: Record<string, string>): Promise<TestAnswer>
  put(path: string, body?: object): Promise<TestAnswer>
  patch(path: string, body?: object): Promise<TestAnswer>
  delete(path: string, body?: object): Promise<TestAnswer>
  /** Sends a request outside /api/v1, or with unusual options. */
  inject(options: InjectOptions): Promise<TestAnswer>
}

type Who = { id: number; username: string; headers: Record<string, string> }

/** Creates a client that sends requests like a browser on the forum's own pages. */
export function createClient(app: FastifyInstance, origin: string, who: Who): Client {
  const { host } = new URL(origin)
  const inject = async (options: InjectOptions) => {
    const headers = { host, origin, ...who.headers, ...options.headers }
    return toAnswer(await app.inject({ ...options, headers }))
  }
  const send =
    (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE') =>
    (path: string, body?: object, headers?: Record<string, string>) =>
      inject({ method, url: `/api/v1${path}`, headers, ...(body && { payload: body }) })
  return {
    ...who,
    get: (path, headers) => inject({ method: 'GET', url: `/api/v1${path}`, headers }),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
    inject
  }
}

function toAnswer(response: LightMyRequestResponse): TestAnswer {
  const { statusCode: status, headers, body: text, rawPayload: raw } = response
  const isJson = /json/.test(String(headers['content-type'] ?? ''))
  return { status, headers, text, raw, body: isJson && text !== '' ? JSON.parse(text) : text }
}
