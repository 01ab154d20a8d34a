import { validateHeaderName, validateHeaderValue } from 'node:http'

/**
 * Reads `NAME=VALUE,NAME=VALUE` with percent-encoded values, as OpenTelemetry defines it.
 * @returns undefined if it is something else
 */
export function headersIn(list: string): Record<string, string> | undefined {
  try {
    return Object.fromEntries(list.split(',').filter(Boolean).map(headerIn))
  } catch {
    return undefined
  }
}

/** @throws Error if the name or the value cannot be sent */
function headerIn(pair: string): [string, string] {
  const [, name = '', value = ''] = /^([^=]+)=(.+)$/.exec(pair.trim()) ?? []
  const decoded = decodeURIComponent(value)
  validateHeaderName(name)
  validateHeaderValue(name, decoded)
  return [name, decoded]
}
