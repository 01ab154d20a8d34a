import type { DemoThread } from '../types.ts'

export const lounge: DemoThread[] = [
  {
    key: 'lounge-first-coin',
    category: 'lounge',
    author: '阿杰',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '664d6h',
    title: '你第一次买币花了多少钱，现在还在吗',
    body: '我先来：12 年前 200 马币，买完忘了，电脑送修把硬盘格了。现在想起来还会去翻抽屉。',
    tags: ['闲聊'],
    votes: 8,
    posts: [
      {
        author: '老船长',
        after: '40m',
        votes: 9,
        body: '一个打包盘，换了台自行车。自行车也丢了。'
      },
      { author: '青柠加冰', after: '1h', votes: 3, body: '500 块人民币，还在，现在值 430' },
      {
        author: '半糖',
        after: '2h',
        votes: 4,
        body: '第一次买是为了给同事报销转账，买了 99 块，手续费 12。财务做账做了三天。'
      },
      {
        author: 'tomasz_r',
        after: '5h',
        votes: 2,
        body: "Paid a graphic designer 40 dollars in 2016 coins. She still has them. I don't talk about it."
      },
      {
        author: '老周',
        after: '94d',
        votes: 5,
        body: '我去年才买，一百块，买完睡不着，打电话问孙子要不要卖。现在每周一百，睡得着了。'
      }
    ]
  },
  {
    key: 'lounge-worst-bug',
    category: 'lounge',
    author: 'rubberduck',
    kind: 'discussion',
    language: 'en',
    ago: '505d8h',
    title: "What's the dumbest thing your bot has ever done?",
    body: 'Mine had `>` where `>=` should be and spent a weekend placing and cancelling the same order 31,000 times. Profit: zero. Fees: zero. Dignity: also.',
    tags: ['bots', 'stories'],
    votes: 12,
    posts: [
      {
        author: '码农阿凯',
        after: '1h',
        votes: 7,
        body: '把“卖出”写成了“买入”，半夜惊醒发现仓位翻了 64 倍。还好是测试网，当场给测试网磕了一个。'
      },
      {
        author: 'priya_n',
        after: '3h',
        votes: 5,
        body: 'Daylight saving. It bought twice at 2:30, because 2:30 happened twice.'
      },
      {
        author: 'quant_xu',
        after: '6h',
        votes: 4,
        body: '日志写满磁盘，程序没挂，**止损挂了**。从此日志和策略分两台机器。'
      },
      {
        author: 'kestrel',
        after: '9h',
        votes: 6,
        body: 'A unit test that placed real orders because someone (me) had exported the production key in the same shell. Tests passed, by the way.'
      },
      {
        author: 'oskar',
        after: '36d',
        votes: 2,
        body: 'Mine tweeted its trades. Someone traded against it. For four months.'
      },
      {
        author: 'mira_k',
        after: '115d',
        votes: 3,
        body: "I have no bot, I came for the stories and I'm staying."
      }
    ]
  },
  {
    key: 'lounge-night-shift',
    category: 'lounge',
    author: 'nightowl',
    kind: 'discussion',
    language: 'en',
    ago: '330d3h',
    title: 'Who else is here at 4 am?',
    body: "Night shift, quiet ward, coffee number three. Chart is flat, thank God, I've enough heartbeats to look at.",
    tags: ['offtopic'],
    votes: 7,
    posts: [
      { author: '数羊到天亮', after: '20m', votes: 4, body: 'Here. 睡不着专业户，名字就是证据。' },
      { author: '台南小吳', after: '45m', votes: 6, body: '早餐店的來了，蛋餅三號還是四號？' },
      {
        author: 'nightowl',
        after: '1h',
        votes: 3,
        replyTo: 3,
        body: "Number three with extra chili, please. And it's the best post I have read tonight."
      },
      {
        author: 'jlarsen',
        after: '4h',
        body: 'You people are in three time zones and all tired. I love this forum.'
      }
    ]
  },
  {
    key: 'lounge-parents',
    category: 'lounge',
    author: '木子李',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '240d9h',
    title: '怎么跟爸妈解释你在玩这个',
    body: '我说是“网上的一种账本”，我爸说“哦，做会计”。我没有纠正他。',
    tags: ['闲聊', '家人'],
    votes: 5,
    posts: [
      { author: '小鹿', after: '30m', votes: 3, body: '我妈：“那你们公司发奖金吗？”' },
      {
        author: '老周',
        after: '3h',
        votes: 8,
        body: '我儿子跟我说是“数字的邮票”，我集了一辈子邮票，一下就懂了。'
      },
      { author: '一只橘猫', after: '5h', votes: 2, body: '周老师的儿子有水平' }
    ]
  },
  {
    key: 'lounge-book',
    category: 'lounge',
    author: 'anneke',
    kind: 'discussion',
    language: 'en',
    ago: '205d5h',
    title: 'Books that changed how you think about money?',
    body: 'No "get rich" ones. I\'ll start: a history of the Dutch tulip years, written by an archivist, mostly about contract law. Much funnier than it sounds.',
    tags: ['books'],
    posts: [
      {
        author: 'hedgehog42',
        after: '2h',
        votes: 2,
        body: "Anything about double entry bookkeeping in Venice. I'm fun at parties."
      },
      {
        author: 'bilal',
        after: '1d',
        votes: 1,
        body: "My grandfather's notebook of who owed whom how many bags of rice. He never lost a friend."
      },
      {
        author: '珍奶少冰',
        after: '2d',
        votes: 2,
        body: '推《帳簿與權力》，看完會對記帳士比較尊敬（希望）'
      }
    ]
  },
  {
    key: 'lounge-price-fight',
    category: 'lounge',
    author: '木头人',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '115d3h',
    title: '这波要到 20 万，不信的以后别哭',
    body: '懂的自然懂，空军可以提前选坟地了',
    tags: ['行情'],
    closed: { by: 'staff', after: '1h6m', reason: 'heated' },
    posts: [
      { author: '北方有鱼', after: '20m', votes: 2, body: '版规第一条：不喊单' },
      {
        author: '木头人',
        after: '25m',
        body: '我发表观点犯法了？就你们这些人永远不挣钱，一群穷鬼',
        hidden: { by: 'staff', after: '1h', reason: 'abuse', note: '辱骂他人' }
      },
      {
        author: 'staff',
        after: '1h5m',
        votes: 3,
        body: '提醒：茶水间不喊单，也请不要攻击他人。本帖关闭。@木头人 如对处理有异议，可在通知里提出版务申诉。'
      }
    ]
  },
  {
    key: 'lounge-offtopic-sell',
    category: 'lounge',
    author: '木棉',
    kind: 'discussion',
    language: 'zh-TW',
    ago: '75d8h',
    title: '有人週末要去爬合歡山嗎',
    body: '雖然跟海港一點關係都沒有，但新竹工程師好像每週都在爬山 @阿德',
    tags: ['閒聊'],
    posts: [
      {
        author: '阿德',
        after: '1h',
        votes: 2,
        body: '主峰＋東峰，六點出發，帶熱水。順便聊聊 API？'
      },
      { author: '木棉', after: '1h20m', votes: 3, body: '不聊 API，拜託' },
      { author: '柴犬爸', after: '2h', votes: 4, body: '吐司可以去嗎' },
      { author: '阿德', after: '2h10m', votes: 2, body: '吐司可以，API 也可以一起去' }
    ]
  },
  {
    key: 'lounge-sell-account',
    category: 'lounge',
    author: 'lucky_signal',
    kind: 'discussion',
    language: 'en',
    ago: '60d4h',
    title: 'Selling verified accounts, all tiers, fast delivery',
    body: 'EU + Asia documents, level 3 with limits, escrow accepted, mail in profile',
    tags: [],
    hidden: { by: 'staff', after: '25m', reason: 'illegal', note: 'Trade in verified accounts' },
    posts: []
  },
  {
    key: 'lounge-weekend-outage',
    category: 'lounge',
    author: 'grumpy_pete',
    kind: 'discussion',
    language: 'en',
    ago: '45d6h',
    title: 'A nice word, from someone who writes few',
    body: "I complained here about TRON, funding, and once about the colour of a button. Today I'd like to note that my ticket took 40 minutes on a Saturday, by a human, who read all of it. That's it. Back to complaining tomorrow.",
    tags: ['appreciation'],
    votes: 9,
    posts: [
      { author: 'maren', after: '2h', votes: 4, body: 'Printing this out. In this economy.' },
      { author: 'grumpy_pete', after: '2h5m', votes: 5, replyTo: 2, body: 'Well played.' }
    ]
  },
  {
    key: 'lounge-withdrawn',
    category: 'lounge',
    author: '橙子味',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '4d3h',
    title: '大家觉得现在适合入场吗',
    body: '刚发工资，手有点痒',
    tags: ['闲聊'],
    withdrawn: { after: '20m' },
    posts: [
      { author: '北方有鱼', after: '15m', votes: 1, body: '版规说了不喊单，不过可以看看定投的帖子' }
    ]
  },
  {
    key: 'lounge-monday',
    category: 'lounge',
    author: '慢慢来',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '1d8h',
    title: '定投第 150 周，记录一下',
    body: '没有什么大道理。150 周，断过 4 周（两次失业、一次住院、一次就是忘了）。总成本和现价差不多，说不上赚，但养成了每周一早上记账的习惯，房租水电一年省了不少。',
    tags: ['闲聊', '定投'],
    votes: 3,
    posts: [
      {
        author: '老周',
        after: '2h',
        votes: 2,
        body: '老同学，我跟你一样每周一。你这个“断过四周”写得好，人不是机器。'
      },
      { author: '晚风', after: '5h', votes: 1, body: '慢慢来，名字没白起' },
      { author: 'member', after: '9h', votes: 1, body: '第 61 周，跟在后面。住院那段保重身体。' }
    ]
  },
  {
    key: 'lounge-today-coffee',
    category: 'lounge',
    author: 'jlarsen',
    kind: 'discussion',
    language: 'en',
    ago: '1h50m',
    title: 'Is it just me, or is the forum faster since last week?',
    body: "Thread pages open before I've finished clicking. Did something change or did I finally get a better router?",
    tags: ['offtopic'],
    posts: [
      {
        author: 'mira_k',
        after: '40m',
        votes: 1,
        body: "Not your router. I looked at the network tab, there's almost nothing in it. Beautiful."
      }
    ]
  }
]
