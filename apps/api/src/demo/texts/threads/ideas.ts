import type { DemoThread } from '../types.ts'

export const ideas: DemoThread[] = [
  {
    key: 'idea-withdraw-label',
    category: 'ideas',
    author: '不吃香菜',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '590d3h',
    title: '提现确认页请显示地址备注，而不只是地址',
    body: '现在确认页只有一串地址，备注在上一页。人眼核对的是“妈妈的钱包”，不是 `TQ7…Vd`。把备注放大，地址放小，能少很多转错。',
    tags: ['提现', '地址簿'],
    votes: 21,
    closed: { by: 'staff', after: '263d', reason: 'solved' },
    posts: [
      { author: '老船长', after: '2h', votes: 4, body: '支持，转错的帖子十个有八个是这个原因' },
      {
        author: 'priya_n',
        after: '1d',
        votes: 2,
        body: 'Using a translator, +1. Big label, small address.'
      },
      { author: 'staff', after: '40d', votes: 5, body: '已排期。' },
      {
        author: '数羊到天亮',
        after: '221d',
        votes: 2,
        body: '看到 {thread:wrong-address-self} 没有，就是我，求求了快点上'
      },
      {
        author: 'staff',
        after: '262d',
        votes: 9,
        body: '4.11 已上线：确认页以备注为主、地址为辅，首次使用的地址会额外标黄。感谢 @不吃香菜。'
      }
    ]
  },
  {
    key: 'idea-keep-forms',
    category: 'ideas',
    author: 'mira_k',
    kind: 'discussion',
    language: 'en',
    ago: '206d2h',
    title: "Don't throw away a half-filled form when the session ends",
    body: 'Sign me out if you must, but keep what I typed and bring me back to it. A withdrawal form has an address, a network, an amount and a note. Typing these twice is how mistakes happen.',
    tags: ['session', 'forms'],
    votes: 12,
    posts: [
      {
        author: 'jlarsen',
        after: '2h',
        votes: 1,
        body: "And the note is the one thing that isn't saved anywhere."
      },
      {
        author: 'staff',
        after: '21d',
        votes: 3,
        body: 'Planned. Form contents (never codes or passwords) will be kept in the tab for one hour.'
      },
      { author: 'mira_k', after: '21d3h', body: 'An hour is plenty. Thank you.' }
    ]
  },
  {
    key: 'idea-csv-memo',
    category: 'ideas',
    author: '半糖',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '330d8h',
    title: '导出账单里加上我自己写的备注',
    body: '我每笔提现都写备注（“房租”“还小王”），导出 CSV 却没有备注列，等于白写。',
    tags: ['CSV', '备注'],
    votes: 9,
    closed: { by: 'staff', after: '96d', reason: 'solved' },
    posts: [
      { author: '珍奶少冰', after: '3h', votes: 2, body: '記帳士跪求' },
      {
        author: 'staff',
        after: '95d',
        votes: 3,
        body: '`note` 列已加入提现 CSV 的最后一列，旧账单重新导出也会有。'
      }
    ]
  },
  {
    key: 'idea-dark-print',
    category: 'ideas',
    author: 'hedgehog42',
    kind: 'discussion',
    language: 'en',
    ago: '280d6h',
    title: 'Statements in dark mode print as black pages',
    body: 'I killed a toner cartridge. Please ignore the theme when printing.',
    tags: ['PDF', 'printing'],
    votes: 3,
    posts: [
      { author: 'grumpy_pete', after: '1h', votes: 4, body: 'Printing. In this economy.' },
      {
        author: 'kestrel',
        after: '1d',
        votes: 1,
        body: "`@media print` fix is trivial, I've passed it on with the CSS."
      }
    ]
  },
  {
    key: 'idea-fee-preview',
    category: 'ideas',
    author: 'dee_kay',
    kind: 'discussion',
    language: 'en',
    ago: '515d5h',
    title: 'Show the network fee *before* I type the address',
    body: 'I compare networks by fee, but have to enter a full address for each to see it.',
    tags: ['fees'],
    votes: 14,
    closed: { by: 'maren', after: '131d', reason: 'solved' },
    posts: [
      {
        author: 'tomasz_r',
        after: '4h',
        votes: 2,
        body: 'Yes please. A small table: network, fee, minimum, usual time.'
      },
      {
        author: 'maren',
        after: '130d',
        votes: 5,
        body: 'Live: the network picker shows fee, minimum and typical time.'
      }
    ]
  },
  {
    key: 'idea-watch-only',
    category: 'ideas',
    author: 'oskar',
    kind: 'discussion',
    language: 'en',
    ago: '160d7h',
    title: 'Watch-only addresses in the portfolio view',
    body: 'Let me paste an xpub or address so that cold storage counts in the total. No keys involved.',
    tags: ['portfolio'],
    votes: 6,
    posts: [
      {
        author: 'rubberduck',
        after: '5h',
        votes: 3,
        body: "I like it, and I don't. You'd tell an exchange exactly how much you hold outside of it."
      },
      { author: 'oskar', after: '6h', body: 'True. Could be computed on the device only, then.' }
    ]
  },
  {
    key: 'idea-quiet-hours',
    category: 'ideas',
    author: '柴犬爸',
    kind: 'discussion',
    language: 'zh-TW',
    ago: '130d9h',
    title: '推播可以設定勿擾時段嗎？',
    body: '半夜三點成交一筆就震一次，吐司（我的狗）每次都跟著叫。希望有「22:00–07:00 只通知登入與提領」這種選項。',
    tags: ['推播', '勿擾'],
    votes: 5,
    posts: [
      { author: '木棉', after: '25d', votes: 1, body: '+1 我是被利息入帳 0.00000132 吵醒的' },
      {
        author: 'staff',
        after: '60d',
        votes: 2,
        body: '已列入規劃，預計先支援「勿擾時段」，再支援依類型例外。'
      }
    ]
  },
  {
    key: 'idea-lock-label',
    category: 'ideas',
    author: 'lena_b',
    kind: 'discussion',
    language: 'en',
    ago: '13d3h',
    title: 'Let me lock an address book entry',
    body: 'A "landlord" entry that can\'t be edited or deleted without the 24-hour wait. At the moment only *adding* waits; *editing the label* is instant, so malware could swap two labels.',
    tags: ['address-book'],
    votes: 4,
    posts: [
      {
        author: 'kestrel',
        after: '3h',
        votes: 4,
        body: "That's a really sharp observation. Labels are trusted more than addresses now that they're big ({thread:idea-withdraw-label})."
      },
      {
        author: 'staff',
        after: '1d',
        votes: 3,
        body: 'Taken up with the security team as of today. Thank you.'
      }
    ]
  },
  {
    key: 'idea-lunar-theme',
    category: 'ideas',
    author: '大白菜',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '28d4h',
    title: '求一个护眼的米色主题',
    body: '深色太深，浅色太亮，来个米色（像电子书那种）。',
    tags: ['主题'],
    votes: 2,
    posts: [
      {
        author: '不吃香菜',
        after: '2h',
        votes: 1,
        body: '楼上的提议不错，再加一个字号跟随系统就完美了'
      },
      { author: '老周', after: '1d', body: '我也投一票，眼睛花的人需要' },
      { author: 'member', after: '3d2h', body: '加我一个，晚上躺床上看账单的人需要这个' }
    ]
  },
  {
    key: 'idea-sepia-dup',
    category: 'ideas',
    author: 'ferris_w',
    kind: 'discussion',
    language: 'en',
    ago: '26d5h',
    title: 'Sepia theme?',
    body: 'Dark is too dark and light is a flashlight.',
    tags: ['theme'],
    closed: { by: '老船长', after: '2h5m', reason: 'duplicate' },
    posts: [
      {
        author: '老船长',
        after: '2h',
        votes: 1,
        body: "Same idea as {thread:idea-lunar-theme}, please vote there (it's in Chinese, “米色主题” = sepia theme). Closing this one so that the votes stay together."
      }
    ]
  },
  {
    key: 'idea-app-offline',
    category: 'ideas',
    author: 'bilal',
    kind: 'discussion',
    language: 'en',
    ago: '8h30m',
    title: 'Let the app open without a connection and show the last known balance',
    body: 'On the bus there\'s no signal for 40 minutes. A grey "as of 08:15" balance would be enough.',
    tags: ['offline', 'app'],
    votes: 1,
    posts: []
  }
]
