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

// Where Amazon's machines ask for their credentials by IPv6.
const metadata = ipaddr.parseCIDR('fd00:ec2::/32')

/**
 * True for an address that organisations give to their own machines: 10/8, 172.16/12, 192.168/16 and
 * fc00::/7. Link-local ones, at which clouds tell their secrets, and Amazon's within fd00 are not.
 */
export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() === 'private') return true
  return parsed.range() === 'uniqueLocal' && !parsed.match(metadata)
}

/** True for 127.0.0.0/8 and ::1. */
export const isLoopbackAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback'

/**
 * What limits count an address by: one IPv4 address, or the IPv6 /64 that a household has whole, in which
 * each request could come from another address.
 */
export function limitedNetwork(address: string): string {
  if (!address.includes(':') || !ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`
}

/** The network that an address is in, wide enough to name no household: IPv4 /24, IPv6 /48. */
export function shortenedNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return ''
  const parsed = ipaddr.process(address)
  return parsed.kind() === 'ipv4'
    ? `${ipaddr.IPv4.networkAddressFromCIDR(`${parsed.toString()}/24`).toString()}/24`
    : `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/48`).toString()}/48`
}
