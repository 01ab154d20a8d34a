/** Why an outbound request was refused or aborted. It is never a `Problem`; the caller decides. */
export class OutboundError extends Error {
  readonly reason: 'address' | 'port' | 'scheme' | 'redirects' | 'size' | 'time' | 'encoding'
  constructor(reason: OutboundError['reason'], host: string) {
    super(`outbound request to ${host} refused: ${reason}`)
    this.name = 'OutboundError'
    this.reason = reason
  }
}
