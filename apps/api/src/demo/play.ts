import { SingleBar } from 'cli-progress'
import { after, type Context } from '@stoa/core'
import { settleApprovals } from '@stoa/accounts/approvals'
import { addTrusted } from '@stoa/safety'
import { openForum, saveWords } from '@stoa/site'
import { siteInput } from '@stoa/site/contract'
import { createDemoAccounts } from './accounts.ts'
import type { Act } from './acts.ts'
import { publishArticles } from './articles.ts'
import { communityActs, inGroups } from './community-acts.ts'
import { closeThePast, createEffects } from './effects.ts'
import { lastVisit } from './last-visit.ts'
import { Stage } from './stage.ts'
import type { Api } from '../api.ts'
import { readJson } from './texts/files.ts'

// When the demo exchange added its services, before it announced anything.
const opening = 300 * 24 * 3600_000

const format = 'Making the demo community [{bar}] {percentage} %'

/** Makes the demo community in an empty forum. */
export async function play(outer: Context) {
  // Demo accounts need no second factor only in demo mode, and a command may seed outside of it.
  const ctx = { ...outer, ports: { ...outer.ports, demo: true } }
  const userIds = await createDemoAccounts(ctx)
  await listOfficial(ctx, userIds.get('admin') ?? 0)
  const stage = new Stage(ctx, userIds)
  // Members read an opened forum only.
  await nameForum(ctx)
  await addServices(await stage.enter('admin', Date.parse(ctx.now) - opening))
  await playActs(communityActs(Date.parse(ctx.now)), stage, createEffects(ctx))
  await stage.close()
  await publishArticles(ctx, userIds)
  await closeThePast(ctx, after(ctx.now, -lastVisit))
}

/** Runs the acts and shows the progress on a terminal. */
async function playActs(acts: Act[], stage: Stage, consequences: () => Promise<void>) {
  const bar = new SingleBar({ stream: process.stderr, format, clearOnComplete: true })
  bar.start(acts.length, 0)
  try {
    for (const together of inGroups(acts)) {
      await Promise.all(
        together.map(async ({ at, by, run }) => run(await stage.enter(by, at), stage))
      )
      await consequences()
      bar.increment(together.length)
    }
  } finally {
    bar.stop()
  }
}

const services = [
  { key: 'deposits', names: { en: 'Deposits', 'zh-CN': '充值', 'zh-TW': '儲值' } },
  { key: 'withdrawals', names: { en: 'Withdrawals', 'zh-CN': '提现', 'zh-TW': '提領' } },
  { key: 'trading', names: { en: 'Trading', 'zh-CN': '交易', 'zh-TW': '交易' } },
  { key: 'api', names: { en: 'API', 'zh-CN': 'API', 'zh-TW': 'API' } },
  { key: 'app', names: { en: 'App', 'zh-CN': 'App', 'zh-TW': 'App' } },
  { key: 'verification', names: { en: 'Verification', 'zh-CN': '身份认证', 'zh-TW': '身分驗證' } },
  { key: 'security', names: { en: 'Security', 'zh-CN': '账号安全', 'zh-TW': '帳號安全' } },
  { key: 'support', names: { en: 'Support', 'zh-CN': '客服', 'zh-TW': '客服' } },
  { key: 'tron', names: { en: 'TRON', 'zh-CN': 'TRON', 'zh-TW': 'TRON' } },
  { key: 'ethereum', names: { en: 'Ethereum', 'zh-CN': '以太坊', 'zh-TW': '以太坊' } }
]

/** Adds the services of the demo exchange, which its announcements name by key. */
async function addServices({ announcements }: Api): Promise<void> {
  for (const service of services) await announcements.addService(service)
}

const day = 24 * 3600_000
const founded = 730 * day

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
async function listOfficial(ctx: Context, adminId: number): Promise<void> {
  const admin = { ...ctx, now: after(ctx.now, -founded), actor: { ...ctx.actor, id: adminId } }
  for (const entry of official) await addTrusted(admin, entry)
  await settleApprovals({ ...ctx, now: after(admin.now, day) })
}

/** Gives the demo its name and opens it. */
async function nameForum(ctx: Context): Promise<void> {
  await saveWords(ctx, readJson('site.json', siteInput))
  await openForum(ctx)
}
