import type { DemoThread } from '../types.ts'

export const withdrawals: DemoThread[] = [
  {
    key: 'wd-review-24h',
    category: 'withdrawals',
    author: '阿杰',
    kind: 'question',
    language: 'zh-CN',
    ago: '671d4h',
    title: '提现“人工审核中”已经 26 小时，什么情况会触发审核？',
    body: `提现单号 W-58Q1-00734，1.2 万 U，地址是用了半年的老地址。以前都是几分钟，这次进了人工审核，26 个小时没动静。

想知道：

1. 到底什么情况会触发？
2. 一般要多久？
3. 催有用吗？`,
    tags: ['提现审核', '风控'],
    votes: 6,
    meToo: 14,
    accepted: { by: '阿杰', after: '1h30m', post: 2 },
    posts: [
      {
        author: '老船长',
        after: '1h',
        votes: 13,
        body: `按这两年看到的规律（非官方）：

- 24 小时内换过设备、改过密码或者两步验证
- 单笔明显大于平时
- 刚充进来没交易就提走
- 收款地址最近被链上标记过

一般 2–24 小时。催没用，但**材料被要求补充而你没看到**是最常见的卡住原因，看看站内信和邮箱垃圾箱。`
      },
      {
        author: '阿杰',
        after: '1h25m',
        votes: 2,
        body: '好家伙，垃圾箱里真有一封“请确认收款方”。我说怎么没人理我'
      },
      {
        author: '灯塔小安',
        after: '4h',
        votes: 5,
        body: '已看到您提交的确认，审核已通过。补充一点：确认请求同时会在「提现详情」页顶部显示，邮件只是提醒。邮件本身不会要求您回复任何验证码。'
      }
    ]
  },
  {
    key: 'cooling-24h',
    category: 'withdrawals',
    author: 'tomasz_r',
    kind: 'question',
    language: 'en',
    ago: '640d3h',
    title: 'WD-4090 "address in cooling period": can it be skipped?',
    body: 'Added a new address for my landlord, and now every withdrawal to it fails with `WD-4090`. Rent is due today. I confirmed by email and authenticator already, what more proof do you need?',
    tags: ['address-book'],
    votes: 5,
    meToo: 9,
    accepted: { by: 'tomasz_r', after: '6h', post: 2 },
    posts: [
      {
        author: '老船长',
        after: '45m',
        votes: 4,
        body: `不能跳过。24 小时冷静期是防盗号的最后一道，客服也没有权限关。

(It can't be skipped, not even by staff. It's the last line against a stolen account.)`
      },
      {
        author: 'tomasz_r',
        after: '1h',
        votes: 1,
        body: "Understood, though my landlord will not be as understanding. I'll send from another wallet."
      },
      {
        author: 'maren',
        after: '5h',
        votes: 7,
        body: "That's right: new addresses rest for 24 hours, no exceptions. For recurring payments, add the address well before it's needed, addresses in the book never expire. You can also see in Settings → Withdrawals when exactly it ends."
      }
    ]
  },
  {
    key: 'wd-no-txid',
    category: 'withdrawals',
    author: '半糖',
    kind: 'question',
    language: 'zh-CN',
    ago: '559d9h',
    title: '显示“已完成”但是没有 TxID，对方说没收到',
    body: '公司报销走的，财务那边一定要 TxID。海港显示“已完成”，可是 TxID 那一栏是“站内转账”四个字。对方也是海港的号。',
    tags: ['提现', 'TxID'],
    accepted: { by: '半糖', after: '1d', post: 4 },
    posts: [
      {
        author: 'volunteer',
        after: '15m',
        votes: 5,
        body: '对方也是海港用户的话，走的是站内账本，不上链，所以没有 TxID。让对方看「现货账户」而不是充值记录，站内转账归在「划转」里。'
      },
      { author: '半糖', after: '40m', body: '对方找到了。那我怎么给财务交代……' },
      {
        author: '灯塔小安',
        after: '3h',
        votes: 4,
        body: '可以在提现详情里点「下载凭证」，PDF 上有双方 UID、时间和流水号，一般能作为报销依据。'
      },
      { author: '半糖', after: '3h20m', votes: 1, body: '有抬头有流水号，完美，财务过了。' }
    ]
  },
  {
    key: 'eth-fee-high',
    category: 'withdrawals',
    author: 'dee_kay',
    kind: 'question',
    language: 'en',
    ago: '520d6h',
    title: 'Why is the ETH withdrawal fee 4× what the network costs right now?',
    body: 'The network is at 3 gwei, so a plain transfer is cents. Harbor still wants 0.0016 ETH. Where does the rest go?',
    tags: ['fees', 'ETH'],
    meToo: 6,
    accepted: { by: 'dee_kay', after: '1d3h', post: 3 },
    posts: [
      {
        author: 'rubberduck',
        after: '2h',
        votes: 6,
        body: 'They batch and they set the fee for peaks, so on quiet days it looks silly, and on busy days they lose money on you. Every exchange I know does this.'
      },
      {
        author: 'maren',
        after: '1d2h',
        votes: 3,
        body: "Fair question. The fee is reviewed every Monday and covers consolidation of deposits as well, not just your transfer. That said, 0.0016 was set in a busy week and nobody lowered it. It's 0.0009 from today."
      },
      {
        author: 'dee_kay',
        after: '1d3h',
        votes: 4,
        body: 'I asked a question on a forum and a price went down. Framing this.'
      }
    ]
  },
  {
    key: 'limit-raise',
    category: 'withdrawals',
    author: 'quant_xu',
    kind: 'question',
    language: 'zh-CN',
    ago: '480d5h',
    title: '日提现额度 10 万 U 不够用，怎么提升到机构额度',
    body: '个人高级认证，API 做市，月底结算的时候要提 30 万 U 左右，拆三天太麻烦，价格也有风险。听说有机构额度，入口在哪？',
    tags: ['提现限额'],
    posts: [
      {
        author: '灯塔小安',
        after: '2h',
        votes: 3,
        body: '您好，个人账户可以申请临时提额（最高 50 万 USDT/日，有效期 7 天），入口：提现页 → 限额 → 申请提升，需要资金来源说明。长期需求建议开通机构账户。因为涉及您的个人资料，具体材料请在申请页提交，不要贴在帖子里。'
      },
      { author: 'quant_xu', after: '1d', votes: 1, body: '批下来了，一天。' }
    ]
  },
  {
    key: 'stuck-processing-eth',
    category: 'withdrawals',
    author: 'nightowl',
    kind: 'question',
    language: 'en',
    ago: '399d7h',
    title: '"Processing" for five hours, and there is a hash, but explorers don\'t know it',
    body: 'Withdrawal W-90M4-11820. Hash shown in the app: 0x8bf6319b8767d03cffb9937212d078123a30281e2f515caaec5534225b8f1a10. Two explorers say "not found".',
    tags: ['ETH', 'pending'],
    accepted: { by: 'nightowl', after: '3h10m', post: 4 },
    posts: [
      {
        author: 'kestrel',
        after: '1h',
        votes: 4,
        body: 'A hash that no explorer knows means signed but not broadcast, or broadcast with too low a fee and dropped from mempools. Their job re-broadcasts every 30 min. Anything over six hours deserves a ticket.'
      },
      {
        author: 'nightowl',
        after: '2h30m',
        body: "It got a *new* hash just now and confirmed within a minute. Is that normal? I was afraid it would be paid twice, not that I'd complain."
      },
      {
        author: 'kestrel',
        after: '3h',
        votes: 3,
        replyTo: 3,
        body: 'Same nonce, higher fee: the replacement makes the old one impossible. You get paid exactly once, sorry.'
      }
    ]
  },
  {
    key: 'wrong-address-self',
    category: 'withdrawals',
    author: '数羊到天亮',
    kind: 'question',
    language: 'zh-CN',
    ago: '371d3h',
    title: '提现填错地址，链上已经成功了，能追回吗',
    body: '地址簿里两个备注差不多的，点错了，2,300 U 到了一个以前交易对手的地址。刚发现，10 分钟前的事。',
    tags: ['转错地址'],
    accepted: { by: '数羊到天亮', after: '5d', post: 4 },
    posts: [
      {
        author: '老船长',
        after: '12m',
        votes: 6,
        body: '链上成功就没有人能撤回，海港也不行。唯一的办法是联系对方。你还有他的联系方式吗？'
      },
      {
        author: '数羊到天亮',
        after: '30m',
        body: '有他的 C2C 订单号 P2P-7F3K-22918，但是订单早完成了，聊天关了'
      },
      {
        author: '灯塔小安',
        after: '6h',
        votes: 4,
        body: '我们无法透露对方信息，但可以代为转达。请提交工单（类型：充提），附上 TxID 和这个订单号。能否退回取决于对方意愿。'
      },
      {
        author: '数羊到天亮',
        after: '5d',
        votes: 9,
        body: '对方退了！！还多余说了句“下次看清楚”。人间自有真情在。备注我已经改成“房东-别点错”了。'
      }
    ]
  },
  {
    key: 'lightning-withdraw',
    category: 'withdrawals',
    author: 'oskar',
    kind: 'question',
    language: 'en',
    ago: '290d5h',
    title: 'Lightning withdrawals: "route not found" for amounts over 0.01',
    body: 'Small ones (0.001) go through in a second. Anything over 0.01 BTC returns `WD-5103 route not found`. My node has inbound capacity for 0.2.',
    tags: ['BTC', 'lightning'],
    posts: [
      {
        author: 'kestrel',
        after: '4h',
        votes: 2,
        body: "Capacity on your side isn't the whole story, the path in between counts. Try multi-part (MPP) invoices; some wallets need that switched on."
      },
      { author: 'oskar', after: '5h', body: 'MPP is on. Still 5103.' },
      {
        author: 'rubberduck',
        after: '1d',
        votes: 2,
        body: "Which peer do you have as your main channel? If it's only one, and it has base fees above Harbor's cap (I remember 0.3 %), the payer refuses the route."
      },
      {
        author: 'oskar',
        after: '1d4h',
        body: "One channel, and its fee is 0.5 %. That explains it. I'll open another one when fees are low and report back."
      }
    ]
  },
  {
    key: 'wd-after-pw-reset',
    category: 'withdrawals',
    author: '木棉',
    kind: 'question',
    language: 'zh-TW',
    ago: '98d4h',
    title: '改密碼後 24 小時不能提領，可是我是被要求改的',
    body: '昨天登入時系統說「密碼曾出現在外洩清單，請變更」，我乖乖改了，結果提領被暫停 24 小時。是你們叫我改的耶……',
    tags: ['提領暫停', '改密碼'],
    meToo: 3,
    accepted: { by: '木棉', after: '1d2h', post: 2 },
    posts: [
      {
        author: '阿德',
        after: '1h',
        votes: 4,
        body: '這個邏輯是對的啦：萬一改密碼的不是你本人呢？系統分不出來，所以一律擋 24 小時。'
      },
      {
        author: 'maren',
        after: '8h',
        votes: 2,
        body: "抱歉造成困擾。The 24-hour pause applies to every password change, forced ones too, because a thief could trigger the same prompt. We'll say so on the prompt itself."
      },
      {
        author: '木棉',
        after: '1d2h',
        body: '時間到就自動恢復了，提領正常。希望下次提示上寫清楚就好。'
      }
    ]
  },
  {
    key: 'wd-travel-rule',
    category: 'withdrawals',
    author: 'lena_b',
    kind: 'question',
    language: 'en',
    ago: '27d6h',
    title: 'What is "beneficiary information" and why do I need it to withdraw to my own wallet?',
    body: 'New step since I moved to Austria: I need to say who owns the destination wallet, then sign a message with it. It\'s my own hardware wallet, which can sign, but the app says "signature does not match" each time.',
    tags: ['travel-rule', 'compliance'],
    votes: 3,
    posts: [
      {
        author: 'hedgehog42',
        after: '1h',
        votes: 4,
        body: "That's the travel rule; every provider in the EU has to ask. For your own wallet over 1,000 EUR they need proof of control."
      },
      {
        author: 'kestrel',
        after: '2h',
        votes: 5,
        body: '"Does not match" is nearly always the address type. If you withdraw to a `bc1p…` address and the wallet signs with the key of a `bc1q…` one, verification fails. Choose the same account type in the wallet\'s signing screen.'
      },
      {
        author: 'lena_b',
        after: '1d',
        votes: 1,
        body: 'It was exactly that. Signed with the taproot account, accepted at once.'
      }
    ]
  },
  {
    key: 'wd-cancelled-returned',
    category: 'withdrawals',
    author: '大白菜',
    kind: 'question',
    language: 'zh-CN',
    ago: '60d9h',
    title: '提现被退回，手续费没退',
    body: '单号 W-31K7-52260，SOL，退回了本金 8.4 个，手续费 0.01 没退。退回理由写的“目标地址未激活代币账户”。',
    tags: ['提现失败'],
    accepted: { by: '大白菜', after: '1d1h', post: 4 },
    posts: [
      {
        author: 'volunteer',
        after: '50m',
        votes: 2,
        body: '是你提 SOL 上的 USDT 还是 SOL 本身？提代币的话，对方要先有那个代币账户。手续费：只要没上链就应该退，你看链上有没有这笔。'
      },
      { author: '大白菜', after: '1h', body: '没有上链，没有哈希' },
      {
        author: '灯塔小安',
        after: '1d',
        votes: 2,
        body: '确认未上链，手续费 0.01 SOL 已退回，抱歉是退款任务漏了这种情况，已修复，近 30 天内同类的 41 笔也一并补退。'
      },
      { author: '大白菜', after: '1d1h', votes: 2, body: '收到。0.01 虽少，态度满分。' }
    ]
  },
  {
    key: 'wd-held-today',
    category: 'withdrawals',
    author: 'member',
    kind: 'question',
    language: 'zh-CN',
    ago: '1d3h',
    title: '提现审核中，提示“收款地址存在风险标记”，但那是我自己的硬件钱包',
    body: `今天中午提 0.35 BTC 到自己的硬件钱包，用了两年的地址，第一次被标记。

> 收款地址存在风险标记（RISK-31），正在人工复核

单号 W-77T2-90418。我没跟什么奇怪的人有过往来，最多收过一个二手电脑的货款。有人遇到过 RISK-31 吗？`,
    tags: ['提现审核'],
    meToo: 2,
    votes: 1,
    posts: [
      {
        author: '老船长',
        after: '2h',
        votes: 2,
        body: 'RISK-31 是“间接关联”，意思是给你转过钱的人（或者他的上家）碰过被标记的地址。收过陌生人的币就有可能中招。一般补充说明那笔来源就能过，参考 {thread:wd-review-24h}。'
      },
      {
        author: 'member',
        after: '2h30m',
        body: '那笔二手货款是 C2C 以外的私下交易，聊天记录还有，这个能当说明吗？'
      },
      {
        author: '灯塔小安',
        after: '20h',
        votes: 1,
        body: '可以，聊天记录、发货单都可以，请在提现详情页的「补充材料」里上传，**不要发在帖子里**。复核一般 24 小时内完成。'
      },
      { author: 'member', after: '21h', body: '已上传，等结果。' }
    ]
  },
  {
    key: 'wd-usdt-today-fee',
    category: 'withdrawals',
    author: '柴犬爸',
    kind: 'question',
    language: 'zh-TW',
    ago: '9h',
    title: 'TRC20 提領手續費怎麼從 1 變 2.5 了？',
    body: '上週提還是 1 USDT，今天變 2.5。公告我翻了一下沒看到，是我漏看嗎？',
    tags: ['手續費', 'TRC20'],
    posts: [
      {
        author: '珍奶少冰',
        after: '1h',
        votes: 1,
        body: '我這邊也是 2.5。可能跟 TRON 能量費調漲有關，但至少公告一下吧'
      }
    ]
  },
  {
    key: 'p2p-withdraw-t1',
    category: 'withdrawals',
    author: '糯米团子',
    kind: 'question',
    language: 'zh-CN',
    ago: '240d4h',
    title: 'C2C 买的币为什么要 T+1 才能提',
    body: '刚买的 U 想提去链上，提示“该资产 24 小时后可提”。交易可以，提现不行。我急用啊。',
    tags: ['T+1', 'C2C'],
    accepted: { by: '糯米团子', after: '2h15m', post: 2 },
    posts: [
      {
        author: '陈皮',
        after: '1h',
        votes: 5,
        body: 'C2C 的反洗钱规则，怕你付款的卡后面被冻、或者你被人骗着买币往外转。我做商家的，见过太多“老师让我买 U 转给他”的。'
      },
      { author: '老船长', after: '2h', votes: 4, body: '同意楼上。多等一天，救过很多人的养老钱。' },
      { author: '糯米团子', after: '2h10m', votes: 1, body: '行吧，理解了，等。' }
    ]
  },
  {
    key: 'wd-batch-timing',
    category: 'withdrawals',
    author: 'member2',
    kind: 'question',
    language: 'en',
    ago: '246d9h',
    title: 'Are BTC withdrawals sent at fixed times?',
    body: 'Mine always seem to leave at :00, :20 or :40. Just curious, nothing is broken.',
    tags: ['BTC', 'batching'],
    posts: [
      {
        author: '老船长',
        after: '1h',
        votes: 2,
        body: 'Every 20 minutes in one batch, so the fee is shared. Large ones go alone.'
      },
      { author: 'member2', after: '1h10m', body: 'So my train-spotting instincts were right.' },
      {
        author: 'rubberduck',
        after: '4h',
        votes: 3,
        body: 'You can tell from the transaction: one input side, forty outputs, one of them is you.'
      }
    ]
  },
  {
    key: 'wd-memo-to-exchange',
    category: 'withdrawals',
    author: '南山以南',
    kind: 'question',
    language: 'zh-CN',
    ago: '188d3h',
    title: '提到别的平台要填 Memo，我没填，算谁的',
    body: '从海港提 XLM 到另一个平台，页面有 Memo 输入框，写着“选填”，我就没填。现在对方说要找回收 50 刀。',
    tags: ['Memo', '提现'],
    posts: [
      {
        author: 'volunteer',
        after: '30m',
        votes: 3,
        body: 'Memo 是收款平台用来认人的，海港不知道对方要不要，所以只能写选填。找回得找对方平台。'
      },
      {
        author: '不吃香菜',
        after: '1h',
        votes: 6,
        body: '但可以识别啊，常见平台的地址是公开的，识别到就弹“这个地址通常需要 Memo”。又是一个需求，我去提。'
      },
      { author: '南山以南', after: '2h', body: '唉，50 刀买教训' }
    ]
  },
  {
    key: 'wd-dust-left',
    category: 'withdrawals',
    author: 'anneke',
    kind: 'question',
    language: 'en',
    ago: '112d4h',
    title: '0.00031 BTC left, below the minimum withdrawal. Stuck for ever?',
    body: 'I\'d like to empty the wallet. "Convert small balances" refuses: above 10 USDT.',
    tags: ['dust', 'minimum'],
    accepted: { by: 'anneke', after: '45m', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '25m',
        votes: 4,
        body: "Between 10 USDT and the minimum there's a gap, you aren't imagining it. Sell it on spot (min. 5 USDT) and withdraw in whatever you withdraw next."
      },
      { author: 'anneke', after: '40m', body: 'Sold. Empty is a good feeling.' }
    ]
  }
]
