import type { DemoThread } from '../types.ts'

export const signIn: DemoThread[] = [
  {
    key: '2fa-lost-phone',
    category: 'sign-in',
    author: 'dee_kay',
    kind: 'question',
    language: 'en',
    ago: '604d5h',
    title: 'Phone drowned in a lake, no backup of the authenticator',
    body: "I have: password, email, passport. I don't have: the phone, recovery codes (they're in the phone's gallery, which is in the lake). Is there a way in?",
    tags: ['2FA', 'recovery'],
    votes: 6,
    meToo: 12,
    accepted: { by: 'dee_kay', after: '2d9h', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '30m',
        votes: 5,
        body: "*Can't use your code?* on the sign-in page → identity check. You'll do the liveness check again against the documents they hold. Then 48 hours wait before anything can leave the account."
      },
      { author: 'dee_kay', after: '45m', body: 'Submitted. Why 48 hours?' },
      {
        author: 'kestrel',
        after: '50m',
        votes: 4,
        body: "So that the *real* you, if you aren't the real you, can see the email and stop it."
      },
      {
        author: 'maren',
        after: '8h',
        votes: 3,
        body: "Approved, you'll get an email with a link to set up a new authenticator. Please print the recovery codes this time. Lakes are wet."
      },
      {
        author: 'dee_kay',
        after: '2d9h',
        votes: 7,
        body: "I'm in. Codes are printed, laminated, and in a drawer that is nowhere near a lake."
      }
    ]
  },
  {
    key: '2fa-clock',
    category: 'sign-in',
    author: '老周',
    kind: 'question',
    language: 'zh-CN',
    ago: '515d4h',
    title: '验证器的六位数总说不对，是手机坏了吗',
    body: '今天开始六位数一直错，昨天还好好的。手机没换。',
    tags: ['两步验证', '时间'],
    accepted: { by: '老周', after: '26m', post: 2 },
    posts: [
      {
        author: 'volunteer',
        after: '10m',
        votes: 8,
        body: '请打开手机「设置 → 日期和时间」，看“自动设置”开没开。验证器靠时间算数字，手机时间快慢一分钟就会错。'
      },
      {
        author: '老周',
        after: '25m',
        votes: 4,
        body: '真的，慢了三分钟。孙子玩游戏把时间改了。打开自动就好了。'
      }
    ]
  },
  {
    key: 'no-mail',
    category: 'sign-in',
    author: 'oskar',
    kind: 'question',
    language: 'en',
    ago: '445d5h',
    title: 'Login emails arrive 20 minutes late, codes are expired by then',
    body: 'Own mail server, greylisting on. I whitelisted harbor.example already, no change.',
    tags: ['email'],
    accepted: { by: 'oskar', after: '1h41m', post: 2 },
    posts: [
      {
        author: 'rubberduck',
        after: '1h',
        votes: 4,
        body: "Greylisting works on the envelope sender, which isn't the From domain for bulk mail. Look at the `Return-Path` of one that arrived and whitelist that."
      },
      {
        author: 'oskar',
        after: '1h40m',
        votes: 2,
        body: '`bounce.mail.harbor.example`, different IP range as well. Fixed, arrives in 2 s. Thanks!'
      }
    ]
  },
  {
    key: 'passkey-two-phones',
    category: 'sign-in',
    author: '一只橘猫',
    kind: 'question',
    language: 'zh-CN',
    ago: '350d9h',
    title: '通行密钥在两台手机上能同时用吗',
    body: '日常机和备用机，一个 iOS 一个安卓，不同步。能不能各加一把？会不会加了第二把第一把失效？',
    tags: ['通行密钥'],
    posts: [
      {
        author: '码农阿凯',
        after: '40m',
        votes: 4,
        body: '可以加多把，互不影响，最多 10 把。建议再加一把硬件密钥放抽屉。'
      },
      { author: '一只橘猫', after: '1h', body: '两把都加好了，比输六位数舒服太多' }
    ]
  },
  {
    key: 'sms-removed',
    category: 'sign-in',
    author: 'jlarsen',
    kind: 'discussion',
    language: 'en',
    ago: '330d4h',
    title: 'SMS as a second factor is going away: good',
    body: "Mail today says SMS codes stop working in 60 days. I know it's annoying for some, but number porting is how my brother-in-law lost an account elsewhere. Anyone against?",
    tags: ['2FA', 'SMS'],
    votes: 11,
    posts: [
      {
        author: 'nightowl',
        after: '4h',
        votes: 2,
        body: "Authenticator apps run on a 10-year-old phone without a SIM though. That's what I use."
      },
      {
        author: 'bilal',
        after: '25d2h',
        votes: 4,
        body: "I am a little. Smartphones get stolen here more often than SIM cards get ported. Hardware keys cost a week's food."
      },
      {
        author: 'maren',
        after: '26d',
        votes: 6,
        body: "@bilal that's a fair point. Passkeys on any phone count as well, and recovery codes on paper work without any device. SMS stays possible for *notifications*, only not for signing in."
      },
      { author: 'grumpy_pete', after: '47d5h', body: '60 days notice, I approve of this nonsense.' }
    ]
  },
  {
    key: 'session-logout',
    category: 'sign-in',
    author: 'mira_k',
    kind: 'question',
    language: 'en',
    ago: '205d6h',
    title: "Website signs me out every 30 minutes while I'm reading",
    body: "I keep it open in a tab for the charts. After half an hour I'm out, and the form I was filling in is lost.",
    tags: ['session', 'website'],
    accepted: { by: 'mira_k', after: '3h', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '2h',
        votes: 2,
        body: 'Setting under Security → Session length: 30 minutes is the default on the web since 4.12, up to 12 hours with a passkey.'
      },
      {
        author: 'mira_k',
        after: '3h',
        votes: 3,
        body: "Changed. Still, losing a half-filled form isn't a security feature. Filed as {thread:idea-keep-forms}."
      }
    ]
  },
  {
    key: 'new-device-mail-loop',
    category: 'sign-in',
    author: '雨傘',
    kind: 'question',
    language: 'zh-TW',
    ago: '180d7h',
    title: '每次登入都說是新裝置，要收信驗證',
    body: '同一台筆電、同一個瀏覽器，每天都要收驗證信。無痕沒開。',
    tags: ['登入', '新裝置'],
    accepted: { by: '雨傘', after: '1h', post: 4 },
    posts: [
      {
        author: '阿德',
        after: '20m',
        votes: 3,
        body: '你瀏覽器是不是設定「關閉時清除 Cookie」？裝置記錄存在 Cookie 裡。'
      },
      { author: '雨傘', after: '45m', body: '對……公司電腦強制的。那沒救了，除非用通行密鑰？' },
      { author: '阿德', after: '50m', votes: 2, body: '通行密鑰可以，登入一步到位，也不用收信。' }
    ]
  },
  {
    key: 'locked-after-travel',
    category: 'sign-in',
    author: 'nightowl',
    kind: 'question',
    language: 'en',
    ago: '119d5h',
    title: 'Locked out while travelling: "unusual location"',
    body: "Landed in Bali, tried to sign in from the hotel, account locked pending review. I'd confirmed by email. It's been 9 hours.",
    tags: ['locked', 'travel'],
    posts: [
      {
        author: 'kestrel',
        after: '1h',
        votes: 1,
        body: 'Was it through the hotel Wi-Fi with a VPN? Two countries within an hour trips the "impossible travel" rule.'
      },
      {
        author: 'nightowl',
        after: '1h20m',
        body: 'Yes. Perth mobile network at the airport, then VPN in Singapore, then Bali.'
      },
      {
        author: 'maren',
        after: '5h',
        votes: 3,
        body: "Review is done, you're unlocked. On trips: sign in with a passkey and it skips this check, since a passkey can't be phished from far away."
      }
    ]
  },
  {
    key: 'qr-login-stuck',
    category: 'sign-in',
    author: '大白菜',
    kind: 'question',
    language: 'zh-CN',
    ago: '39d6h',
    title: '扫码登录一直转圈，手机点了确认，网页没反应',
    body: 'Chrome，装了广告拦截。手机显示“登录成功”，网页还在二维码那。',
    tags: ['扫码登录'],
    accepted: { by: '大白菜', after: '36m', post: 2 },
    posts: [
      {
        author: '码农阿凯',
        after: '30m',
        votes: 3,
        body: '扫码走的是 SSE 长连接，广告拦截可能把 `/live` 拦了。加白名单试试。'
      },
      { author: '大白菜', after: '35m', body: '加了就好了，神' }
    ]
  },
  {
    key: 'email-code-shared',
    category: 'sign-in',
    author: '橙子味',
    kind: 'question',
    language: 'zh-CN',
    ago: '6d4h',
    title: '收到三封验证码邮件，输进去都说错误',
    body: '点了好几次“重新发送”，一共来了三封，我按顺序输的，两次都提示错误，再错会不会锁号？',
    tags: ['验证码'],
    accepted: { by: '橙子味', after: '28m', post: 2 },
    posts: [
      {
        author: 'volunteer',
        after: '15m',
        votes: 4,
        body: '以**最后一封**为准，前面的在你点重新发送的时候就失效了。'
      },
      {
        author: '橙子味',
        after: '18m',
        body: '我最后一封收到的是 004117，你们后台能看到对不对吗？',
        hidden: {
          by: 'staff',
          after: '40m',
          reason: 'leaked_secret',
          note: '贴出了登录验证码，已提醒本人'
        }
      },
      {
        author: 'volunteer',
        after: '22m',
        votes: 2,
        replyTo: 3,
        body: '验证码千万不要发出来，过期的也别发，养成习惯。刚才那条我会请官方处理掉。你就用它登录试试。'
      },
      { author: '橙子味', after: '27m', body: '登上了……不好意思，以后不发了' }
    ]
  },
  {
    key: 'authenticator-migrate',
    category: 'sign-in',
    author: '慢慢来',
    kind: 'question',
    language: 'zh-CN',
    ago: '2d5h',
    title: '换手机前，验证器里的海港怎么迁移',
    body: '听说有人换机之后全没了。我这周末换手机，想提前做好。',
    tags: ['两步验证', '换手机'],
    accepted: { by: '慢慢来', after: '1h31m', post: 2 },
    posts: [
      {
        author: '一只橘猫',
        after: '1h',
        votes: 3,
        body: '最稳的：旧手机还在的时候，设置里**关掉再重新绑定**到新手机，同时重新保存恢复码。或者先加一把通行密钥，两边都能登。'
      },
      { author: '慢慢来', after: '1h30m', body: '好，我先加通行密钥，再换。谢谢橘猫' }
    ]
  }
]
