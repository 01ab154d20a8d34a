import type { DemoThread } from '../types.ts'

export const scams: DemoThread[] = [
  {
    key: 'phish-withdraw-mail',
    category: 'scams',
    author: 'volunteer',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '620d4h',
    title: '【警惕】“您的提现已提交，如非本人请点击取消”钓鱼邮件',
    body: `最近很多人收到，做得很像。特征：

- 发件人显示名是“海港安全中心”，实际域名把 harbor 里的 o 换成了 0，后面还加了 secure
- 金额写得很具体，让你心慌
- “取消提现”按钮进去要你输入密码 **和** 六位验证码

真的提现邮件里**没有取消按钮**，只会让你打开 App 自己看。收到的请转发给官方，别点。`,
    tags: ['钓鱼邮件'],
    votes: 19,
    posts: [
      {
        author: '木子李',
        after: '1h',
        votes: 3,
        body: '昨天就收到了，金额 3.2 BTC，我看了一眼余额，我要是有 3.2 BTC 就好了'
      },
      {
        author: '阿杰',
        after: '2h',
        votes: 1,
        body: 'English version also going around, same domain with “-login” at the end. 马来西亚这边好几个人收到',
        hidden: {
          by: 'volunteer',
          after: '2h20m',
          reason: 'scam',
          note: '帖里带了钓鱼域名，先屏蔽',
          restored: { by: 'staff', after: '5h' }
        }
      },
      {
        author: 'staff',
        after: '5h',
        votes: 6,
        body: '感谢整理。两个域名均已提交关停，昨晚失效。官方邮件请认准防钓鱼码：安全中心 → 防钓鱼码，设置之后每一封真邮件里都会有您自己设的那几个字。'
      },
      {
        author: '一只橘猫',
        after: '80d1h',
        votes: 2,
        body: '设了防钓鱼码“罐头三个”，从此收邮件都很有胃口'
      }
    ]
  },
  {
    key: 'fake-app-ad',
    category: 'scams',
    author: 'priya_n',
    kind: 'discussion',
    language: 'en',
    ago: '575d6h',
    title: 'First search result for "harbor exchange app" is a fake: sponsored link',
    body: `It's an ad. The page is a perfect copy, the download is an APK that asks for accessibility permissions. I leave its address out on purpose: it is the brand with “app download” behind it.

If you've installed it: don't just uninstall. Turn off the network, change your password from another device, then factory reset.`,
    tags: ['fake-app', 'search-ads'],
    votes: 8,
    posts: [
      {
        author: 'kestrel',
        after: '2h',
        votes: 5,
        body: "Reported to the ad network. Accessibility permission means it can read codes and tap *Confirm* for you. That's the whole trick."
      },
      {
        author: 'maren',
        after: '1d',
        votes: 4,
        body: "Taken down, thank you. Please bookmark the site instead of searching for it. It sounds old-fashioned, but it's the single best habit."
      }
    ]
  },
  {
    key: 'mentor-scam-mother',
    category: 'scams',
    author: '糯米团子',
    kind: 'question',
    language: 'zh-CN',
    ago: '251d5h',
    title: '我妈被“投资老师”带着买 U 往外转，怎么劝',
    body: '已经转了 8 万块，说平台显示赚到 30 万，现在要交“个税”才能提。我说是骗子她不信，说我不懂。我可以直接请海港冻住她账户吗？',
    tags: ['杀猪盘', '家人'],
    votes: 6,
    accepted: { by: '糯米团子', after: '1d5h', post: 2 },
    posts: [
      {
        author: '老船长',
        after: '8m',
        votes: 10,
        body: `先别吵架。三件事：

1. 今晚就报警，带上她的转账记录，警察上门说比你说一百句管用
2. “交税才能提现” = 百分之百诈骗，没有例外
3. 把这句话给她看：让老师先退 1,000 块到银行卡，退不出来就是假的`
      },
      {
        author: 'staff',
        after: '40m',
        votes: 8,
        body: '非常理解您的着急。账户本人可以在安全中心一键暂停提现（最长 30 天）；家属无法代为操作，但请提交工单并附上报警回执，我们会对相关收款地址做风险拦截，向该地址的提现都会先弹出提示并延迟。'
      },
      {
        author: '糯米团子',
        after: '1d4h',
        votes: 7,
        body: '警察来家里了，给她看了同一个“老师”骗的另外六个人的案子。她哭了一晚上，今天自己点了暂停提现。谢谢你们，真的。'
      },
      {
        author: '老周',
        after: '1d9h',
        votes: 5,
        body: '替你高兴。请告诉你母亲，我也差点信过，不丢人。'
      }
    ]
  },
  {
    key: 'fake-support-x',
    category: 'scams',
    author: 'dee_kay',
    kind: 'discussion',
    language: 'en',
    ago: '412d3h',
    title:
      'I wrote "harbor withdrawal slow" on social media and got 11 "support agents" in five minutes',
    body: `All with the logo, three with paid badges. Every one wants you to "connect wallet to validate". One called me *dearest customer*, which was nice.

Just a reminder that the real ones never write first.`,
    tags: ['fake-support'],
    votes: 7,
    posts: [
      {
        author: 'maren',
        after: '1d',
        votes: 4,
        body: "Confirmed: we never start a private conversation, on any platform. There's a page to check any handle, link or address: *Is it official?* at the bottom of this forum."
      },
      {
        author: 'grumpy_pete',
        after: '130d',
        votes: 3,
        body: 'Eleven? I got one. I feel neglected.'
      }
    ]
  },
  {
    key: 'qr-in-parking',
    category: 'scams',
    author: 'nightowl',
    kind: 'discussion',
    language: 'en',
    ago: '120d6h',
    title: 'Airdrop flyers with QR codes at our train station, Harbor logo on them',
    body: '"Scan and get 50 USDT." Leads to a page that asks to import a wallet. Reported to the station and the police, they took some down.',
    tags: ['QR', 'airdrop'],
    posts: [
      {
        author: 'jlarsen',
        after: '4h',
        votes: 1,
        body: 'Paper phishing. What a time to be alive.'
      },
      {
        author: 'staff',
        after: '1d',
        votes: 3,
        body: "Thank you for reporting it. There's no airdrop. The domain was taken down within hours; if someone scanned and typed their recovery words, the wallet must be considered lost, move what is left to a new one at once."
      }
    ]
  },
  {
    key: 'refund-recovery-scam',
    category: 'scams',
    author: '晚风',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '138d4h',
    title: '被骗之后又有人说能“帮追回”，差点被骗第二次',
    body: `之前在论坛发过 {thread:fake-support-under-deposit}，后来有人加我邮箱，说是“区块链取证公司”，先付 300U 就能把 1500U 追回来，还发了营业执照。

我问他怎么追，他说“反向破解智能合约”。我虽然是新手，也知道这是胡扯。`,
    tags: ['二次诈骗', '追回'],
    votes: 8,
    posts: [
      {
        author: '老船长',
        after: '30m',
        votes: 4,
        body: '叫“二次诈骗”，专门盯着已经被骗的人。凡是**先收钱**的追款，全是假的。'
      },
      {
        author: '码农阿凯',
        after: '1h',
        votes: 3,
        body: '“反向破解智能合约”我笑出声，给他一个诺贝尔奖'
      },
      {
        author: 'lucky_signal',
        after: '3h',
        body: '这家我用过，真的追回来了，老板人很好，收费也不贵',
        hidden: { by: 'volunteer', after: '3h20m', reason: 'scam', note: '托，为追款诈骗拉人' }
      },
      {
        author: 'volunteer',
        after: '3h25m',
        votes: 2,
        body: '上面是托，已屏蔽。大家看到类似的直接点举报就行，不用和他吵。'
      }
    ]
  },
  {
    key: 'job-offer-scam',
    category: 'scams',
    author: '雨傘',
    kind: 'discussion',
    language: 'zh-TW',
    ago: '155d5h',
    title: '「海港客服在家兼職，日薪 3000」是假的',
    body: 'LINE 群組裡看到的，說幫海港做客服，要先繳 2000 元「系統保證金」，還要提供存摺封面。打著海港的名義，提醒大家。',
    tags: ['求職詐騙'],
    votes: 4,
    posts: [
      { author: '柴犬爸', after: '40m', votes: 1, body: '要存摺封面的是拿去當人頭帳戶，超危險' },
      {
        author: 'staff',
        after: '1d',
        votes: 3,
        body: '海港所有職缺僅公布於官網，不會收取任何費用，也不會要求提供存摺。已向相關平台檢舉該群組。'
      }
    ]
  },
  {
    key: 'dusting-attack',
    category: 'scams',
    author: 'tomasz_r',
    kind: 'question',
    language: 'en',
    ago: '88d6h',
    title: 'Random tokens worth "$4,000" appeared in my wallet. What is this?',
    body: "Not on Harbor, in my own wallet. The token name is a website. I haven't touched it.",
    tags: ['dusting', 'airdrop-token'],
    accepted: { by: 'tomasz_r', after: '40m', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '30m',
        votes: 5,
        body: 'Bait. To "sell" it you\'d approve a contract that takes your real tokens. Hide it and never interact, also don\'t try to send it away.'
      },
      {
        author: 'tomasz_r',
        after: '35m',
        votes: 1,
        body: 'Hidden. 4,000 imaginary dollars poorer.'
      }
    ]
  },
  {
    key: 'signal-group-spam',
    category: 'scams',
    author: '财富导师',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '40d2h',
    title: '免费带单群，名额仅剩 8 位',
    body: '老学员三天翻倍，进群送 88U 体验金。先到先得，过期不候！',
    tags: [],
    reports: [
      { by: '大白菜', after: '31m', post: 1, reason: 'spam', note: '拉群' },
      {
        by: '慢慢来',
        after: '40m',
        post: 1,
        reason: 'scam',
        resolved: {
          by: 'volunteer',
          after: '1h',
          outcome: 'hide',
          reason: 'scam',
          note: '带单群引流，同一账号第二次'
        }
      }
    ],
    posts: [{ author: '大白菜', after: '30m', body: '又来了，举报' }]
  },
  {
    key: 'fake-announcement-shot',
    category: 'scams',
    author: '一只橘猫',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '25d5h',
    title: '群里流传的“海港即将停止服务，请转移资产到备用钱包”截图是 P 的',
    body: '字体都不对，“備用”还写成了繁体。公告版里根本没有这条。转移地址是 TRC20，已经有人往里打钱了，看着心痛。',
    tags: ['假公告'],
    votes: 5,
    reports: [
      { by: '一只橘猫', after: '5h12m', post: 4, reason: 'scam', note: '造谣+之前拉群被屏蔽过' }
    ],
    posts: [
      {
        author: '老船长',
        after: '20m',
        votes: 3,
        body: '截图里“客服总监”我们站里没有这个职位。要看公告只看公告页，**截图一律不算**。'
      },
      {
        author: 'staff',
        after: '2h',
        votes: 7,
        body: '确认为伪造。海港运营正常，不会要求任何用户把资产转到任何“备用钱包”。该收款地址已加入风险名单，从海港提往该地址会被拦截。'
      },
      { author: '财富导师', after: '5h', body: '官方当然这么说，懂的都懂，快跑吧兄弟们' },
      {
        author: '一只橘猫',
        after: '5h10m',
        votes: 2,
        replyTo: 4,
        body: '你上个月还在发拉群广告，懂的都懂'
      }
    ]
  },
  {
    key: 'voice-call-scam',
    category: 'scams',
    author: 'hedgehog42',
    kind: 'discussion',
    language: 'en',
    ago: '11d7h',
    title: 'They called me by phone, knew my name and my last deposit',
    body: `"Harbor fraud department." English accent, very polite, background noise of a call centre. A withdrawal was "in progress" and they'd cancel it if I read out the code I'd just received.

I hung up. The code in the email was a *password reset* they'd triggered themselves while talking.`,
    tags: ['phone-call', 'vishing'],
    votes: 6,
    posts: [
      {
        author: 'nightowl',
        after: '2h',
        votes: 2,
        body: 'The timing trick got a colleague. Knowing the code is theirs makes it so obvious afterwards.'
      },
      {
        author: 'maren',
        after: '10h',
        votes: 5,
        body: "We don't call. Not for fraud, not for anything. Thank you for writing this down, we'll use the description in our warning, if you don't mind."
      },
      { author: 'hedgehog42', after: '11h', body: 'Please do.' },
      {
        author: 'bilal',
        after: '3d',
        body: 'Same call here, different voice! Knew my last deposit too.',
        edits: [
          {
            after: '3d1h',
            reason: 'added where they may have it from',
            body: "Same call here, different voice! They knew my last deposit too. I did connect a tax tool in spring, maybe that's where it comes from."
          }
        ]
      }
    ]
  },
  {
    key: 'phishing-link-today',
    category: 'scams',
    author: '北方有鱼',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '6h40m',
    title: '今天收到“系统升级需重新验证身份”短信，域名多了一个字母',
    body: `域名里的 harbor 写成了两个 r，打开和官网一模一样，连公告都是实时抓的。手机上字小，不仔细看真看不出来。

没填的赶紧告诉身边人，填了的先改密码、下线设备。`,
    tags: ['钓鱼网站'],
    votes: 4,
    pinned: { by: 'staff', after: '2h', scope: 'everywhere', days: 4 },
    reports: [
      {
        by: '木子李',
        after: '3h10m',
        post: 6,
        reason: 'impersonation',
        note: '说钓鱼短信是真的，骗人去填'
      },
      { by: '大白菜', after: '3h40m', post: 6, reason: 'scam' }
    ],
    posts: [
      { author: '木子李', after: '35m', votes: 1, body: '我也收到了，号码是 0 开头一长串' },
      { author: '大白菜', after: '1h', body: '点进去看了一眼没填东西，会中毒吗？' },
      {
        author: 'member',
        after: '1h10m',
        votes: 1,
        body: '我妈也收到了，刚打电话过去，她已经填了手机号，还没填密码。改密码够不够？'
      },
      {
        author: 'volunteer',
        after: '1h30m',
        votes: 3,
        replyTo: 3,
        body: '只打开没填，一般没事。保险起见清一下浏览器数据，看看有没有自动下载什么文件。域名已经报上去了。'
      },
      {
        author: 'amy_w88',
        after: '3h',
        body: 'Hello, this sms is REAL, new regulation from Monday. Complete verification in link or account will be closed. I did, no problem.'
      }
    ]
  }
]
