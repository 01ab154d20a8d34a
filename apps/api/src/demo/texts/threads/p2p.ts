import type { DemoThread } from '../types.ts'

export const p2p: DemoThread[] = [
  {
    key: 'p2p-paid-not-released',
    category: 'p2p',
    author: '木子李',
    kind: 'question',
    language: 'zh-CN',
    ago: '618d5h',
    title: '付款 40 分钟了卖家不放币，要不要点申诉',
    body: '订单 P2P-2C9A-10477，3,000 块，银行卡转的，已点“我已付款”，上传了回单。卖家已读不回。倒计时还剩 5 分钟，到时间会自动取消吗？',
    tags: ['申诉', '放币'],
    votes: 4,
    meToo: 7,
    accepted: { by: '木子李', after: '3h5m', post: 2 },
    posts: [
      {
        author: '老船长',
        after: '6m',
        votes: 12,
        body: `点了“我已付款”就不会自动取消，放心。步骤：

1. 聊天里再催一句，保持文明，客服会看聊天
2. 倒计时一过就点**申诉**，选“已付款未放币”
3. 千万别因为对方让你取消就点取消，取消了币就解锁还给他了

切记第 3 条。`
      },
      {
        author: '木子李',
        after: '15m',
        body: '他刚回话了，就是让我先取消，说“系统卡了重新下一单”！！'
      },
      { author: '老船长', after: '17m', votes: 8, body: '骗子话术。申诉，截图这句话。' },
      {
        author: '木子李',
        after: '3h',
        votes: 5,
        body: '申诉两个小时，客服判放币，到了。船长救我狗命。'
      }
    ]
  },
  {
    key: 'p2p-third-party',
    category: 'p2p',
    author: '陈皮',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '330d8h',
    title: '商家说两句：为什么我们死活不收第三方付款',
    body: `最近老有人在聊天里跟我吵，“我老婆的卡付的怎么了？钱不是钱？”。统一说一下。

实名和付款人不一致的钱，**十笔里有一笔是赃款**。收了以后警察不会先听我解释，先止付我的卡，我一家老小三个月花不了钱。我赚你千分之二，担不起这个。

所以：

- 用你本人名下的卡、支付工具
- 备注什么都别写，尤其别写“买币”
- 付错了不要慌，我原路退，大家重新来`,
    tags: ['商家', '第三方付款'],
    votes: 15,
    pinned: { by: '老船长', after: '325d', scope: 'category', days: 14 },
    posts: [
      {
        author: '慢慢来',
        after: '5h',
        votes: 4,
        body: '支持。去年我朋友做商家被止付了 47 天，整个人瘦了一圈'
      },
      {
        author: '不吃香菜',
        after: '9h',
        votes: 3,
        body: '下单页就应该强制显示付款人姓名要求，现在藏在“交易条款”里，谁点开看啊'
      },
      {
        author: '晚风',
        after: '165d',
        votes: 1,
        body: '新手表示学到了，之前真的拿我妈的卡付过，被退了还觉得对方有病'
      },
      {
        author: '财富导师',
        after: '270d',
        body: '兄弟们别搬这点辛苦砖了，跟我一天三单，日入两千，主页有进群方式',
        hidden: { by: '老船长', after: '270d2h', reason: 'spam', note: '拉群广告' }
      },
      {
        author: '老船长',
        after: '270d3h',
        votes: 2,
        body: '上面的广告已屏蔽。这帖我隔段时间就会引用给新人看，谢谢 @陈皮'
      }
    ]
  },
  {
    key: 'p2p-appeal-lost',
    category: 'p2p',
    author: 'bilal',
    kind: 'question',
    language: 'en',
    ago: '262d2h',
    title: 'Lost a dispute because my receipt "can\'t be verified": what can I still do?',
    body: "Paid 180 USD by a local wallet app, order P2P-8D1M-40022. The seller said nothing arrived. My receipt is a screenshot, support wants a PDF with a reference from the payment company, they don't issue PDFs.",
    tags: ['dispute'],
    meToo: 1,
    accepted: { by: 'bilal', after: '4d', post: 2 },
    posts: [
      {
        author: '老船长',
        after: '3h',
        votes: 3,
        body: "Appeal again inside the order with a **screen recording**: open the wallet app from the home screen, go to history, open the transaction. That's accepted where no PDF exists. I have seen three cases like this."
      },
      {
        author: 'maren',
        after: '1d1h',
        votes: 4,
        body: 'Correct, a recording is fine, and the second appeal is looked at by another person. @bilal please do it within 7 days from the first decision.'
      },
      {
        author: 'bilal',
        after: '4d',
        votes: 2,
        body: 'Second decision was in my favour. Recording did it.'
      }
    ]
  },
  {
    key: 'p2p-merchant-how',
    category: 'p2p',
    author: '青柠加冰',
    kind: 'question',
    language: 'zh-CN',
    ago: '205d6h',
    title: '申请商家要押多少保证金，多久能退',
    body: '想兼职做做。页面写“保证金 5,000 USDT”，退出的时候多久退？中间出纠纷会直接从里面扣吗？',
    tags: ['商家认证'],
    posts: [
      {
        author: '陈皮',
        after: '2h',
        votes: 6,
        body: '我的经验：退出申请后 15 天，最后一单无纠纷才开始算。纠纷判你输才会扣，判之前会先锁定等额。另外提醒一句，千二的利润要扣掉银行卡的折腾，想清楚再来。'
      },
      { author: '青柠加冰', after: '3h', votes: 1, body: '看完第二句，我决定继续上班。' }
    ]
  },
  {
    key: 'p2p-price-diff',
    category: 'p2p',
    author: '台南小吳',
    kind: 'discussion',
    language: 'zh-TW',
    ago: '119d3h',
    title: 'C2C 台幣買 U 的溢價最近是不是怪怪的',
    body: '平常溢價 0.5% 左右，這幾天掛單都在 1.8% 以上，量還很少。大家都怎麼入金？',
    tags: ['台幣', '價差'],
    votes: 3,
    posts: [
      { author: '雨傘', after: '2h', votes: 1, body: '月底都這樣，過幾天就掉回來' },
      {
        author: '阿德',
        after: '5h',
        votes: 2,
        body: '我改用銀行轉帳入金，雖然慢一天，1.3% 的價差夠吃好幾頓了'
      },
      { author: '台南小吳', after: '5h30m', body: '好，那我等月初' }
    ]
  },
  {
    key: 'p2p-released-by-mistake',
    category: 'p2p',
    author: '陈皮',
    kind: 'question',
    language: 'zh-CN',
    ago: '76d3h',
    title: '手滑放币了，对方其实没付款，能追吗',
    body: '两单同时进行，看错单号，把没付款那单给放了，850 U。对方头像已经变灰。订单号 P2P-5T7Q-77103。放完 30 秒就发现了。',
    tags: ['误放币'],
    votes: 2,
    accepted: { by: '陈皮', after: '2d5h', post: 4 },
    posts: [
      {
        author: '老船长',
        after: '20m',
        votes: 3,
        body: '立刻点订单里的申诉，类型选“误放币”，同时打开对方主页点举报。15 分钟内申诉的话，对方资产有机会被临时锁定。'
      },
      { author: '陈皮', after: '50m', body: '申诉了，客服说对方还没来得及提走，已经锁了。祈祷' },
      {
        author: 'staff',
        after: '2d4h',
        votes: 5,
        body: '该订单已处理完毕，850 USDT 已退回。提醒各位商家：放币确认页现在会显示收款状态与订单尾号，可在设置里开启「放币需输入尾号」。'
      },
      { author: '陈皮', after: '2d5h', votes: 1, body: '开了。八年老司机阴沟里翻船，丢人。' }
    ]
  },
  {
    key: 'p2p-rude-seller',
    category: 'p2p',
    author: '大白菜',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '7d6h',
    title: '卖家在聊天里骂人，平台管不管',
    body: '就因为我付款慢了五分钟（银行 App 维护），卖家打了一串很难听的话。订单完成了，但是真的气。举报入口在哪？',
    tags: ['商家', '投诉'],
    reports: [
      { by: '大白菜', after: '3h12m', post: 3, reason: 'abuse', note: '阴阳怪气，说我玻璃心' }
    ],
    posts: [
      {
        author: '陈皮',
        after: '1h',
        votes: 2,
        body: '订单页右上角三个点 → 举报商家，选“不文明用语”。管的，我同行被关过三天接单。'
      },
      {
        author: '橙子味',
        after: '3h',
        body: '你也是，付款慢就别下单啊，人家商家一天几百单等你？玻璃心'
      },
      {
        author: '大白菜',
        after: '3h10m',
        votes: 2,
        replyTo: 3,
        body: '我慢五分钟，倒计时给了十五分钟，没超时。你是那个卖家？'
      }
    ]
  }
]
