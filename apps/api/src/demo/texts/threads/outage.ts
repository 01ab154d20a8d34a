import type { DemoThread } from '../types.ts'

export const outage: DemoThread[] = [
  {
    key: 'trc20-outage',
    category: 'deposits',
    author: '小鹿',
    kind: 'question',
    language: 'zh-CN',
    ago: '145d14h',
    title: '今晚 TRC20 的充值是不是都卡住了？',
    body: '我 21:10 转的，链上早就成功了，海港这边一直“确认中 12/20”。群里好几个人都这样。有同样情况的来报一下时间，省得每个人各开一帖。',
    tags: ['TRC20', 'USDT', '充值延迟'],
    votes: 18,
    meToo: 22,
    at: '13:25',
    pinned: { by: 'staff', after: '30m', scope: 'everywhere', days: 3 },
    retitled: {
      by: 'volunteer',
      after: '20m',
      title: 'TRC20 充值延迟汇总（已恢复）：大家到这里报时间'
    },
    reports: [
      {
        by: '一只橘猫',
        after: '1h7m',
        post: 23,
        reason: 'abuse',
        note: '骂人',
        resolved: {
          by: 'volunteer',
          after: '1h12m',
          outcome: 'hide',
          reason: 'abuse',
          note: '人身攻击'
        }
      }
    ],
    posts: [
      { author: '木子李', after: '4m', body: '+1，21:15，12/20' },
      { author: '南山以南', after: '6m', body: '我是 21:22，连 12/20 都没有，直接没记录' },
      {
        author: '慢慢来',
        after: '9m',
        votes: 2,
        body: '先别急着转第二笔啊各位，确认数卡住一般是节点的事，钱在路上'
      },
      {
        author: 'dee_kay',
        after: '11m',
        body: "Same here, sent 14 minutes ago, stuck at 12/20. So it's not only the Chinese app."
      },
      {
        author: 'volunteer',
        after: '14m',
        votes: 12,
        body: `收到。我这边也能复现，今天 TRON 有节点升级，海港的扫块好像停在了某个高度。已经通知官方值班。

先说三件事：

- **币没有丢**，链上成功就一定会入账
- 不要重复转账
- 有人私下说能“加急”的，一律是骗子`
      },
      {
        author: '青柠加冰',
        after: '16m',
        votes: 4,
        body: '浏览器最新高度和海港充值记录里的高度差了 900 多个块，应该是节点没跟上'
      },
      { author: '糯米团子', after: '19m', body: '我在等这笔补保证金……能不能急一下' },
      {
        author: '灯塔小安',
        after: '24m',
        votes: 21,
        body: `各位好，已确认：TRC20 网络的区块同步从 21:06 起中断，工程师正在处理。受影响的是 **TRC20 上所有币种的充值到账**，提现已暂时关闭以避免排队。其他网络不受影响。

下一次更新：30 分钟内。`
      },
      {
        author: 'maren',
        after: '26m',
        votes: 9,
        body: 'In English: our TRON node stopped following the chain at 13:06 UTC. Deposits on TRC20 are delayed, withdrawals on TRC20 are paused, all other networks work. Funds are safe. Next update within 30 minutes.'
      },
      { author: '小鹿', after: '27m', votes: 1, body: '好，官方出来说话就踏实了' },
      {
        author: '柴犬爸',
        after: '31m',
        body: '台灣這邊也一樣，21:30 轉的，完全沒紀錄。看到這篇先安心一點'
      },
      {
        author: '糯米团子',
        after: '33m',
        votes: 3,
        replyTo: 9,
        body: '@灯塔小安 合约这边保证金率只剩 104% 了，等你们恢复我就爆了，这个算谁的？'
      },
      {
        author: '老船长',
        after: '36m',
        votes: 6,
        body: '@糯米团子 先从别的网络补，ERC20 或者 BEP20 都正常，手续费贵点总比爆仓强。责任的事过后再说，先保仓位。'
      },
      {
        author: '糯米团子',
        after: '41m',
        votes: 2,
        body: '从 BEP20 补进来了，3 分钟到。谢谢船长，手都在抖'
      },
      { author: '北方有鱼', after: '44m', body: '21:40 转的，我看标题晚了……' },
      {
        author: 'grumpy_pete',
        after: '46m',
        body: 'Third time this year something with TRON. Just saying.'
      },
      {
        author: 'kestrel',
        after: '49m',
        votes: 3,
        replyTo: 17,
        body: 'Second, by my count, and the other one was the chain itself and not Harbor. But yes.'
      },
      {
        author: '灯塔小安',
        after: '55m',
        votes: 14,
        body: '更新（22:20）：原因是节点升级后数据库需要重新校验，目前已切换到备用节点，正在从中断的高度开始补扫。补扫按时间顺序进行，**先转的先到**。'
      },
      { author: '木子李', after: '58m', body: '动了动了！12/20 变 17/20 了' },
      { author: '南山以南', after: '1h1m', body: '我还是没记录，正常吗' },
      {
        author: 'volunteer',
        after: '1h3m',
        votes: 4,
        replyTo: 21,
        body: '正常，补扫是从 21:06 开始往后一块一块扫的，你 21:22 的还没扫到'
      },
      {
        author: '木头人',
        after: '1h5m',
        body: '这破交易所迟早跑路，还在这洗地的版主拿了多少钱？一群废物'
      },
      { author: '一只橘猫', after: '1h8m', votes: 2, body: '楼上积点口德，人家下班时间在这回帖' },
      { author: 'dee_kay', after: '1h11m', body: '17/20 here as well. Moving.' },
      {
        author: '晚风',
        after: '1h13m',
        body: '新手问一句，这种情况需要重新提交充值申请吗？还是干等？'
      },
      {
        author: '慢慢来',
        after: '1h15m',
        votes: 3,
        replyTo: 26,
        body: '干等就行。去洗个澡，出来就到了'
      },
      { author: '小鹿', after: '1h22m', votes: 2, body: '我的到了！21:10 那笔，22:32 到账' },
      { author: '木子李', after: '1h25m', body: '我的也到了 21:15 → 22:34' },
      {
        author: 'oskar',
        after: '1h29m',
        body: "Mine from 13:31 UTC is still missing, but I see earlier ones arriving, so I'll be patient."
      },
      {
        author: 'quant_xu',
        after: '1h33m',
        votes: 5,
        body: 'API 的话注意一下，`GET /deposits` 在补扫期间返回的 `insertTime` 是补扫时间而不是链上时间，我们的对账脚本因此报警了'
      },
      {
        author: 'kestrel',
        after: '1h36m',
        votes: 4,
        replyTo: 31,
        body: "Good catch. Use `blockTime` for reconciliation, that one is from the chain. I'll ask for a line in the docs."
      },
      { author: '柴犬爸', after: '1h41m', body: '21:30 的剛剛入帳了 👍' },
      {
        author: '南山以南',
        after: '1h44m',
        body: '到了。虚惊一场，我为了这事单独开了个帖，版主关了就关了吧哈哈',
        edits: [{ after: '1h50m', reason: '补充', body: '到了。虚惊一场。' }]
      },
      {
        author: '灯塔小安',
        after: '1h50m',
        votes: 8,
        body: '补扫已进行到 21:48，速度约为每分钟 3 分钟的区块，预计 40 分钟内追平。追平之后再观察 1 小时，然后恢复 TRC20 提现。'
      },
      {
        author: 'bilal',
        after: '1h54m',
        body: 'Question: I had a withdrawal on TRC20 "processing" when you paused it. Cancelled or waiting?'
      },
      {
        author: 'maren',
        after: '1h59m',
        votes: 3,
        replyTo: 36,
        body: 'Waiting. Nothing was cancelled; withdrawals that were accepted before the pause go out first when it is lifted. If you\'d rather have it back, the *Cancel* button works while it\'s "processing".'
      },
      { author: 'bilal', after: '2h2m', body: "Clear, I'll wait." },
      {
        author: '阿杰',
        after: '2h6m',
        body: 'KL here, 21:52 那笔刚到。The team is fast tonight lah'
      },
      {
        author: '老周',
        after: '2h10m',
        votes: 2,
        body: '我没有转账，就是来学习的。看大家这样一问一答，比新闻里讲得明白。'
      },
      {
        author: '不吃香菜',
        after: '2h14m',
        votes: 11,
        body: '产品角度说一句：这种时候 App 首页应该有个横条，“TRC20 充值延迟，处理中”，而不是让大家来论坛才知道。我打开充值页的时候它还笑嘻嘻地显示“预计 2 分钟到账”。'
      },
      {
        author: '青柠加冰',
        after: '2h17m',
        votes: 3,
        replyTo: 41,
        body: '+1，至少把“预计 2 分钟”那行字去掉'
      },
      {
        author: '灯塔小安',
        after: '2h26m',
        votes: 7,
        replyTo: 41,
        body: '这条意见收下了，已经转给产品同事，充值页的预计时间会改成读取网络实时状态。上线后我来这里说一声。'
      },
      {
        author: 'oskar',
        after: '2h31m',
        votes: 1,
        body: 'Arrived. A bit over two hours in total. Thanks for the play-by-play.'
      },
      {
        author: '灯塔小安',
        after: '2h38m',
        votes: 15,
        body: '已追平最新高度。**TRC20 充值恢复正常**，21:06 之后的所有充值均已入账。如果您的还没有，请在本帖回复 TxID。'
      },
      {
        author: 'maren',
        after: '2h40m',
        votes: 6,
        body: "We've caught up with the chain. **TRC20 deposits are back to normal.** If yours from the window is still missing, post the TxID here. Withdrawals follow after an hour of watching."
      },
      { author: '北方有鱼', after: '2h45m', body: '21:40 那笔到了，谢谢' },
      {
        author: '雨傘',
        after: '2h52m',
        body: '我的還沒有……21:35 轉的。TxID：f1e89d31ab1c362865e670d4addd5923ada9f64f9f78136a4b0bcf980b7cb471'
      },
      {
        author: 'volunteer',
        after: '2h58m',
        votes: 2,
        replyTo: 48,
        body: '查到了，這筆鏈上是成功的，但收款地址尾碼是 `…q7Vd`，你在海港的 TRC20 地址尾碼是什麼？'
      },
      { author: '雨傘', after: '3h3m', body: '`…q7Vd` 沒錯，一樣' },
      {
        author: '灯塔小安',
        after: '3h12m',
        votes: 3,
        replyTo: 48,
        body: '您好，这笔金额是 0.5 USDT，低于最小充值额 1 USDT，所以不会单独显示，和您下一笔充值累计入账。这与今晚的故障无关。'
      },
      {
        author: '雨傘',
        after: '3h15m',
        votes: 4,
        body: '……啊，那是我拿來測試的那一筆。真正的那筆 20 分鐘前就到了，抱歉鬧笑話'
      },
      { author: '数羊到天亮', after: '3h21m', body: '温哥华早上刚起床，错过一场大戏' },
      {
        author: '灯塔小安',
        after: '3h46m',
        votes: 9,
        body: 'TRC20 提现已恢复，暂停期间排队的 1,204 笔已全部发出。'
      },
      {
        author: 'bilal',
        after: '3h52m',
        votes: 1,
        body: 'My withdrawal just left, TxID afea6708b20c2cc963a27f038b7b1c86d9f4ec763bd2dc511bcf4602055c9bdb'
      },
      {
        author: '糯米团子',
        after: '4h5m',
        body: '所以补保证金多花的手续费，有个说法吗？也不多，就 6 块钱，主要是想知道规矩'
      },
      {
        author: '灯塔小安',
        after: '12h',
        votes: 6,
        replyTo: 56,
        body: '早上好。昨晚因为 TRC20 中断而改走其他网络的充值，手续费差额可以通过工单申请补偿，附上两条网络的记录即可，不用着急，30 天内都有效。'
      },
      {
        author: 'maren',
        after: '12h20m',
        votes: 13,
        body: `**What happened, in short**

- 13:06 UTC: after a scheduled upgrade our main TRON node began a full check of its database and stopped following the chain.
- The standby node was healthy, but the automatic switch only looks at "is it answering?" and not at "is it current?".
- 13:51: switched by hand, 15:44: caught up, 16:52: withdrawals resumed.

From now on the switch compares block height with two outside sources. Nobody lost funds. Sorry for the evening you had.`
      },
      {
        author: 'rubberduck',
        after: '12h45m',
        votes: 7,
        replyTo: 58,
        body: '"Is it answering" vs "is it current" should be printed on a mug.'
      },
      {
        author: '不吃香菜',
        after: '13h',
        votes: 2,
        body: '复盘写得清楚，比某些大厂强。什么时候能在 App 里也这么写？'
      },
      {
        author: 'grumpy_pete',
        after: '13h10m',
        votes: 4,
        body: "Credit where it's due: that's a proper post-mortem. I withdraw half of my grumpiness."
      },
      {
        author: '灯塔小安',
        after: '62d3h',
        votes: 8,
        replyTo: 41,
        body: '回来还愿：App 4.16 起，充值页的“预计到账”改为读取网络实时状态，网络异常时顶部会有横条。@不吃香菜 谢谢建议。'
      }
    ]
  }
]
