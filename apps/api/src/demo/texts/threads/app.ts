import type { DemoThread } from '../types.ts'

export const app: DemoThread[] = [
  {
    key: 'app-crash-4140',
    category: 'app',
    author: '不吃香菜',
    kind: 'question',
    language: 'zh-CN',
    ago: '121d6h',
    title: '4.14.0 打开「资产」必闪退',
    body: 'iPhone，iOS 最新。冷启动正常，点「资产」闪退，十次十次。重装没用。崩溃编号 `CR-88F1-3A07`。',
    tags: ['闪退', '4.14.0', 'iOS'],
    votes: 7,
    meToo: 15,
    accepted: { by: '不吃香菜', after: '40m', post: 3 },
    posts: [
      { author: '木子李', after: '12m', body: '我也是，同版本' },
      {
        author: 'kestrel',
        after: '25m',
        votes: 6,
        body: 'Reproduced. Happens if you hide small balances *and* hold a delisted coin. Workaround without reinstalling: web → Assets → turn off "hide small balances", then open the app.'
      },
      {
        author: '不吃香菜',
        after: '32m',
        votes: 2,
        body: '网页上关掉之后 App 正常了。我确实有个退市的币，0.0003 个，没想到死了还能拉人垫背'
      },
      {
        author: 'staff',
        after: '1d2h',
        votes: 4,
        body: '4.14.1 已提交应用商店审核，修复该闪退。感谢提供崩溃编号，很快就定位了。'
      }
    ]
  },
  {
    key: 'app-dark-green-red',
    category: 'app',
    author: '一只橘猫',
    kind: 'question',
    language: 'zh-CN',
    ago: '450d3h',
    title: '涨跌颜色能不能换成红涨绿跌',
    body: '日本和国内都是红涨，海港默认绿涨，我老是看反。',
    tags: ['红涨绿跌', '设置'],
    posts: [
      {
        author: '青柠加冰',
        after: '8m',
        votes: 5,
        body: '我的 → 设置 → 偏好 → 涨跌颜色。还有色弱模式。'
      },
      { author: '一只橘猫', after: '10m', body: '找到了谢谢，差点反向操作' }
    ]
  },
  {
    key: 'screen-reader-orders',
    category: 'app',
    author: 'mira_k',
    kind: 'discussion',
    language: 'en',
    ago: '296d8h',
    title: "Order form with a screen reader: what works and what doesn't (4.11 web)",
    body: `I test interfaces for a living and did an hour with NVDA and VoiceOver. Good first:

- Every field has a label
- Errors are read when they appear

Not so good:

1. The buy/sell switch is two \`div\`s, no role, no state
2. The percentage slider can't be moved by keyboard
3. The order book announces *every* change. Every. Change.

Number 3 makes the page unusable. Happy to test a fix.`,
    tags: ['accessibility', 'website'],
    votes: 13,
    posts: [
      {
        author: 'jlarsen',
        after: '3h',
        votes: 2,
        body: 'My father is blind and trades by phone call with me. Would love to see this solved.'
      },
      {
        author: 'maren',
        after: '1d',
        votes: 5,
        body: "Thank you, this is the kind of report we rarely get. All three are filed; the live region is switched off from Thursday's web release, the other two need a bit longer."
      },
      { author: 'mira_k', after: '10d', votes: 3, body: 'Order book is quiet now, confirmed.' },
      {
        author: 'mira_k',
        after: '74d',
        votes: 4,
        body: 'And the slider has arrow keys since 4.12. Only the switch is left.'
      }
    ]
  },
  {
    key: 'push-duplicate',
    category: 'app',
    author: '台南小吳',
    kind: 'question',
    language: 'zh-TW',
    ago: '275d4h',
    title: '同一則推播跳兩次',
    body: 'Android 15，App 4.11.2，每則成交通知都來兩次，間隔一秒。',
    tags: ['推播', 'Android'],
    accepted: { by: '台南小吳', after: '3h', post: 2 },
    posts: [
      { author: '雨傘', after: '2h', votes: 1, body: '是不是裝了兩個版本？（商店版＋官網 APK）' },
      {
        author: '台南小吳',
        after: '2h20m',
        votes: 2,
        body: '……真的裝了兩個，兩個都登入。刪掉一個就正常了。'
      },
      { author: '柴犬爸', after: '35d', votes: 1, body: '我 4.12 也會。登出再登入就好了' }
    ]
  },
  {
    key: 'widget-frozen',
    category: 'app',
    author: 'jlarsen',
    kind: 'question',
    language: 'en',
    ago: '262d5h',
    title: "Home screen widget shows yesterday's price",
    body: 'iOS widget, updates stop overnight and come back only when I open the app.',
    tags: ['iOS', 'widget'],
    posts: [
      {
        author: 'kestrel',
        after: '4h',
        body: 'iOS gives widgets a refresh budget; low-power mode takes it away. Not something an app can fix fully.'
      },
      {
        author: 'jlarsen',
        after: '5h',
        body: "I do switch on low-power mode at night. Fine, I'll look at the price less. Probably healthier."
      }
    ]
  },
  {
    key: 'apk-signature',
    category: 'app',
    author: '数羊到天亮',
    kind: 'question',
    language: 'zh-CN',
    ago: '232d7h',
    title: '官网下的 APK 怎么验证没被动过',
    body: '不想用应用商店，官网下载的 4.12.1，想核对签名。',
    tags: ['APK', '签名'],
    accepted: { by: '数羊到天亮', after: '31m', post: 2 },
    posts: [
      {
        author: '码农阿凯',
        after: '20m',
        votes: 8,
        body: `\`\`\`bash
apksigner verify --print-certs harbor-4.12.1.apk
\`\`\`

看 SHA-256 那一行，和官网「下载」页最下面公布的指纹比对。只比对文件哈希不够，签名才说明是谁打的包。`
      },
      { author: '数羊到天亮', after: '30m', votes: 1, body: '一致，放心装了' }
    ]
  },
  {
    key: 'export-pdf-blank',
    category: 'app',
    author: 'member',
    kind: 'question',
    language: 'zh-CN',
    ago: '93d4h',
    title: '网页版导出 PDF 是空白的，Firefox',
    body: '现货账单 → 下载 PDF，打开是三页白纸。Chrome 正常。',
    tags: ['网页', 'PDF'],
    accepted: { by: 'member', after: '1h12m', post: 2 },
    posts: [
      {
        author: '码农阿凯',
        after: '1h',
        votes: 2,
        body: '关掉 Firefox 的“反指纹追踪”（resistFingerprinting）试试，它会让 canvas 返回空白。'
      },
      { author: 'member', after: '1h10m', body: '关了就正常了，原来隐私设置也有副作用。' }
    ]
  },
  {
    key: 'app-slow-old-phone',
    category: 'app',
    author: 'bilal',
    kind: 'discussion',
    language: 'en',
    ago: '185d6h',
    title: 'A lite version for old phones? 4.13 takes 14 seconds to open on mine',
    body: "3 GB of RAM, Android 10. It's the phone most people around me have. The website is actually faster than the app.",
    tags: ['Android', 'performance'],
    votes: 6,
    reports: [
      {
        by: 'bilal',
        after: '2d1h',
        post: 4,
        reason: 'scam',
        note: 'There is no lite APK. Someone will lose money with this.',
        resolved: {
          by: 'kestrel',
          after: '2d2h',
          outcome: 'hide',
          reason: 'scam',
          note: 'Unofficial APK'
        }
      }
    ],
    posts: [
      {
        author: 'kestrel',
        after: '5h',
        votes: 4,
        body: 'Install the website as an app ("Add to home screen"), it\'s honestly what I use. No push for price alerts, that\'s the one thing missing.'
      },
      {
        author: 'bilal',
        after: '1d',
        body: "Did that: 3 seconds. Thank you, I'll survive without alerts."
      },
      {
        author: 'amy_w88',
        after: '2d',
        body: 'you can download Harbor Lite APK here: lite-apk.example/dl fast and no verification needed'
      }
    ]
  },
  {
    key: 'face-id-loop',
    category: 'app',
    author: 'lena_b',
    kind: 'question',
    language: 'en',
    ago: '9d3h',
    title: 'Face ID asks three times in a row on 4.17.1',
    body: 'Open app, Face ID, list appears for half a second, Face ID again, and again.',
    tags: ['Face-ID', 'iOS'],
    meToo: 2,
    accepted: { by: 'lena_b', after: '1d4h', post: 3 },
    posts: [
      {
        author: 'ferris_w',
        after: '6h',
        votes: 1,
        body: 'Same. Setting auto-lock from "immediately" to "1 minute" stops it.'
      },
      {
        author: 'staff',
        after: '1d',
        votes: 2,
        body: 'Fixed in 4.17.2, rolling out since yesterday. Setting can go back to "immediately" after the update.'
      }
    ]
  },
  {
    key: 'app-font-huge-today',
    category: 'app',
    author: '老周',
    kind: 'question',
    language: 'zh-CN',
    ago: '11h',
    title: '字调大以后“确认”按钮跑到屏幕外面去了',
    body: '更新到 4.17.2，我眼睛不好，手机字体调到最大，买币的那个确认按钮看不见了，往下也划不动。',
    tags: ['字体', '显示'],
    posts: [
      {
        author: '小鹿',
        after: '20m',
        votes: 2,
        body: '周老师先把字体调小一格试试？我这边最大的下一格按钮还在'
      },
      {
        author: '老周',
        after: '45m',
        body: '调小一格能看见了，谢谢小鹿。不过最大那格应该也得能用吧？'
      }
    ]
  },
  {
    key: 'wrong-place-mining',
    category: 'app',
    author: '木头人',
    kind: 'question',
    language: 'zh-CN',
    ago: '50d3h',
    title: '家用显卡现在还能挖什么',
    body: '老机器吃灰，想问问',
    tags: ['挖矿'],
    moved: { by: 'staff', after: '2h', to: 'lounge' },
    posts: [
      {
        author: '码农阿凯',
        after: '1h',
        votes: 1,
        body: '跟 App 没关系啊，应该发茶水间。另外电费算过吗'
      }
    ]
  },
  {
    key: 'csv-import-portfolio',
    category: 'app',
    author: 'member2',
    kind: 'question',
    language: 'en',
    ago: '176d5h',
    title: 'Portfolio chart starts in the wrong year',
    body: 'The chart begins when I installed the new app and not when I opened the account. Two years of patience invisible!',
    tags: ['portfolio', 'CSV'],
    posts: [
      {
        author: 'kestrel',
        after: '1h',
        votes: 2,
        body: 'Long-press the chart → *Rebuild history*. Takes a few minutes, once.'
      },
      {
        author: 'member2',
        after: '1h20m',
        body: 'There they are, all the bad decisions, in chronological order.'
      }
    ]
  },
  {
    key: 'app-emoji-note',
    category: 'app',
    author: '木棉',
    kind: 'question',
    language: 'zh-TW',
    ago: '43d4h',
    title: '備註裡打 emoji 會變問號',
    body: '提領備註打「🏠房租」，紀錄裡變成「?房租」。App 4.17.0。',
    tags: ['備註', 'emoji'],
    posts: [
      {
        author: 'kestrel',
        after: '3h',
        votes: 2,
        body: "只有列表頁會這樣，點進去看是正常的吧？ If so it's the list font on Android."
      },
      { author: '木棉', after: '3h30m', body: '真的耶，點進去是好的。那就等更新' },
      { author: 'staff', after: '14d', votes: 1, body: '4.17.1 已修正列表頁的顯示。' }
    ]
  },
  {
    key: 'landscape-chart',
    category: 'app',
    author: 'oskar',
    kind: 'question',
    language: 'en',
    ago: '64d2h',
    title: 'Landscape chart on iPad cuts off the last candle',
    body: '4.16.1. The newest candle sits half under the price axis, which is the one I want to see.',
    tags: ['iPad', 'charts'],
    posts: []
  }
]
