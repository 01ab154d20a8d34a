declare module '@stoa/core' {
  interface Events {
    /** A message waits for this receiver. */
    'webhook.due': { webhookId: number }
    /** A receiver was added, changed or removed. */
    'webhook.changed': { webhookId: number }
  }
}

export {}
