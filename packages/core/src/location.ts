import type { FastifyRequest } from 'fastify'
import type { AnyEndpoint } from './endpoint.ts'

const methods = ['GET', 'PATCH', 'PUT', 'DELETE'] as const

/**
 * The address of what a request created: the one that endpoints have below the request's, such as
 * `/tickets/:number`, else its page, else the request's own.
 */
export function locationOf(
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
