import type { DemoThread } from '../types.ts'

export const guides: DemoThread[] = [
  {
    key: 'guide-deposit-checklist',
    category: 'guides',
    author: '灯塔小安',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '720d',
    title: '充值前后检查清单（未到账先看这里）',
    body: `**充值前**

1. 币种和**网络**两边必须一致，地址一样不代表网络一样
2. 页面要求填 Memo/Tag 的，不填或填错都不会自动入账
3. 第一次先小额测试，但不要低于最小充值额

**充值后**

| 网络 | 到账确认数 | 可提现确认数 | 一般耗时 |
|---|---|---|---|
| BTC | 1 | 2 | 10–60 分钟 |
| ERC20 | 12 | 64 | 3–15 分钟 |
| TRC20 | 20 | 20 | 1–3 分钟 |
| BEP20 | 15 | 15 | 1 分钟 |

**还没有到账**：先在区块浏览器上查 TxID 是否成功，成功后超过 1 小时再走「充值 → 没有到账？」自助找回。

任何人私下联系你说可以加急，都是骗子。`,
    tags: ['充值', '指南'],
    votes: 24,
    pinned: { by: 'staff', after: '690d', scope: 'category', days: 90 },
    posts: []
  },
  {
    key: 'guide-deposit-en',
    category: 'guides',
    author: 'maren',
    kind: 'discussion',
    language: 'en',
    ago: '720d',
    title: 'Deposit checklist: read this before and after you send',
    body: `**Before**

1. Coin and **network** must match on both sides. The same address doesn't mean the same network.
2. If the page asks for a memo or tag, a deposit without it isn't credited by itself.
3. Send a small amount first, but not below the minimum.

**After**

Look your TxID up in a block explorer. If it succeeded there more than an hour ago, use *Deposits → Not credited?*. You need the TxID, the network and a screenshot of the sending side.

What we never do: write to you first, ask for a code, or offer to speed things up for a fee.`,
    tags: ['deposits', 'guide'],
    votes: 19,
    posts: []
  },
  {
    key: 'guide-anti-phishing',
    category: 'guides',
    author: 'staff',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '610d',
    title: '如何设置防钓鱼码，以及怎样核实“官方”',
    body: `防钓鱼码是你自己定的一个词，出现在每一封真正的官方邮件里。没有它的，一律当假的。

- 设置：安全中心 → 防钓鱼码，4–20 个字
- 不要用生日、网名
- 每半年换一次

核实链接、账号、邮箱：论坛底部「是官方吗」，粘贴即可查询。`,
    tags: ['防钓鱼码', '安全'],
    votes: 17,
    edits: [
      {
        after: '330d',
        reason: '补充核实入口',
        body: `防钓鱼码是你自己定的一个词，出现在每一封真正的官方邮件里。没有它的，一律当假的。

- 设置：安全中心 → 防钓鱼码，4–20 个字
- 不要用生日、网名
- 每半年换一次，换完旧邮件里的不会变

核实链接、账号、邮箱地址：论坛页面底部「是官方吗」，粘贴即可查询，无需登录。`
      }
    ],
    posts: []
  },
  {
    key: 'guide-2fa-new-phone',
    category: 'guides',
    author: 'maren',
    kind: 'discussion',
    language: 'en',
    ago: '440d',
    title: 'New phone? Move your second factor in this order',
    body: `1. Keep the old phone until you're finished.
2. On the computer: *Security → Two-factor → Move to another device*.
3. Confirm with the **old** phone, scan with the **new** one.
4. Print new recovery codes; the old ones stop working.
5. Sign out and in once, with the new phone.
6. Only now reset the old phone.

Old phone already gone? *Can't use your code?* on the sign-in page, have your document ready, expect a 48-hour wait for withdrawals.`,
    tags: ['2FA', 'guide'],
    votes: 11,
    posts: []
  },
  {
    key: 'guide-api-quickstart',
    category: 'guides',
    author: 'maren',
    kind: 'discussion',
    language: 'en',
    ago: '365d',
    title: 'API in fifteen minutes: key, signature, first order',
    body: `1. Create a key with **read** only, switch on the IP whitelist.
2. Get the server time and compare it with yours:

\`\`\`bash
curl -s https://api.harbor.example/api/v3/time
\`\`\`

3. Sign the *encoded* query string, in exactly the order in which you send it.
4. Place your first order on the testnet.
5. Read \`X-Used-Weight-1m\` from each response, stop at 80 % of 1200.

Errors you'll meet: \`-1021\` clock or queue, \`-1022\` signature, \`-2015\` key, IP or permission, \`429\` slow down, \`418\` stop.`,
    tags: ['API', 'guide'],
    votes: 8,
    posts: []
  },
  {
    key: 'guide-tw-kyc',
    category: 'guides',
    author: '灯塔小安',
    kind: 'discussion',
    language: 'zh-TW',
    ago: '300d',
    title: '身分驗證準備事項（台灣使用者）',
    body: `- 雙證件：身分證正反面，加上健保卡或駕照
- 地址與身分證不同時，附三個月內的水電帳單或戶籍謄本
- 白天靠窗拍攝，深色桌面，關燈、關閃光燈
- 臉部辨識請摘下帽子與口罩；動作較慢者請開啟「輔助模式」

常見錯誤碼：\`ERR_KYC_204\` 反光或模糊、\`ERR_KYC_311\` 姓名不符、\`ERR_KYC_118\` 逾時。`,
    tags: ['KYC', '指南'],
    votes: 6,
    posts: []
  }
]
