import type { Ports } from '@stoa/core'
import { headlineOf } from './headlines.ts'
import { reactionTo } from './index.ts'

type OfReceivers = Pick<Ports, 'webhookData' | 'webhookHeadline' | 'webhookSubjects'>

/** What the reactions say to receivers of webhooks, in the forum's default language. */
export const ofReceivers: OfReceivers = {
  async webhookData(ctx, type, payload) {
    const locale = ctx.ports.languages.default
    return (await reactionTo(type)?.webhooks?.data({ ...ctx, locale }, payload)) ?? null
  },
  webhookHeadline: headlineOf,
  async webhookSubjects(ctx, type, payloads) {
    const subjects = reactionTo(type)?.webhooks?.subjects
    return subjects ? subjects(ctx, payloads) : payloads.map(() => ({ isInternal: false }))
  }
}
