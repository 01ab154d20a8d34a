declare module '@stoa/core' {
  interface Events {
    /** A message waits for this receiver. */
    'webhook.due': { webhookId: number }
    /** A receiver answers tickets from now on: it is to hear of the open ones behind this id. */
    'desk.named': { webhookId: number; afterId: number }
    /** What a desk elsewhere was to hear of this ticket will not reach it, or not for days. */
    'desk.left': { ticketId: number }
    /** It has refused a message for good, was out for days, or has gone with messages waiting. */
    'desk.undelivered': { webhookId: number }
  }
}

export {}
