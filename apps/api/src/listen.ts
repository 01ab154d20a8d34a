import { once } from 'node:events'
import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { StartError, systemCode } from '@stoa/core/server'

export type Address = {
  port: number
  host: string
  /** The setting that names the port; default: `PORT`. */
  setting?: string
}

/**
 * Tests the address before anything else is started.
 * @throws StartError if it cannot be listened on
 */
export async function tryAddress(address: Address): Promise<void> {
  const server = createServer()
  try {
    server.listen(address.port, address.host)
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
  } catch (error) {
    throw explained(error, address)
  }
}

/** @throws StartError if the address was taken in the meantime */
export async function listen(app: FastifyInstance, { port, host }: Address): Promise<void> {
  try {
    await app.listen({ port, host })
  } catch (error) {
    throw explained(error, { port, host })
  }
}

/**
 * Explains what to do about an address that cannot be listened on. Other errors are returned
 * unchanged.
 */
export function explained(error: unknown, { port, host, setting = 'PORT' }: Address): unknown {
  const code = systemCode(error)
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is taken: stop what uses it, or set ${setting} to another number.`
    )
  }
  if (['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'].includes(code)) {
    return new StartError(
      `${host}:${port} cannot be listened on (${code}): change HOST or ${setting}.`
    )
  }
  return error
}
