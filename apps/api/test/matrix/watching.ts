import { everyEndpoint } from './rows.ts'

const called: string[] = []

// Routes and pages share these objects, so that every call is recorded.
for (const [name, endpoint] of everyEndpoint) {
  const handle = endpoint.handle.bind(endpoint)
  endpoint.handle = (ctx, input) => {
    called.push(name)
    return handle(ctx, input)
  }
}

/** Returns the endpoints called during `fn`, sorted and without duplicates. */
export async function calledDuring(fn: () => Promise<unknown>): Promise<string[]> {
  called.length = 0
  await fn()
  return [...new Set(called)].sort()
}
