import { everyEndpoint } from './rows.ts'

const called: string[] = []

// Routes and pages share these objects, so whoever calls an endpoint is seen.
for (const [name, endpoint] of everyEndpoint) {
  const handle = endpoint.handle.bind(endpoint)
  endpoint.handle = (ctx, input) => {
    called.push(name)
    return handle(ctx, input)
  }
}

/** The endpoints whose verb ran during `fn`, each once, in the order of the alphabet. */
export async function calledDuring(fn: () => Promise<unknown>): Promise<string[]> {
  called.length = 0
  await fn()
  return [...new Set(called)].sort()
}
