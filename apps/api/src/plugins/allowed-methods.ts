import type { AnyEndpoint } from '@stoa/core'

type Routed = Pick<AnyEndpoint, 'method' | 'path'>

/** The methods of the endpoints at a path, for `Allow`. HEAD is answered as GET. */
export function allowedMethods(endpoints: readonly Routed[], prefix: string) {
  const routes = endpoints.map(({ method, path }) => ({
    method,
    pattern: patternOf(prefix + path)
  }))
  return (path: string): string[] => {
    const found = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    return [...new Set(found.includes('GET') ? ['GET', 'HEAD', ...found] : found)]
  }
}

const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}/?$`)
