import ipaddr from 'ipaddr.js'

/**
 * True for an address of the public internet. Private, loopback, link-local, shared and reserved
 * ranges are not, nor are IPv6 forms that carry an IPv4 address (mapped, NAT64, 6to4, Teredo):
 * behind those the real target would go unchecked.
 * @param address IPv4 or IPv6 in any notation that a resolver gives
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.parse(address).range() === 'unicast'
}

/** True for 127.0.0.0/8 and ::1. */
export const isLoopbackAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback'
