import { after, type Context } from '@stoa/core'
import { settleApprovals } from '@stoa/accounts/approvals'
import { addTrusted } from '@stoa/safety'

const day = 24 * 3600_000
const opening = 730 * day

const official = [
  { kind: 'domain', value: 'harbor.example' },
  { kind: 'domain', value: 'harbor-status.example' },
  { kind: 'email', value: 'help@harbor.example' },
  { kind: 'phone', value: '+86 10 6552 9988' },
  { kind: 'account', value: 'Telegram @HarborNews' },
  { kind: 'account', value: 'X @HarborExchange' },
  { kind: 'name', value: 'Harbor' }
] as const

/**
 * Lists the official addresses of the demo exchange, with dates so old that the waiting time is
 * over.
 */
export async function listOfficial(ctx: Context, adminId: number): Promise<void> {
  const admin = { ...ctx, now: after(ctx.now, -opening), actor: { ...ctx.actor, id: adminId } }
  for (const entry of official) await addTrusted(admin, entry)
  await settleApprovals({ ...ctx, now: after(admin.now, day) })
}
