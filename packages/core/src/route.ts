import { z } from 'zod'
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify'
import type { Context, OutgoingCookie } from './context.ts'
import { call } from './call.ts'
import { Answer, RawAnswer, type AnyEndpoint } from './endpoint.ts'
import { sendRaw, sendValidated } from './send.ts'

export type Endpoints = Record<string, Record<string, AnyEndpoint>>

/** Builds the context of a request: actor, locale, time and origin. */
export type ContextOf = (request: FastifyRequest, endpoint: AnyEndpoint) => Promise<Context>

/**
 * Registers the endpoint as a Fastify route.
 * @param name `group.key`, as in the in-process call and the OpenAPI operation id
 */
export function route(
  app: FastifyInstance,
  endpoint: AnyEndpoint,
  name: string,
  contextOf: ContextOf
): void {
  const isSingle = endpoint.method === 'GET' && !isList(endpoint)
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: documentation(endpoint, name),
    config: { endpoint, name },
    ...(endpoint.bodyBytes !== undefined && { bodyLimit: endpoint.bodyBytes }),
    handler: async (request, reply) => {
      const ctx = await contextOf(request, endpoint)
      const setCookies = (cookies: readonly OutgoingCookie[]) => {
        for (const cookie of cookies) reply.header('set-cookie', serializeCookie(cookie))
      }
      const answer = await call(endpoint, name, ctx, sourceOf(request))
        .catch((error: unknown) => {
          setCookies(ctx.cookies.filter(({ evenIfRefused }) => evenIfRefused))
          throw error
        })
        .finally(() => void reply.headers(ctx.headers ?? {}))
      setCookies(ctx.cookies)
      if (answer instanceof RawAnswer) return sendRaw(request, reply, answer)
      if (answer.value === undefined) return reply.code(204).send()
      if (isSingle) return sendValidated(request, reply, answer, ctx)
      if (answer.status === 201)
        reply.header('location', locationOf(request, endpoint, answer.value))
      return reply.code(answer.status).send(answer.value)
    }
  })
}

/** The endpoint that a request was routed to; undefined for pages and documents. */
export const endpointOf = ({ routeOptions: { config } }: FastifyRequest) =>
  (config as { endpoint?: AnyEndpoint }).endpoint

/** `lang` chooses the language of every answer, so no endpoint names it. */
function sourceOf({ params, query, body }: FastifyRequest) {
  const { lang: _, ...others } = query as Record<string, unknown>
  return { params, query: others, body }
}

const isList = ({ answers }: AnyEndpoint) => {
  const [shape] = Object.values(answers)
  return shape instanceof z.ZodObject && 'items' in shape.shape
}

/** The `Set-Cookie` value of a cookie. An empty value deletes it. */
export function serializeCookie({ name, value, expires }: OutgoingCookie): string {
  const end = value === '' ? new Date(0).toUTCString() : expires && new Date(expires).toUTCString()
  const secure = name.startsWith('__Host-') ? '; Secure' : ''
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}${end ? `; Expires=${end}` : ''}`
}

/** The OpenAPI data beside the shapes. */
type Documented = FastifySchema & {
  summary: string
  operationId: string
  tags: string[]
  consumes?: string[]
  security: Record<string, string[]>[]
}

function documentation(endpoint: AnyEndpoint, name: string): Documented {
  const { params, query, body, answers, summary, fileBytes, takesForm } = endpoint
  return {
    summary,
    operationId: name,
    tags: [name.slice(0, name.indexOf('.'))],
    security: securityOf(endpoint),
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    ...(fileBytes !== undefined && { consumes: ['multipart/form-data'] }),
    ...(takesForm && { consumes: ['application/x-www-form-urlencoded'] }),
    response: answers
  }
}

/** How a caller may sign in: for tokens with the scopes that open it. Guests need not. */
function securityOf({ scope, minimumRole }: AnyEndpoint): Documented['security'] {
  const scopes = [scope ?? []].flat().filter((one) => one !== 'support')
  const tokens = scopes.map((one) => ({ token: [one] }))
  return [...tokens, { session: [] }, ...(minimumRole === 'guest' ? [{}] : [])]
}

type InputOf<E> = E extends { params?: infer P; query?: infer Q; body?: infer B }
  ? z.input<NonNullable<P>> & z.input<NonNullable<Q>> & z.input<NonNullable<B>>
  : never

type Caller<E> = E extends { answers: Record<number, infer A> }
  ? (input: InputOf<E>) => Promise<z.output<A>>
  : never

export type Api<E extends Endpoints> = {
  [G in keyof E]: { [K in keyof E[G]]: Caller<E[G][K]> }
}

/**
 * The endpoints as functions, `api.threads.reply({id, body})`, with the same checks, validation and
 * limits as the routes, but without URL and HTTP. The caller sets the cookies from the context.
 */
export function callers<E extends Endpoints>(
  endpoints: E,
  contextFor: (endpoint: AnyEndpoint, input: object) => Context
): Api<E> {
  const caller = (endpoint: AnyEndpoint, name: string) => {
    const inQuery = fieldsOf(endpoint.query)
    const inAddress = [...fieldsOf(endpoint.params), ...inQuery]
    return async (input: object = {}) => {
      const [query, rest] = [only(input, inQuery), without(input, inAddress)]
      const source = { params: input, query, body: rest }
      const answer = await call(endpoint, name, contextFor(endpoint, input), source)
      return answer instanceof Answer ? answer.value : answer
    }
  }
  return lazily(endpoints, (members, group) =>
    lazily(members, (endpoint, key) => caller(endpoint, `${group}.${key}`))
  ) as Api<E>
}

const fieldsOf = (shape: AnyEndpoint['params']): string[] =>
  shape instanceof z.ZodObject ? Object.keys(shape.shape) : []

const only = (input: object, names: string[]) =>
  Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name)))

const without = (input: object, names: string[]) =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)))

/** An object like `source` whose members are made on first use, because a page uses few of them. */
const lazily = <T>(source: Record<string, T>, make: (member: T, key: string) => unknown): object =>
  new Proxy(source, {
    get: (_, key) => {
      const member = source[String(key)]
      return member && make(member, String(key))
    }
  })

const methods = ['GET', 'PATCH', 'PUT', 'DELETE'] as const

/**
 * The address of what a request created: the one that endpoints have below the request's, such as
 * `/tickets/:number`, else its page, else the request's own.
 */
function locationOf(
  { server, routeOptions: { url = '' }, url: asked }: FastifyRequest,
  { location, path: own }: AnyEndpoint,
  value: unknown
): string {
  const [path = ''] = asked.split('?', 1)
  if (location !== undefined) return url.slice(0, -own.length) + location
  const created = Object(value) as Record<string, unknown>
  const isAddressed = (name: string) =>
    methods.some((method) => server.hasRoute({ method, url: `${url}/:${name}` }))
  const key = Object.keys(created).find(isAddressed)
  if (key !== undefined) return `${path}/${encodeURIComponent(String(created[key]))}`
  return typeof created.url === 'string' ? created.url : path
}
