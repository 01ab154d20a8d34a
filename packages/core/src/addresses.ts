import ipaddr from 'ipaddr.js'

/**
 * Whether an address is on the public internet. Private, loopback, link-local, shared and reserved
 * ranges are not, nor are IPv6 forms that embed an IPv4 address (mapped, compatible, NAT64, 6to4,
 * Teredo), whose real target would go unchecked.
 * @param address IPv4 or IPv6 in any notation that a resolver gives
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast)
}

// All that is routed. What is outside holds old forms, such as `::127.0.0.1`, and nobody's addresses.
const globalUnicast = ipaddr.parseCIDR('2000::/3')

// The IPv6 range of Amazon's metadata service, which hands out credentials.
const metadata = ipaddr.parseCIDR('fd00:ec2::/32')

/**
 * Whether an address is in the ranges for internal machines: 10/8, 172.16/12, 192.168/16 and
 * fc00::/7. It excludes link-local addresses and Amazon's range within fd00, because metadata
 * services hand out credentials there.
 */
export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() === 'private') return true
  return parsed.range() === 'uniqueLocal' && !parsed.match(metadata)
}

/** Whether an address is in 127.0.0.0/8 or ::1. */
export const isLoopbackAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback'

/**
 * The network that limits count an address by: one IPv4 address, or an IPv6 /64, because a
 * household has a whole /64 and could use another address for each request.
 */
export function limitedNetwork(address: string): string {
  if (!address.includes(':') || !ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`
}

/** The network of an address, wide enough to identify no household: IPv4 /24, IPv6 /48. */
export function shortenedNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return ''
  const parsed = ipaddr.process(address)
  return parsed.kind() === 'ipv4'
    ? `${ipaddr.IPv4.networkAddressFromCIDR(`${parsed.toString()}/24`).toString()}/24`
    : `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/48`).toString()}/48`
}
