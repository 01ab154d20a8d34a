import type { Api } from '../api.ts'

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
export async function addServices({ announcements }: Api): Promise<void> {
  for (const service of services) await announcements.addService(service)
}
