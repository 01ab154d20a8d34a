import type { Outbound } from '@stoa/core/server'

const timeout = 2000

/**
 * Asks a server that speaks the range protocol of Have I Been Pwned. It learns the first five digits
 * of a SHA-1 hash, which hundreds of passwords share, and pads its answer.
 * @param notify is called once when it cannot be asked, and again after it could
 */
export function pwnedRange(address: string, outbound: Outbound, notify: (error: unknown) => void) {
  let isAway = false
  return async (sha1: string): Promise<boolean> => {
    try {
      const found = await isInRange(address, outbound, sha1)
      isAway = false
      return found
    } catch (error) {
      if (!isAway) notify(error)
      isAway = true
      return false
    }
  }
}

async function isInRange(address: string, outbound: Outbound, sha1: string): Promise<boolean> {
  const url = `${address.replace(/\/$/, '')}/${sha1.slice(0, 5)}`
  const { status, body } = await outbound.send(url, { headers: { 'add-padding': 'true' }, timeout })
  if (status !== 200) throw new Error(`${new URL(url).host} answered ${status}`)
  const suffix = sha1.slice(5)
  return body
    .toString('latin1')
    .split(/\r?\n/)
    .some((line) => {
      const [of = '', count] = line.trim().split(':')
      // Lines of padding have the count 0.
      return of.toUpperCase() === suffix && count !== '0'
    })
}
