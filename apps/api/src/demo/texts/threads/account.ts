import type { DemoThread } from '../types.ts'

export const account: DemoThread[] = [
  {
    key: 'locked-too-many',
    category: 'account',
    author: '小鹿',
    kind: 'question',
    language: 'zh-CN',
    ago: '488d3h',
    title: '密码输错太多次被锁了，要锁多久',
    body: '换了新手机，密码管理器里存的是旧密码，试了五六次，现在提示“账户已临时锁定”。没有写多久。等还是找客服？',
    tags: ['账户锁定'],
    accepted: { by: '小鹿', after: '1h12m', post: 2 },
    posts: [
      {
        author: '老船长',
        after: '20m',
        votes: 4,
        body: '第一次锁 1 小时，再错就 24 小时。别再试了，走“忘记密码”，重置之后马上解锁（但提现会停 24 小时）。'
      },
      { author: '小鹿', after: '1h10m', body: '等满一小时，找到了新密码，进来了。谢谢船长' }
    ]
  },
  {
    key: 'change-email',
    category: 'account',
    author: 'priya_n',
    kind: 'question',
    language: 'en',
    ago: '574d4h',
    title: 'How to change my email when the old mailbox no longer exists',
    body: 'My old employer closed the mailbox. I can still sign in (authenticator works), but Settings → Email wants a code from the *old* address before it lets me enter a new one.',
    tags: ['email', 'settings'],
    accepted: { by: 'priya_n', after: '3d8h', post: 3 },
    posts: [
      {
        author: 'hedgehog42',
        after: '2h',
        votes: 1,
        body: 'Reset via support, I did it last year. Video call with your ID, about two days.'
      },
      {
        author: 'maren',
        after: '6h',
        votes: 5,
        body: "There's a link below the code field, \"I can't access this mailbox\". It asks for password, authenticator and a liveness check, then there's a 72-hour wait in which you could cancel from any signed-in device. No call needed any more."
      },
      {
        author: 'priya_n',
        after: '3d8h',
        votes: 2,
        body: 'Done, 72 hours to the minute. For anyone else: the notice also goes to the dead mailbox, which was oddly sad.'
      }
    ]
  },
  {
    key: 'referral-not-counted',
    category: 'account',
    author: '不吃香菜',
    kind: 'question',
    language: 'zh-CN',
    ago: '437d6h',
    title: '邀请的朋友注册了，但是返佣列表里没有他',
    body: '发了邀请链接给同事，他当天注册完成认证，三天了列表里还是 0 人。他说他是先下载 App 再注册的，是不是这个原因？',
    tags: ['邀请返佣'],
    meToo: 5,
    accepted: { by: '不吃香菜', after: '6h', post: 4 },
    posts: [
      {
        author: '慢慢来',
        after: '1h',
        votes: 3,
        body: '是的，从应用商店下载再注册，邀请码要手动填。链接只在网页注册的时候自动带。'
      },
      { author: '不吃香菜', after: '1h15m', body: '那现在能补吗？他没填' },
      {
        author: 'staff',
        after: '5h',
        votes: 4,
        body: '注册后 7 天内可以补填：App → 我的 → 邀请 → 补填邀请码。超过 7 天无法补绑，也请不要让朋友注销重新注册，重复身份会被拒绝。'
      },
      {
        author: '不吃香菜',
        after: '6h',
        votes: 1,
        body: '补上了。产品经理的职业病又犯了：注册完成页加一个“有邀请码吗？”会死吗'
      }
    ]
  },
  {
    key: 'language-switch',
    category: 'account',
    author: '台南小吳',
    kind: 'question',
    language: 'zh-TW',
    ago: '470d2h',
    title: 'App 語言選繁體，信件還是簡體',
    body: '介面是繁體沒問題，但每次儲值、登入的通知信都是簡體。找不到信件語言的設定。',
    tags: ['語言'],
    accepted: { by: '台南小吳', after: '4h', post: 2 },
    posts: [
      {
        author: '阿德',
        after: '3h',
        votes: 2,
        body: '網頁版「設定 → 通知」最下面有「通知語言」，跟介面是分開的，很不直覺。'
      },
      { author: '台南小吳', after: '4h', body: '找到了！改好了。App 裡面完全沒有這個選項' }
    ]
  },
  {
    key: 'delete-account',
    category: 'account',
    author: 'oskar',
    kind: 'question',
    language: 'en',
    ago: '352d7h',
    title: 'Closing my account: what happens to the history I need for taxes?',
    body: "I'm consolidating. Before I close: can I still download statements afterwards? Swedish tax wants six years.",
    tags: ['close-account'],
    posts: [
      {
        author: 'hedgehog42',
        after: '1h',
        votes: 4,
        body: 'No. Download *everything* first, including the deposit and withdrawal history, which is a separate file.'
      },
      {
        author: 'maren',
        after: '5h',
        votes: 3,
        body: "What hedgehog42 says. We keep records for as long as the law tells us, but you can't sign in to fetch them. After closing you'd need a written request, which takes up to 30 days."
      },
      { author: 'oskar', after: '6h', body: "Then I'll keep it open and empty." }
    ]
  },
  {
    key: 'sub-accounts',
    category: 'account',
    author: 'quant_xu',
    kind: 'question',
    language: 'zh-CN',
    ago: '415d9h',
    title: '子账户之间划转要不要手续费，限不限次数',
    body: '准备按策略拆 12 个子账户，主账户每小时归集一次。有没有频率限制？',
    tags: ['子账户'],
    posts: [
      {
        author: '码农阿凯',
        after: '1h',
        votes: 2,
        body: '免费，不限次数，但 `/sub/transfer` 权重 10，别跟下单共用 Key 就行。'
      }
    ]
  },
  {
    key: 'inherit',
    category: 'account',
    author: 'hedgehog42',
    kind: 'discussion',
    language: 'en',
    ago: '247d3h',
    title: 'Does anybody here have a plan for "what if I\'m hit by a bus"?',
    body: "I settle estates for a living and see families locked out of perfectly real money. So: what's your plan? Mine is boring. A sealed letter with the notary saying *which* places hold something (no passwords, no phrases), and a sentence in the will naming who may ask.",
    tags: ['estate'],
    posts: [
      {
        author: 'anneke',
        after: '2h',
        votes: 5,
        body: 'Same, a letter. And I told my sister the name of this place; she thought it was a boat club.'
      },
      {
        author: 'nightowl',
        after: '4h',
        votes: 6,
        body: 'As someone who sees the bus end of things: please do it, and please don\'t do it "next year".'
      },
      {
        author: 'maren',
        after: '1d',
        votes: 7,
        body: 'For Harbor: heirs write to us through *Legal requests* on the website with a death certificate and a certificate of inheritance. No password is ever needed, and nobody should hand one over, not even to family.'
      },
      {
        author: '老周',
        after: '2d',
        votes: 4,
        body: '谢谢楼主，用翻译软件看完的。我已经写好放在抽屉里了，儿子还说我晦气。'
      },
      {
        author: 'jlarsen',
        after: '3d',
        votes: 1,
        body: 'Wrote mine tonight because of this thread.'
      }
    ]
  },
  {
    key: 'wrong-country',
    category: 'account',
    author: 'paolo',
    kind: 'question',
    language: 'en',
    ago: '132d5h',
    title: 'Moved from Italy to Portugal, app keeps asking for an Italian tax code',
    body: 'Address is updated and accepted. Every login still shows "Please add your codice fiscale" and can\'t be dismissed.',
    tags: ['country', 'settings'],
    posts: [
      {
        author: 'maren',
        after: '9h',
        votes: 2,
        body: 'The banner follows tax residence, not address. Settings → Tax residence; there you can set Portugal with a start date and the banner goes.'
      },
      { author: 'paolo', after: '10h', votes: 1, body: 'Gone. Grazie.' }
    ]
  },
  {
    key: 'account-restricted-notice',
    category: 'account',
    author: 'member',
    kind: 'question',
    language: 'zh-CN',
    ago: '210d3h',
    title: '首页提示“部分功能受限，请完成资料更新”，点进去是空白页',
    body: 'App 4.12.1，iOS。横条一直挂着，点进去白屏，重装也不行。网页版点进去正常，但是写“您的资料已是最新”。矛盾了。',
    tags: ['功能限制'],
    accepted: { by: 'member', after: '2h32m', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '2h',
        votes: 3,
        body: 'Known cache bug in 4.12.1, the banner reads an old flag. Signing out on **all** devices clears it (Settings → Devices).'
      },
      { author: 'member', after: '2h30m', votes: 1, body: '全部下线之后再登录，横条没了。' },
      { author: 'staff', after: '1d', votes: 1, body: '4.12.2 已修复该问题，无需再手动操作。' }
    ]
  },
  {
    key: 'nickname-change',
    category: 'sign-in',
    author: '橙子味',
    kind: 'question',
    language: 'zh-CN',
    ago: '12d5h',
    title: '用户名可以改吗？注册的时候随便填的',
    body: '想改成别的，设置里只有头像和简介。',
    tags: ['昵称'],
    accepted: { by: '橙子味', after: '1h', post: 2 },
    moved: { by: 'staff', after: '20m', to: 'account' },
    posts: [
      {
        author: '一只橘猫',
        after: '40m',
        votes: 1,
        body: '可以改一次，在「设置 → 个人资料 → 用户名」右边有个很小的铅笔。旧名字会保留，别人点旧链接还能找到你。'
      },
      { author: '橙子味', after: '1h', body: '看了下，算了，橙子味也挺好的。' }
    ]
  },
  {
    key: 'duplicate-identity',
    category: 'account',
    author: '南山以南',
    kind: 'question',
    language: 'zh-CN',
    ago: '230d10h',
    title: '提示“该身份已绑定其他账户”，可我没注册过',
    body: '认证时提示我的身份已经绑定了另一个账户。我印象里绝对没有注册过海港。会不会是身份证被人冒用了？',
    tags: ['重复身份'],
    accepted: { by: '南山以南', after: '6d', post: 4 },
    posts: [
      {
        author: '老船长',
        after: '1h',
        votes: 3,
        body: '先回忆一下：几年前有没有用手机号“一键登录”过？很多人是那时候注册的，自己忘了。'
      },
      { author: '南山以南', after: '1h30m', body: '不可能，我去年才知道海港' },
      {
        author: 'staff',
        after: '4h',
        votes: 4,
        body: '这种情况必须人工核实，且涉及个人信息，请勿在帖子里讨论细节。请提交工单，主题选「账户访问」。若确认为冒用，我们会注销该账户并出具说明。'
      },
      {
        author: '南山以南',
        after: '6d',
        votes: 6,
        body: '结果：是前公司的人拿全员身份证办的“团建福利”。账户已注销，说明也给了。大家查查自己的证件吧。'
      }
    ]
  },
  {
    key: 'ui-currency',
    category: 'account',
    author: 'member',
    kind: 'question',
    language: 'zh-CN',
    ago: '47d6h',
    title: '资产总额能不能用人民币计价显示',
    body: '现在首页是“≈ USDT”，每次都要自己乘一下。设置里只找到了语言。',
    tags: ['计价货币', '设置'],
    accepted: { by: 'member', after: '21m', post: 2 },
    posts: [
      {
        author: '半糖',
        after: '15m',
        votes: 3,
        body: '首页长按总额那一行，会弹出计价货币。没错，又是长按。'
      },
      { author: 'member', after: '20m', votes: 1, body: '……谁能想到要长按。可以了，谢谢半糖' }
    ]
  }
]
