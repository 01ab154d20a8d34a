import type { DemoThread } from '../types.ts'

export const staffRoom: DemoThread[] = [
  {
    key: 'staff-trc20-wording',
    category: 'staff-room',
    author: '灯塔小安',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '145d5h',
    title: '昨晚 TRC20 的补偿口径，统一一下',
    body: `我在帖子里答应的是：因为中断改走其他网络的，手续费差额凭两条网络的记录申请，30 天内。

- 合约爆仓不在范围，遇到请转交风控，不要在公开帖里讨论金额
- 英文帖子由 @maren 跟`,
    tags: ['口径', 'TRC20'],
    posts: [
      {
        author: 'maren',
        after: '3h',
        body: "On it. I've linked the post-mortem in the macro. 17 requests so far, all small."
      },
      { author: 'staff', after: '1d', body: '30 天窗口改进后台规则了，到期自动关闭入口。' }
    ]
  },
  {
    key: 'staff-recurring-questions',
    category: 'staff-room',
    author: 'maren',
    kind: 'discussion',
    language: 'en',
    ago: '88d4h',
    title: 'Questions that come back every week: what should become a guide?',
    body: `Counted over a month:

1. 204 glare (31 times)
2. Memo missing (24)
3. -1021 (19)
4. "Processing" with a hash no explorer knows (12)

204 and memo have threads that are good enough to link. For the hash one we have nothing in English.`,
    tags: ['recurring'],
    posts: [
      {
        author: '灯塔小安',
        after: '9h',
        body: '中文也没有。我来写“交易替换（同 nonce）”那篇，你翻英文？'
      },
      {
        author: 'admin',
        after: '1d',
        body: 'Please put it in Guides and not in the category, so that search prefers it.'
      },
      { author: 'maren', after: '1d1h', body: 'Deal, next week.' }
    ]
  },
  {
    key: 'staff-handover-today',
    category: 'staff-room',
    author: 'maren',
    kind: 'discussion',
    language: 'en',
    ago: '10h',
    title: 'Hand-over Oslo → Singapore',
    body: `- listenKey 404: gateway removed, watch for new request ids in {thread:api-listenkey-today}
- RISK-31 in {thread:wd-held-today}: material is uploaded, decision due tomorrow
- \`harrbor\` with two r: takedown requested, SMS sender reported`,
    tags: ['hand-over'],
    posts: [{ author: 'staff', after: '2h', body: '收到。短信那条运营商已回复，预计今晚封停。' }]
  }
]
