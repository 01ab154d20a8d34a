import type { DemoThread } from '../types.ts'

export const staking: DemoThread[] = [
  {
    key: 'staking-rewards-missing',
    category: 'staking',
    author: 'anneke',
    kind: 'question',
    language: 'en',
    ago: '500d8h',
    title: "Staking rewards didn't arrive two days in a row",
    body: 'ETH flexible, rewards came daily at 02:00 until Sunday. Nothing since, though the estimate still shows.',
    tags: ['ETH', 'rewards'],
    meToo: 4,
    accepted: { by: 'anneke', after: '1d4h', post: 2 },
    posts: [
      {
        author: 'maren',
        after: '6h',
        votes: 4,
        body: 'A validator set was being rotated, and rewards for those two days will be paid together tomorrow. The page should have said so, and says so now.'
      },
      {
        author: 'anneke',
        after: '1d4h',
        votes: 1,
        body: "Three days' worth at once this morning. Thanks."
      }
    ]
  },
  {
    key: 'unstake-queue',
    category: 'staking',
    author: '糯米团子',
    kind: 'question',
    language: 'zh-CN',
    ago: '310d6h',
    title: '赎回 ETH 排队 19 天？买的时候写的是“预计 3 天”',
    body: '现在赎回要排到 19 天以后，我月底要用钱，有加急吗？',
    tags: ['赎回', 'ETH'],
    meToo: 9,
    posts: [
      {
        author: '青柠加冰',
        after: '40m',
        votes: 5,
        body: '这个排队是以太坊网络的退出队列，不是海港定的，最近退出的人多。急的话有两条路：把质押凭证在现货里折价卖掉（现在大概折 0.4%），或者借币。'
      },
      {
        author: 'staff',
        after: '4h',
        votes: 3,
        body: '补充：队列长度每天变化，赎回页会显示实时预计。已进入队列的会按当时位置处理，取消会失去位置。'
      },
      { author: '糯米团子', after: '1d', body: '卖了凭证，折了 0.35%，就当加急费了。' }
    ]
  },
  {
    key: 'auto-renew',
    category: 'staking',
    author: '老周',
    kind: 'question',
    language: 'zh-CN',
    ago: '268d2h',
    title: '定期到期以后自己又存进去了，我没点',
    body: '30 天的到期，我想取出来给孙女交学费，结果显示“已自动续期 30 天”。',
    tags: ['定期', '自动续期'],
    accepted: { by: '老周', after: '30m', post: 2 },
    posts: [
      {
        author: 'volunteer',
        after: '15m',
        votes: 3,
        body: '默认是开自动续期的。在持仓里点进去，24 小时内可以撤销续期，本金马上回来。您快去看看过了没有。'
      },
      {
        author: '老周',
        after: '28m',
        votes: 3,
        body: '才过去九个小时，撤了，钱回来了。吓我一跳，以后看清楚再点。'
      }
    ]
  },
  {
    key: 'apr-vs-apy',
    category: 'staking',
    author: 'hedgehog42',
    kind: 'discussion',
    language: 'en',
    ago: '225d8h',
    title: 'APR on one page, APY on another, and both are called "yield" in the newsletter',
    body: 'Same product, three numbers: 3.9, 3.98 and "up to 5.2". As an accountant I\'d like one number, and as a customer too.',
    tags: ['APR', 'APY'],
    posts: [
      {
        author: 'mira_k',
        after: '2h',
        votes: 4,
        body: '"Up to" should be banned from user interfaces.'
      },
      {
        author: 'maren',
        after: '1d',
        votes: 3,
        body: "You're right. From next week it's APR everywhere, and the promotional rate gets a line of its own with its cap and end date."
      },
      { author: 'hedgehog42', after: '9d', votes: 2, body: 'Checked: they did it. Well done.' }
    ]
  },
  {
    key: 'slashing-question',
    category: 'staking',
    author: 'lena_b',
    kind: 'question',
    language: 'en',
    ago: '14d8h',
    title: 'Who bears the loss if a validator is slashed?',
    body: 'Can\'t find it in the product terms, only "risks apply".',
    tags: ['slashing'],
    accepted: { by: 'lena_b', after: '1d2h', post: 3 },
    posts: [
      {
        author: 'anneke',
        after: '3h',
        votes: 2,
        body: "There was a case a year ago, Harbor paid it. But I don't know whether that's a rule or was kindness."
      },
      {
        author: 'staff',
        after: '1d',
        votes: 4,
        body: 'A rule: slashing losses are covered by us for the flexible product. For the "pick your validator" product they are not, and the confirmation screen says so before you agree.'
      }
    ]
  }
]
