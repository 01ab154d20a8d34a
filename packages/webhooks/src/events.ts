declare module '@stoa/core' {
  interface Events {
    /** A message waits for this receiver. */
    'webhook.due': { webhookId: number }
    /**
     * A receiver became the external help desk. It gets the open tickets with ids above `afterId`.
     */
    'desk.named': { webhookId: number; afterId: number }
    /** A message about this ticket will not reach the external help desk, or not for days. */
    'desk.left': { ticketId: number }
    /**
     * The external help desk refused a message permanently, was out for days, or was removed with
     * messages waiting.
     */
    'desk.undelivered': { webhookId: number }
  }
}

export {}
