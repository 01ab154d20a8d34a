import type { DemoThread } from '../types.ts'

export const trading: DemoThread[] = [
  {
    key: 'maker-taker',
    category: 'trading',
    author: '老周',
    kind: 'question',
    language: 'zh-CN',
    ago: '480d5h',
    title: '同样买 100 块，为什么手续费有时 0.1 有时 0.12',
    body: '我每周买一次，看账单发现手续费不一样。是涨价了吗？',
    tags: ['手续费', '挂单'],
    votes: 5,
    meToo: 6,
    posts: [
      {
        author: '老船长',
        after: '25m',
        votes: 8,
        body: `没涨价。您挂一个低一点的价格等别人来卖，叫“挂单”，0.10%；您直接按市价买走别人的单，叫“吃单”，0.12%。

不着急的话用限价单，每次省两分钱，一年也够买个包子。`
      },
      {
        author: '老周',
        after: '1h',
        votes: 4,
        body: '包子论我记住了。这次挂了个低一点的价，睡一觉起来成交了。'
      }
    ]
  },
  {
    key: 'stop-limit-not-filled',
    category: 'trading',
    author: 'jlarsen',
    kind: 'question',
    language: 'en',
    ago: '505d6h',
    title: 'Stop-limit triggered but never filled, and I rode it all the way down',
    body: 'Stop 58,000, limit 57,950. Price went through both in the same minute; status "triggered, open". Isn\'t that the one situation it exists for?',
    tags: ['stop-limit'],
    votes: 4,
    meToo: 5,
    accepted: { by: 'maren', after: '2d', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '1h',
        votes: 7,
        body: "Trigger puts a *limit* order at 57,950 in the book. If the market is already at 57,700, nobody buys at your price… you'd be selling at 57,950, above the market. Leave room between stop and limit, or use stop-market and accept slippage."
      },
      {
        author: 'jlarsen',
        after: '1h20m',
        body: 'So it did exactly what I said and not what I meant.'
      },
      { author: 'rubberduck', after: '3h', votes: 6, replyTo: 3, body: 'Welcome to programming.' }
    ]
  },
  {
    key: 'price-alert-late',
    category: 'trading',
    author: '北方有鱼',
    kind: 'question',
    language: 'zh-CN',
    ago: '395d4h',
    title: '价格提醒晚了 20 分钟，那还提醒什么',
    body: '设了跌破提醒，推送到的时候都反弹回去了。安卓，国产系统。',
    tags: ['价格提醒'],
    meToo: 6,
    accepted: { by: '北方有鱼', after: '1d', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '2h',
        votes: 3,
        body: 'Battery saver. Two switches: autostart for the app, and “no restrictions” in battery settings. Screenshots differ by vendor, the words are 自启动 and 省电策略→无限制.'
      },
      {
        author: '北方有鱼',
        after: '3h',
        votes: 1,
        body: '两个都开了，今天的提醒 3 秒就到。外国友人都懂国产手机，服'
      }
    ]
  },
  {
    key: 'oco-missing',
    category: 'trading',
    author: 'tomasz_r',
    kind: 'question',
    language: 'en',
    ago: '322d8h',
    title: 'Where did OCO orders go in the new app?',
    body: 'After the redesign I see limit, market, stop-limit. OCO was in that menu last week.',
    tags: ['OCO', 'app'],
    accepted: { by: 'tomasz_r', after: '40m', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '30m',
        votes: 4,
        body: 'Trade → three dots → *Advanced order types*. Off by default for everybody who updated.'
      },
      {
        author: 'tomasz_r',
        after: '35m',
        body: 'Found. Hiding risk management behind three dots is a choice.'
      }
    ]
  },
  {
    key: 'grid-bot-loss',
    category: 'trading',
    author: '晚风',
    kind: 'question',
    language: 'zh-CN',
    ago: '150d4h',
    title: '网格显示盈利，但我的总资产变少了？',
    body: '跑了三周，“网格收益 +4.1%”，可是算下来我比开始的时候少了 6%。是显示错了吗？',
    tags: ['网格'],
    accepted: { by: '晚风', after: '35m', post: 2 },
    posts: [
      {
        author: '码农阿凯',
        after: '15m',
        votes: 7,
        body: '没错。网格收益只算“低买高卖”的差价，不算你手里币跌的部分，那叫**浮动盈亏**，在第二行小字里。币跌 10%，网格赚 4%，合计就是 -6%。'
      },
      { author: '晚风', after: '30m', votes: 1, body: '所以它是把坏消息写在小字里……懂了。' },
      {
        author: '不吃香菜',
        after: '2h',
        votes: 3,
        replyTo: 3,
        body: '总收益应该放第一行，我去提需求'
      }
    ]
  },
  {
    key: 'dca-skipped',
    category: 'trading',
    author: '慢慢来',
    kind: 'question',
    language: 'zh-CN',
    ago: '212d5h',
    title: '定投这周没执行，提示“余额不足”，但余额够',
    body: '每周一 9 点定投 200 U，余额有 230，提示不足。',
    tags: ['定投'],
    accepted: { by: '慢慢来', after: '26m', post: 2 },
    posts: [
      {
        author: 'volunteer',
        after: '20m',
        votes: 2,
        body: '看看是不是有 50 U 挂在限价单里？定投只用可用余额。'
      },
      { author: '慢慢来', after: '25m', body: '还真有个上个月忘了的挂单，尴尬' }
    ]
  },
  {
    key: 'delisting-notice',
    category: 'trading',
    author: 'oskar',
    kind: 'question',
    language: 'en',
    ago: '140d6h',
    title: 'A small coin I hold is being delisted: last day to sell vs last day to withdraw',
    body: 'The notice has three dates and I want to be sure. Trading ends first, deposits end second, withdrawals three months later?',
    tags: ['delisting'],
    meToo: 2,
    posts: [
      {
        author: 'staff',
        after: '2h',
        votes: 4,
        body: 'Yes: trading stops on the first date, deposits are not credited from the second, and withdrawals stay open until the third. After that, remaining balances are converted at the 7-day average of another venue and credited in USDT.'
      },
      { author: 'oskar', after: '3h', body: "Clear. Sold, it wasn't worth a second network fee." }
    ]
  },
  {
    key: 'fee-tier-calc',
    category: 'trading',
    author: 'quant_xu',
    kind: 'question',
    language: 'zh-CN',
    ago: '66d4h',
    title: 'VIP 等级按 30 日成交量算，时间是哪个时区截止',
    body: '差 8 万 U 上 VIP 2，想知道今天几点前成交算进去。',
    tags: ['手续费', '等级'],
    posts: [
      {
        author: 'staff',
        after: '3h',
        votes: 3,
        body: '按 UTC 0 点统计，次日 UTC 4 点前后生效。子账户成交量合并计入主账户。'
      },
      { author: 'quant_xu', after: '1d9h', votes: 1, body: '确认生效了，谢谢。' }
    ]
  },
  {
    key: 'chart-timezone',
    category: 'trading',
    author: '木棉',
    kind: 'question',
    language: 'zh-TW',
    ago: '100d7h',
    title: '日 K 的開盤時間可以改成台灣時間嗎',
    body: '現在日線是早上八點換，我想看台灣零點換的。',
    tags: ['K線', '時區'],
    accepted: { by: '木棉', after: '20m', post: 2 },
    posts: [
      {
        author: '阿德',
        after: '15m',
        votes: 3,
        body: '網頁版圖表右下角時鐘 → UTC+8，日線會跟著換。App 沒有。'
      },
      { author: '木棉', after: '20m', body: '找到了，謝謝～App 也希望有' }
    ]
  },
  {
    key: 'liquidation-price-moved',
    category: 'trading',
    author: 'grumpy_pete',
    kind: 'question',
    language: 'en',
    ago: '18d4h',
    title: 'My liquidation price moved overnight without me touching the position',
    body: 'Isolated, 3x. Went to bed with liquidation at 61.2k, woke up to 61.9k. No orders, no transfers.',
    tags: ['margin', 'liquidation'],
    meToo: 1,
    accepted: { by: 'grumpy_pete', after: '1h', post: 2 },
    posts: [
      {
        author: 'rubberduck',
        after: '40m',
        votes: 3,
        body: "Funding. It's paid from isolated margin, so every 8 hours you get closer."
      },
      {
        author: 'grumpy_pete',
        after: '1h',
        votes: 2,
        body: "Ah. Three fundings, all against me. I'd call it theft if it weren't in the documentation."
      }
    ]
  },
  {
    key: 'spread-odd-today',
    category: 'trading',
    author: 'jlarsen',
    kind: 'question',
    language: 'en',
    ago: '7h20m',
    title:
      'Spread on a major pair was 0.8 % for about a minute this morning. Did anyone else see it?',
    body: 'Around breakfast time, CET. My limit order was skipped as well. Not angry, only curious what happens in such a minute.',
    tags: ['spread'],
    posts: [
      {
        author: 'quant_xu',
        after: '1h10m',
        votes: 1,
        body: "我们也看到了，有一家做市商的报价断了约 70 秒，其他家跟着拉宽。(One maker's quotes dropped out for about 70 s and the others widened.)"
      }
    ]
  },
  {
    key: 'market-order-slippage',
    category: 'trading',
    author: '大白菜',
    kind: 'question',
    language: 'zh-CN',
    ago: '45d5h',
    title: '市价买小币，成交价比看到的贵了 4%',
    body: '盘口显示 0.082，买完均价 0.0853。是不是被夹了？',
    tags: ['市价单', '滑点'],
    accepted: { by: '大白菜', after: '31m', post: 2 },
    posts: [
      {
        author: 'quant_xu',
        after: '20m',
        votes: 4,
        body: '不是被夹，是盘口薄。你 2000U 把卖一到卖九都吃了。小币用限价，或者分几笔。'
      },
      { author: '大白菜', after: '30m', body: '长见识了，原来“深度”是这个意思' }
    ]
  },
  {
    key: 'alert-webhook',
    category: 'trading',
    author: 'ferris_w',
    kind: 'question',
    language: 'en',
    ago: '58d4h',
    title: 'Can price alerts call a webhook?',
    body: "I'd love to get them into my own dashboard instead of push.",
    tags: ['price-alerts', 'webhook'],
    posts: [
      {
        author: 'rubberduck',
        after: '1h',
        votes: 2,
        body: "No, but the mini-ticker stream plus ten lines does the same. I can share mine, it's boring."
      },
      {
        author: 'ferris_w',
        after: '2h',
        body: 'Boring is good. I wrote it in an evening, thanks for the hint.'
      },
      {
        author: 'ferris_w',
        after: '2h5m',
        body: '(posted twice, sorry)',
        withdrawn: { after: '2h8m' }
      }
    ]
  }
]
