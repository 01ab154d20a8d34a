import type { DemoThread } from '../types.ts'

export const tutorials: DemoThread[] = [
  {
    key: 'tut-ws-double',
    category: 'tutorials',
    author: '码农阿凯',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '386d4h',
    title: 'WebSocket 无缝切换：双连接去重的完整写法',
    body: `起因是 {thread:ws-1006}。思路三句话：

1. 第 23 小时开新连接，老的不关
2. 两条都收，按 \`tradeId\` 去重
3. 新连接收到第一条比老连接大的 id 之后，再等 10 秒关老的

去重只需要一个整数，不需要集合，因为 \`tradeId\` 单调递增：

\`\`\`python
def fresh(trade, state):
    if trade["t"] <= state.last_id:
        return False
    state.last_id = trade["t"]
    return True
\`\`\`

注意别在回调里做重活，回调慢了缓冲区满，服务器会主动断你，看起来也是 1006。`,
    tags: ['WebSocket', 'python'],
    votes: 16,
    posts: [
      {
        author: 'quant_xu',
        after: '3h',
        votes: 3,
        body: '补充：深度流没有 tradeId，用 `u`（最后更新 id）去重，同时检查 `U` 是否连续。'
      },
      {
        author: '数羊到天亮',
        after: '2d',
        votes: 1,
        body: '我弟照着写通了，他让我替他说谢谢阿凯叔叔'
      },
      { author: '码农阿凯', after: '2d1h', votes: 4, replyTo: 3, body: '……叫哥。' }
    ]
  },
  {
    key: 'tut-mfa-paper',
    category: 'tutorials',
    author: 'anneke',
    kind: 'discussion',
    language: 'en',
    ago: '301d5h',
    title: 'Print your recovery codes in ten minutes: a guide for people who own a kettle',
    body: `Written for my parents, so it has no abbreviations.

1. Sign in on the computer. Top right, *Security*.
2. Click *Recovery codes*. Type your password.
3. Click **Print**. Not "Save". Print.
4. Put the paper where your passport is.
5. Cross out a code after you've used it. When three are left, make new ones.

Kettle: while the printer warms up, make tea. Don't photograph the paper, the phone is what you're protecting yourself against losing.`,
    tags: ['2FA', 'backup'],
    votes: 9,
    posts: [
      {
        author: 'nightowl',
        after: '9h',
        votes: 2,
        body: 'Sent to my mother. She printed it and this guide.'
      },
      { author: '老周', after: '2d3h', votes: 3, body: '请人翻译给我看了，照着做了。茶也泡了。' }
    ]
  },
  {
    key: 'tut-python-dca',
    category: 'tutorials',
    author: 'priya_n',
    kind: 'discussion',
    language: 'en',
    ago: '172d5h',
    title: 'A DCA bot in 30 lines that fails safely',
    body: `The point isn't the buying, it's what happens when something goes wrong. Rules:

- one \`clientOrderId\` per week (\`dca-<year>-<week>\`), so a retry can't buy twice
- no retries on anything but network errors
- an email when it did *not* run, not when it did

\`\`\`python
order_id = f"dca-{week:%G-%V}"
try:
    client.new_order(symbol="BTCUSDT", side="BUY", type="MARKET",
                     quote_qty="50", client_order_id=order_id)
except DuplicateOrder:
    pass  # already bought this week
\`\`\`

Keys: trade permission only, IP whitelist on, no withdrawals. Ever.`,
    tags: ['python', 'DCA'],
    votes: 7,
    posts: [
      {
        author: 'rubberduck',
        after: '5h',
        votes: 4,
        body: '`clientOrderId` as the idempotency key is the part most bots get wrong. Lovely.'
      },
      {
        author: 'bilal',
        after: '2d',
        votes: 1,
        body: 'Used this with 5 USDT a week. Runs since Monday.'
      }
    ]
  },
  {
    key: 'tut-csv-tw',
    category: 'tutorials',
    author: '珍奶少冰',
    kind: 'discussion',
    language: 'zh-TW',
    ago: '52d6h',
    title: 'CSV 用 Excel 打開變亂碼？三步驟解決',
    body: `不要直接點兩下開檔。

1. Excel 開新活頁簿 → 資料 → 從文字/CSV
2. 檔案原點選「65001: Unicode (UTF-8)」
3. **TxID 欄位類型改成「文字」**，不然開頭是 0 的會被吃掉，長數字會變科學記號

第三步最多人忘記，對帳對到懷疑人生。`,
    tags: ['CSV', 'Excel'],
    votes: 3,
    posts: [
      { author: '柴犬爸', after: '2h', votes: 2, body: 'E+17 的受害者在此，感謝' },
      { author: '半糖', after: '1d', votes: 1, body: '大陆同行路过，通用，收藏了' }
    ]
  },
  {
    key: 'tut-held-vpn',
    category: 'tutorials',
    author: '木头人',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '1d2h',
    title: '不同地区怎么换 IP 过认证（亲测）',
    body: '很多人问我怎么用别的地区的资料过认证，我整理了一下几个步骤，先买一个干净的住宅 IP……',
    tags: ['VPN'],
    held: true,
    posts: []
  },
  {
    key: 'tut-held-cold',
    category: 'tutorials',
    author: '晚风',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '15h',
    title: '新手第一次用硬件钱包的完整记录（附踩坑）',
    body: `被骗过一次之后痛定思痛，买了个硬件钱包，把全过程记下来给和我一样的新手：

- 一定从官网买，拆封先看封条
- 初始化的时候家里不要开着摄像头
- 先转 10U 试，恢复一遍再转大的（学的 {thread:hardware-wallet-first}）

踩的坑：我第一次把固件升级跳过了，结果地址页打不开。`,
    tags: ['冷钱包', '新手'],
    held: true,
    posts: []
  }
]
