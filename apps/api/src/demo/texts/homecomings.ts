import type { DemoHomecoming } from './types.ts'

export const demoHomecomings: DemoHomecoming[] = [
  {
    by: 'member',
    follows: ['deposits', 'scams'],
    bookmarks: [
      { post: 'guide-deposit-checklist#1', ago: '610d' },
      { post: 'trc20-outage#9', ago: '144d' },
      { post: 'kyc-204#1', ago: '92d3h' },
      { post: 'fake-announcement-shot#1', ago: '24d' },
      { post: 'wd-held-today#4', ago: '6h30m' }
    ],
    opened: [
      { thread: 'deposit-stuck-19of20', ago: '5h' },
      { thread: 'phishing-link-today', ago: '5h10m' },
      { thread: 'api-listenkey-today', ago: '13h30m' }
    ],
    drafts: [
      {
        thread: 'wd-held-today',
        ago: '2h',
        body: '更新一下进度：今天上午状态变成“补充材料已收到”，还没有出结果。等出来了我回来'
      },
      {
        category: 'security',
        ago: '20h',
        title: '硬件钱包的收款地址，要不要定期换新的？',
        body: '一直用同一个地址收了两年，最近被标记了一次，想问问大家：\n\n1. 同一个地址用太久，是不是更容易'
      }
    ]
  },
  {
    by: 'member2',
    follows: ['security', 'trading'],
    bookmarks: [
      { post: 'api-sig-latest#1', ago: '20d' },
      { post: 'leaked-email-list#3', ago: '4d' },
      { post: 'kyc-residence-permit#1', ago: '3d2h' }
    ],
    opened: [
      { thread: 'spread-odd-today', ago: '7h' },
      { thread: 'lounge-today-coffee', ago: '1h40m' }
    ],
    drafts: [
      {
        thread: 'spread-odd-today',
        ago: '50m',
        body: 'I saw it too, around the same minute. My limit order was filled two ticks better than'
      },
      {
        category: 'taxes',
        ago: '9h',
        title: 'Statement for a German tax adviser: which export do they want?',
        body: 'My adviser asks for "all transactions with acquisition cost". There are three exports and'
      }
    ]
  },
  {
    by: 'volunteer',
    follows: ['deposits', 'scams', 'withdrawals'],
    bookmarks: [
      { post: 'guide-deposit-checklist#1', ago: '700d' },
      { post: 'trc20-outage#1', ago: '140d' }
    ],
    opened: [{ thread: 'wd-held-today', ago: '1d' }],
    drafts: [
      {
        thread: 'dogecoin-deposit-today',
        ago: '1h20m',
        body: '"Awaiting risk check" is new since this week for payouts from pools. It usually'
      }
    ]
  },
  {
    by: 'staff',
    follows: ['staff-room', 'api'],
    bookmarks: [{ post: 'api-listenkey-today#1', ago: '11h' }],
    opened: [{ thread: 'phishing-link-today', ago: '4h' }],
    drafts: []
  },
  {
    by: 'admin',
    follows: ['staff-room', 'ideas'],
    bookmarks: [{ post: 'lounge-today-coffee#1', ago: '1h' }],
    opened: [{ thread: 'lounge-today-coffee', ago: '1h' }],
    drafts: []
  }
]
