import { BlockList, isIPv6 } from 'node:net'
import { ROOT_CONTEXT, trace, type Context } from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'
import type { FastifyRequest } from 'fastify'

/**
 * Returns a function that finds the trace that a request continues. Only a proxy whose forwarded
 * headers are trusted may name one: anybody else could have their requests recorded, or add to the
 * trace of another.
 * @param proxies addresses and CIDRs
 */
export function callerContexts(proxies: readonly string[]) {
  const trusted = listOf(proxies)
  return ({ headers: { traceparent }, socket }: FastifyRequest): Context => {
    if (typeof traceparent !== 'string' || !isListed(trusted, socket.remoteAddress))
      return ROOT_CONTEXT
    const found = parseTraceParent(traceparent)
    return found ? trace.setSpanContext(ROOT_CONTEXT, { ...found, isRemote: true }) : ROOT_CONTEXT
  }
}

function listOf(proxies: readonly string[]): BlockList {
  const list = new BlockList()
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/')
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return list
}

const isListed = (list: BlockList, address = '') =>
  address !== '' && list.check(address, familyOf(address))

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')
