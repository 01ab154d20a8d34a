import type { DemoThread } from '../types.ts'

export const deposits: DemoThread[] = [
  {
    key: 'bsc-to-erc20',
    category: 'deposits',
    author: '青柠加冰',
    kind: 'question',
    language: 'zh-CN',
    ago: '702d5h',
    title: '用 BEP20 转到了 ERC20 的充值地址，还能找回来吗',
    body: `手快了。在别的钱包提 USDT 的时候网络选成了 BEP20，地址是海港给的 ERC20 地址，两边地址长得一模一样，所以钱包也没拦。

- 数量：412.6 USDT
- 对方显示已完成，区块浏览器上能查到
- 海港这边充值记录里什么都没有

TxID：0x270cedaa03b16990d8fc6154d69fe8e55899c5c58b4be77c41e47db3c9185af3

这种还有救吗？`,
    tags: ['USDT', 'ERC20', '选错网络'],
    votes: 9,
    meToo: 6,
    accepted: { by: '青柠加冰', after: '8d4h', post: 2 },
    posts: [
      {
        author: '老船长',
        after: '40m',
        votes: 11,
        body: `先别慌。EVM 系的地址是同一把私钥推出来的，钱确实落在海港控制的地址上，只是那条链的这个币种当时没有开充值，所以系统不会自动入账。

能不能找回看两点：

1. 海港有没有那条链的节点（BEP20 有）
2. 金额够不够手续费（你这个够）

走「充值 → 没有到账？ → 选错网络」提交自助找回就行，要填 TxID 和截图。`
      },
      {
        author: '青柠加冰',
        after: '2h',
        body: '找到入口了，藏得够深的……已提交，页面写 7–15 个工作日，手续费 20 USDT。认了。'
      },
      {
        author: '灯塔小安',
        after: '5h',
        votes: 6,
        body: '您好，已经看到您的申请，TxID 核对无误，属于可以找回的类型。人工找回需要两个人复核，一般 7 个工作日左右，到账后会有站内通知。期间不需要重复提交。'
      },
      {
        author: '青柠加冰',
        after: '8d3h',
        votes: 4,
        body: '第 8 天到账了，392.6，扣了 20。给后来人一个参考。'
      }
    ]
  },
  {
    key: 'xrp-tag-missing',
    category: 'deposits',
    author: 'jlarsen',
    kind: 'question',
    language: 'en',
    ago: '655d8h',
    title: 'Forgot the destination tag on an XRP deposit. Is it gone?',
    body: `Sent 1,850 XRP from my old exchange, typed the address, and went straight past the destination tag field because it said "optional". It has 40+ confirmations by now. Nothing on my Harbor balance.

Please tell me this is fixable, I have not slept very well.`,
    tags: ['XRP', 'memo-tag'],
    votes: 7,
    meToo: 11,
    accepted: { by: 'jlarsen', after: '4d2h', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '1h10m',
        votes: 12,
        body: `Fixable. Without a tag the coins are in Harbor's pooled address and the system can't know that they are yours. Nothing is lost, it just needs a human.

Deposits → *Not credited?* → *Missing memo or tag*. You will be asked to prove the sending side: a screenshot of the withdrawal page of the old exchange, showing the same tx hash, does it.`
      },
      {
        author: 'jlarsen',
        after: '1h45m',
        body: 'Done. Thank you for answering at that hour. I had no idea "optional" meant "optional for people who like pain".'
      },
      {
        author: 'maren',
        after: '9h',
        votes: 8,
        body: "Confirmed, your request came through with everything we need. Memo recoveries take up to 5 working days. For XRP, XLM, TON and EOS there's a checkbox in the address form now that has to be ticked before the address is shown, partly because of posts like yours."
      },
      {
        author: 'jlarsen',
        after: '4d2h',
        votes: 3,
        body: "Credited this morning. Full amount, no fee. I'm going outside."
      }
    ]
  },
  {
    key: 'btc-1-confirmation',
    category: 'deposits',
    author: '老周',
    kind: 'question',
    language: 'zh-CN',
    ago: '566d3h',
    title: '比特币转过来三个小时了还是“确认中 0/1”',
    body: '我是第一次自己转比特币，从朋友帮我装的钱包转出 0.012 个。海港显示“确认中 0/1”，已经三个小时，朋友说一般十几分钟。是不是哪一步做错了？我年纪大，请大家说得慢一点。',
    tags: ['BTC', '确认数'],
    accepted: { by: '老周', after: '11h30m', post: 2 },
    posts: [
      {
        author: 'volunteer',
        after: '25m',
        votes: 7,
        body: `老周您好，步骤没有错。0/1 的意思是：转账已经广播出去了，但还没有被矿工打包。比特币网络拥堵的时候，手续费给得低就要排队，几个小时都有可能。

您不需要做任何事，也不要重复转第二笔。`
      },
      {
        author: '老周',
        after: '1h5m',
        body: '谢谢。手续费是钱包自己定的，我没有改。那要是一直不打包呢？'
      },
      {
        author: '老船长',
        after: '1h30m',
        votes: 5,
        replyTo: 3,
        body: '一直不打包的话，大约两周后会被网络丢弃，币还在您原来的钱包里，不会丢。不过看现在的费率，今晚就能过。'
      },
      {
        author: '老周',
        after: '11h',
        votes: 6,
        body: '夜里两点多到账了。谢谢两位，说得很清楚。我记在本子上了：0/1 是排队，不是丢了。'
      }
    ]
  },
  {
    key: 'arbitrum-not-listed',
    category: 'deposits',
    author: 'dee_kay',
    kind: 'question',
    language: 'en',
    ago: '588d2h',
    title: "Sent USDC over an L2 that isn't on the deposit list",
    body: `The deposit screen showed ERC20 and I assumed any EVM chain was okay. It went over an L2 that Harbor doesn't list at all. Hash: 0x0051d72b930d5c9e73fbf6de3a2889112392f162abd46b8c3d87891d6eeb6eb5

Do you support recovery for that one?`,
    tags: ['ERC20', 'wrong-network'],
    meToo: 2,
    accepted: { by: 'dee_kay', after: '8h30m', post: 3 },
    posts: [
      {
        author: 'kestrel',
        after: '3h',
        votes: 4,
        body: "If the network isn't listed for *any* coin, Harbor has no node for it, and then even staff can't move it until one exists. See what happened in {thread:bsc-to-erc20}: that one worked because the network was already run for another coin."
      },
      {
        author: 'maren',
        after: '7h',
        votes: 3,
        body: "@kestrel is right. We don't run that network today. Your address on it is derived from keys we hold, so the funds aren't lost, but we can't give you a date. I've added your hash to the list that gets worked through if the network is added."
      },
      {
        author: 'dee_kay',
        after: '8h',
        body: 'Not the answer I hoped for, but at least an honest one. 220 dollars of tuition.'
      },
      {
        author: 'dee_kay',
        after: '212d4h',
        votes: 5,
        body: 'Update after seven months: the network was added last week, I got an email, and the money is there. Did not expect that.'
      }
    ]
  },
  {
    key: 'min-deposit',
    category: 'deposits',
    author: '小鹿',
    kind: 'question',
    language: 'zh-CN',
    ago: '501d6h',
    title: '充了 0.8 USDT 测试一下，没到账',
    body: '想着先小额测试，转了 0.8 个 USDT（TRC20），链上成功两小时了，充值记录里没有。是不是地址有问题？不敢转大的了。',
    tags: ['USDT', '最小充值额'],
    accepted: { by: '小鹿', after: '1h25m', post: 2 },
    posts: [
      {
        author: 'volunteer',
        after: '18m',
        votes: 9,
        body: `地址没问题，是低于最小充值额了。TRC20 的 USDT 最低 1 个，低于这个数不会显示。

好消息：**累计**够了就会入账。你再转 10 个，会一次性显示 10.8。`
      },
      {
        author: '小鹿',
        after: '1h20m',
        votes: 2,
        body: '真的耶，又转了 5 个，显示到账 5.8。以后充值页能不能把“最低 1 USDT”写大一点，灰色小字谁看得见啊'
      },
      {
        author: 'member',
        after: '140d',
        votes: 1,
        body: '刚踩了同一个坑，搜到这里。现在字是大了一点点，颜色还是灰的。'
      }
    ]
  },
  {
    key: 'deposit-from-contract',
    category: 'deposits',
    author: 'rubberduck',
    kind: 'question',
    language: 'en',
    ago: '448d11h',
    title: "ETH deposit sent by a contract (internal tx) doesn't show up",
    body: `I pulled 0.6 ETH out of a vault contract straight to my Harbor address. It's an internal transaction, so there's no top-level transfer to my address, just a value move in the trace.

\`\`\`
TxID   0x9ceac5bf3db88e9e2479bb759fdb37dea193d9d91464de7c4ca5ff32e621d05b
trace  call_0_1_1  0.6 ETH -> my deposit address
\`\`\`

Two hours, 600+ confirmations, nothing. I assume your scanner only looks at top-level transfers?`,
    tags: ['ETH', 'smart-contract'],
    accepted: { by: 'rubberduck', after: '7h', post: 4 },
    posts: [
      {
        author: 'kestrel',
        after: '50m',
        votes: 5,
        body: 'For ETH itself, yes, internal transfers are picked up by a slower job that runs traces with a delay. Used to be hourly. Tokens are fine because they emit events.'
      },
      {
        author: 'rubberduck',
        after: '1h15m',
        body: 'It just arrived while I was typing an angry reply. The duck is disappointed.'
      },
      {
        author: 'maren',
        after: '6h',
        votes: 4,
        body: 'For the record: internal ETH transfers are scanned every 60 minutes and need 64 confirmations instead of 12. Deposits from contracts that self-destruct in the same transaction need manual handling.'
      }
    ]
  },
  {
    key: 'old-address-valid',
    category: 'deposits',
    author: '慢慢来',
    kind: 'question',
    language: 'zh-CN',
    ago: '402d9h',
    title: '充值地址换了，以前存在别处的老地址还能用吗？',
    body: '今天打开 App 发现 ETH 充值地址跟我备忘录里记的不一样。我每个月发工资后都是从那边直接转老地址的，上周刚转过一笔，到账正常。老地址会不会哪天突然失效？',
    tags: ['充值地址'],
    posts: [
      {
        author: '老船长',
        after: '2h',
        votes: 6,
        body: '老地址长期有效，换地址是因为地址轮换（隐私考虑），旧的会继续监听。但有两种例外：某条网络下线，或者官方公告说明地址作废。所以建议每次转账前还是从 App 里复制。'
      },
      { author: '慢慢来', after: '2h20m', body: '懂了，那我把备忘录那个删了，省得哪天坑自己。' }
    ]
  },
  {
    key: 'fiat-name-mismatch',
    category: 'deposits',
    author: 'bilal',
    kind: 'question',
    language: 'en',
    ago: '298d4h',
    title: "Bank transfer returned because the sender name doesn't match",
    body: `My uncle sent the transfer for me from his account, and after two days it bounced: "sender name differs from account holder". The bank took a fee both ways.

Is there no way to add a family member?`,
    tags: ['fiat', 'bank-transfer'],
    meToo: 3,
    accepted: { by: 'bilal', after: '2d1h', post: 3 },
    posts: [
      {
        author: 'nightowl',
        after: '3h',
        votes: 2,
        body: "No, and I don't think there ever will be. Same rule at every regulated place I have used."
      },
      {
        author: 'maren',
        after: '10h',
        votes: 6,
        body: "Sorry about the fees. Transfers from third parties have to be returned; that's a legal duty and not a setting. What works: your uncle sends to *your* bank account and you send from there. The name in your bank account needs to match the name in your verified identity, including the order for some banks."
      },
      {
        author: 'bilal',
        after: '11h',
        votes: 1,
        body: 'OK. The order thing is good to know, my bank writes the family name first. Did it that way and it arrived the same day.'
      }
    ]
  },
  {
    key: 'trc20-vs-trx',
    category: 'deposits',
    author: '台南小吳',
    kind: 'question',
    language: 'zh-TW',
    ago: '455d7h',
    title: '轉 USDT 跳「能量不足」，這是海港擋的還是錢包擋的？',
    body: `凌晨開店前想說轉一筆進來，錢包一直跳 OUT_OF_ENERGY，交易雜湊有出來但狀態是失敗。錢沒少，手續費倒是被扣了。

TxID：e1d5c571b56cfa25f30756ae8ad7dde1b3aa8c6c3e615e76a074b270ccc44258

請問這筆會入帳嗎？`,
    tags: ['TRC20', 'USDT'],
    accepted: { by: '台南小吳', after: '1h5m', post: 2 },
    posts: [
      {
        author: '阿德',
        after: '35m',
        votes: 5,
        body: '不會入帳，因為鏈上就是失敗的。TRC20 轉帳要燒能量，你錢包裡 TRX 不夠付。放個 30 顆 TRX 進去再轉一次就好，跟海港無關。'
      },
      {
        author: '台南小吳',
        after: '1h',
        body: '原來要先放 TRX……補了之後一次就過，兩分鐘入帳。謝謝阿德，改天來台南蛋餅請你。'
      }
    ]
  },
  {
    key: 'memo-wrong-digit',
    category: 'deposits',
    author: '糯米团子',
    kind: 'question',
    language: 'zh-CN',
    ago: '333d2h',
    title: 'TON 的 Memo 少输了一位，钱去哪儿了',
    body: 'Memo 应该是 10 位，我手抄的，漏了最后一位。链上已经成功，海港没有入账。会不会刚好是别人的 Memo，入到别人账上了啊？',
    tags: ['TON', 'memo'],
    meToo: 4,
    accepted: { by: '糯米团子', after: '1d9h', post: 4 },
    posts: [
      {
        author: 'volunteer',
        after: '30m',
        votes: 4,
        body: '不会的，9 位的 Memo 在系统里不存在，这种会进“待认领”。提交自助找回，类型选“Memo 填错”。以后千万用复制，不要手抄。'
      },
      {
        author: '糯米团子',
        after: '45m',
        body: '提交了。找回要原转出平台的截图，那边客服下班了，明天补。'
      },
      {
        author: '灯塔小安',
        after: '1d6h',
        votes: 3,
        body: '材料已补齐，确认是待认领的那一笔。已经安排入账，今天内会显示。'
      },
      { author: '糯米团子', after: '1d9h', body: '到了到了，谢谢！' }
    ]
  },
  {
    key: 'paolo-sepa-weekend',
    category: 'deposits',
    author: 'paolo',
    kind: 'question',
    language: 'en',
    ago: '199d20h',
    title: 'SEPA sent on Friday evening, still nothing on Sunday',
    body: 'Ordinary SEPA, not instant. Reference number included. I know weekends are slow but my bank says "executed".',
    tags: ['SEPA', 'fiat'],
    posts: [
      {
        author: 'hedgehog42',
        after: '1h30m',
        votes: 5,
        body: '"Executed" at your bank means it left them. Ordinary SEPA settles on working days only, so a Friday evening transfer moves on Monday. Expect Monday afternoon or Tuesday.'
      },
      { author: 'paolo', after: '2d14h', votes: 1, body: 'Monday 16:40. Thanks.' }
    ]
  },
  {
    key: 'dup-trc20-slow',
    category: 'deposits',
    author: '南山以南',
    kind: 'question',
    language: 'zh-CN',
    ago: '145d2h',
    title: 'trc20 充值 40 分钟没到',
    body: '一直显示 12/20 不动了，急。',
    tags: ['TRC20', 'USDT'],
    closed: { by: 'volunteer', after: '10m', reason: 'duplicate' },
    posts: [
      {
        author: 'volunteer',
        after: '8m',
        votes: 3,
        body: '今天 TRON 节点在升级，确认数刷新会慢，钱不会丢。同样的问题官方在这里统一回复：{thread:trc20-outage#p9}。为了不让大家到处翻，这个帖子我先关了，请到那边跟进。'
      }
    ]
  },
  {
    key: 'deposit-suspended-coin',
    category: 'deposits',
    author: 'ferris_w',
    kind: 'question',
    language: 'en',
    ago: '83d6h',
    title: 'ATOM deposits suspended, but I already sent',
    body: 'Typical me: looked at the address two days ago, sent today, and only then noticed "Deposits suspended: wallet maintenance". Is it lost or does it just wait?',
    tags: ['maintenance', 'ATOM'],
    meToo: 5,
    votes: 2,
    accepted: { by: 'ferris_w', after: '1d3h', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '20m',
        votes: 6,
        body: "It waits. During maintenance the addresses stay valid; the scanner catches up from the last block it saw. You'll see it once the notice is lifted."
      },
      {
        author: 'ferris_w',
        after: '1d3h',
        votes: 1,
        body: "Lifted this morning, and the deposit popped up with yesterday's timestamp. All good."
      }
    ]
  },
  {
    key: 'cant-find-usdc-native',
    category: 'deposits',
    author: 'lena_b',
    kind: 'question',
    language: 'en',
    ago: '24d8h',
    title: 'Two different USDC on the same network: which one do you credit?',
    body: 'On one of the networks there\'s a "native" USDC and an older bridged one. My wallet holds the bridged one. The deposit page just says USDC. I\'d rather ask *before* sending, for once.',
    tags: ['USDC', 'wrong-network'],
    meToo: 1,
    accepted: { by: 'lena_b', after: '2h31m', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '2h',
        votes: 8,
        body: 'Asking first, I could cry. The deposit page has a small "Contract" line under the QR code; tap it and compare the last characters with the token contract in your wallet. Only that contract is credited. Bridged ones go to manual recovery, with a fee.'
      },
      {
        author: 'lena_b',
        after: '2h30m',
        votes: 2,
        body: "Last six didn't match. Swapped to native first, sent 20 as a test, arrived in 3 minutes. Thank you!"
      }
    ]
  },
  {
    key: 'deposit-stuck-19of20',
    category: 'deposits',
    author: '橙子味',
    kind: 'question',
    language: 'zh-CN',
    ago: '5h30m',
    title: '显示 19/20 卡了快一小时，第一次充值好紧张',
    body: `刚注册没多久，从朋友那里收了 300 个 USDT，走的 TRC20。确认数一下子就到 19/20 了，然后就不动了，刷新也没用。

TxID：9a3678092a2688d208b9abf274aee4c2c43acbfc224d571367a97fe809972b64

需要联系客服吗？`,
    tags: ['TRC20', 'USDT'],
    meToo: 2,
    reports: [
      {
        by: '木子李',
        after: '3h',
        post: 2,
        reason: 'other',
        note: '不是违规，就是提醒版主：这个回答没解决，楼主还在等'
      }
    ],
    posts: [
      {
        author: '慢慢来',
        after: '25m',
        votes: 1,
        body: '退出 App 重新登录看看，我以前遇到过，其实早到账了，只是页面没刷新。'
      },
      { author: '橙子味', after: '50m', replyTo: 2, body: '重新登录还是 19/20……' },
      {
        author: 'volunteer',
        after: '1h20m',
        votes: 2,
        body: '我查了一下浏览器，这笔已经 2000 多个确认了，链上没问题。多半是充值记录的缓存。你看一下「资产 → 现货」里的 USDT 余额有没有变？别看充值记录那一页。'
      }
    ]
  },
  {
    key: 'dogecoin-deposit-today',
    category: 'deposits',
    author: 'ferris_w',
    kind: 'question',
    language: 'en',
    ago: '2h10m',
    title: 'DOGE deposit: "awaiting risk check", never seen that status before',
    body: `Confirmations are full (20/20), but instead of *Completed* it says *Awaiting risk check*. Amount is small, around 60 dollars. It's from a mining pool payout if that matters.

TxID: 651ee76ffcff51adfe37dc529d2695437c24b65ac8a490b755580545562fb6d8`,
    tags: ['DOGE'],
    posts: []
  },
  {
    key: 'fake-support-under-deposit',
    category: 'deposits',
    author: '晚风',
    kind: 'question',
    language: 'zh-CN',
    ago: '160d5h',
    title: '充值一天了还没到，有人能帮忙看看吗',
    body: '昨天下午充的 1500 U，BEP20，钱包里显示成功。今天还是没有。TxID：0x7578428d1969b8bf38342e101ce1481159a0fe92c6712b6bf398f03a28118212',
    tags: ['USDT', '未到账'],
    meToo: 1,
    reports: [
      {
        by: '一只橘猫',
        after: '20m',
        post: 2,
        reason: 'scam',
        note: '假客服，让加 TG',
        resolved: {
          by: 'volunteer',
          after: '35m',
          outcome: 'hide',
          reason: 'scam',
          note: '假客服，引导到 Telegram 索要验证码'
        }
      }
    ],
    accepted: { by: '晚风', after: '21h', post: 5 },
    posts: [
      {
        author: 'amy_w88',
        after: '12m',
        body: 'Hello dear friend, I had the same problem and the official agent solved it in 5 minutes. Look for harbor_helpdesk_amy in the Telegram app, give him your account mail and the code you receive, he will release the deposit for you.'
      },
      {
        author: 'volunteer',
        after: '38m',
        votes: 9,
        body: `上面那条是**骗子**，已屏蔽。官方不会用 Telegram 联系任何人，更不会要你的验证码。@晚风 你没有加他吧？

你这笔我看了，转到的是 BEP20 网络上的另一个合约（不是 USDT 官方合约），所以没识别。把钱包里这个代币的合约地址贴一下。`
      },
      {
        author: '晚风',
        after: '1h10m',
        votes: 1,
        body: `吓死，差点就加了，头像还是海港的 logo。

合约地址我贴一下：0x5a9e71…c40d`
      },
      {
        author: '老船长',
        after: '2h',
        votes: 5,
        body: '这个合约是仿盘，名字叫 USDT 但不是真的 USDT。很遗憾，这不是充值没到账，是你收到的币本身就是假的。付款给你的那个人，有他的联系方式吗？'
      },
      { author: '晚风', after: '2h40m', body: '……是群里换的。我去报警吧。谢谢你们说实话。' },
      {
        author: '灯塔小安',
        after: '20h',
        votes: 4,
        body: '非常抱歉听到这样的情况。报警时可以把 TxID 和对方转出地址一起交给警方；如果警方需要我们配合，请他们通过官网的「执法请求」入口联系。您在海港的账户没有受影响。'
      }
    ]
  },
  {
    key: 'min-conf-etc',
    category: 'deposits',
    author: 'member2',
    kind: 'question',
    language: 'en',
    ago: '412d7h',
    title: 'ETC deposit needs 20,000 confirmations? Is that a typo?',
    body: "The counter says `0/20000`. At 13 seconds a block that's three days.",
    tags: ['confirmations', 'ETC'],
    votes: 2,
    accepted: { by: 'member2', after: '3d2h', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '35m',
        votes: 5,
        body: 'Not a typo. ETC has been reorganised by attackers a few times, so everyone waits absurdly long. Three days it is.'
      },
      {
        author: 'member2',
        after: '3d2h',
        votes: 1,
        body: "72 hours and a bit, credited. I'll take a faster train next time."
      }
    ]
  },
  {
    key: 'card-purchase-pending',
    category: 'deposits',
    author: '台南小吳',
    kind: 'question',
    language: 'zh-TW',
    ago: '61d5h',
    title: '刷卡買幣顯示「待處理」，但銀行已經扣款',
    body: '早上五點刷的，金額 3,000 台幣，銀行簡訊說成功，海港顯示待處理快兩小時。',
    tags: ['刷卡', '待處理'],
    meToo: 2,
    accepted: { by: '台南小吳', after: '4h', post: 2 },
    posts: [
      {
        author: '珍奶少冰',
        after: '40m',
        votes: 2,
        body: '刷卡要等收單行請款完成，凌晨刷的常常要到九點後才會動'
      },
      { author: '台南小吳', after: '4h', body: '九點十分入帳。蛋餅都賣完了才到，下次白天刷' }
    ]
  },
  {
    key: 'nft-sent-to-deposit',
    category: 'deposits',
    author: '木头人',
    kind: 'question',
    language: 'zh-CN',
    ago: '33d6h',
    title: '把 NFT 转到充值地址了',
    body: 'ERC20 那个地址，手滑。合约 0x71be0c…9a12，编号 4471。海港不支持 NFT 吧？',
    tags: ['NFT', '选错'],
    posts: [
      {
        author: '老船长',
        after: '1h',
        votes: 1,
        body: '不支持自动入账，属于人工找回里最贵的一档，手续费 100U 起。先看看值不值'
      },
      {
        author: '木头人',
        after: '1h30m',
        body: '地板价 60U……算了，送你们了',
        edits: [{ after: '1h40m', reason: '语气', body: '地板价 60U……算了，就当捐了。' }]
      }
    ]
  },
  {
    key: 'deposit-history-gap',
    category: 'deposits',
    author: 'priya_n',
    kind: 'question',
    language: 'en',
    ago: '15d6h',
    title: 'Deposit history endpoint skips one deposit that the app shows',
    body: `\`GET /deposits?startTime=…&endTime=…\` gives 14 rows, the app 15. The missing one has status "credited, locked".

TxID: 0x71106b59bdc7b2438708d605fd324fb873ddb95df033b5255f4f455561e42f27`,
    tags: ['API', 'history'],
    meToo: 1,
    accepted: { by: 'priya_n', after: '2h30m', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '2h',
        votes: 3,
        body: 'Default filter is `status=1` (success). "Credited, locked" is `status=6`. Pass no status *and* `includeLocked=true`, it\'s in the changelog and not in the reference.'
      },
      {
        author: 'priya_n',
        after: '2h20m',
        votes: 1,
        body: '15 rows. Documentation by archaeology.'
      }
    ]
  }
]
