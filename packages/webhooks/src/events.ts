declare module '@stoa/core' {
  interface Events {
    /** A message waits for this receiver. */
    'webhook.due': { webhookId: number }
  }
}

export {}
