import { Resolver } from 'node:dns/promises'

/** Port: looks up TXT records at the servers of this system; the signal ends it. */
export async function resolveTxt(name: string, signal: AbortSignal): Promise<string[][]> {
  const resolver = new Resolver({ timeout: 1000, tries: 2 })
  signal.addEventListener('abort', () => resolver.cancel(), { once: true })
  return resolver.resolveTxt(name)
}
