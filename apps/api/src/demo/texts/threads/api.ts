import type { DemoThread } from '../types.ts'

export const api: DemoThread[] = [
  {
    key: 'api-1021',
    category: 'api',
    author: '码农阿凯',
    kind: 'question',
    language: 'zh-CN',
    ago: '698d5h',
    title: '本地时间明明是准的，还是偶发 -1021',
    body: `大概每 300 个请求来一次：

\`\`\`json
{"code": -1021, "msg": "Timestamp for this request is outside of the recvWindow."}
\`\`\`

NTP 开着，\`chronyc tracking\` 偏差 2 ms 以内。recvWindow 用默认的 5000。Python 3.11 + requests，跑在家里宽带上。`,
    tags: ['error-1021', '时间戳', 'python'],
    votes: 12,
    meToo: 19,
    accepted: { by: '码农阿凯', after: '3h', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '1h',
        votes: 15,
        body: `偏差 2 ms 的话就不是时钟，是**请求在路上的时间**加上你签名到发送之间的时间。requests 没有 Session 的话每次都要重新 TLS 握手，网络抖一下就 5 秒。

1. 用 \`requests.Session()\`，复用连接
2. 签名放到发送前最后一步，别在队列里排队的时候就签好
3. 实在不行 recvWindow 调到 10000，不要再大

(Sorry for my Chinese.)`
      },
      {
        author: '码农阿凯',
        after: '2h',
        votes: 4,
        body: '破案了，就是第 2 条。我签完名丢进了限速队列，排队排过期了……时间戳移到 worker 里之后跑了一小时零报错。另外你的中文比我英文好'
      },
      {
        author: 'priya_n',
        after: '20d',
        votes: 2,
        body: 'For people landing here by search: same cause in asyncio if you sign and then `await` a semaphore.'
      }
    ]
  },
  {
    key: 'api-1022',
    category: 'api',
    author: 'rubberduck',
    kind: 'question',
    language: 'en',
    ago: '558d2h',
    title: '-1022 invalid signature only when the symbol list has more than one entry',
    body: `Rust, \`hmac\` + \`sha2\`. Single symbol works, two symbols fail:

\`\`\`text
GET /api/v3/ticker?symbols=["BTCUSDT","ETHUSDT"]&timestamp=…&signature=…
-> {"code":-1022,"msg":"Signature for this request is not valid."}
\`\`\`

I sign exactly the query string I send. Or so the duck says.`,
    tags: ['error-1022', 'signature', 'rust'],
    votes: 6,
    meToo: 8,
    accepted: { by: 'rubberduck', after: '1h', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '40m',
        votes: 8,
        body: 'You sign the raw brackets and quotes, then the HTTP client percent-encodes them. The server verifies what arrives. Encode first (`%5B%22BTCUSDT%22%2C…%5D`), sign that, and hand the finished string to the client.'
      },
      {
        author: 'rubberduck',
        after: '55m',
        votes: 5,
        body: '`reqwest` was "helping" me. Built the URL by hand, fixed. For the next person: compare what you signed with `request.url().query()`, byte by byte, before asking on a forum.'
      }
    ]
  },
  {
    key: 'api-2015',
    category: 'api',
    author: 'quant_xu',
    kind: 'question',
    language: 'zh-CN',
    ago: '470d6h',
    title: '加了 IP 白名单反而报 -2015',
    body: '不加白名单能用，一加就 `-2015 Invalid API-key, IP, or permissions`。服务器公网 IP 我用 `curl ip` 查的，没错。',
    tags: ['error-2015', 'IP白名单'],
    votes: 3,
    meToo: 7,
    accepted: { by: 'quant_xu', after: '25m', post: 2 },
    posts: [
      {
        author: '码农阿凯',
        after: '15m',
        votes: 7,
        body: '查一下是不是 IPv6 出去的。`curl -4` 和 `curl -6` 各来一遍。很多云主机默认优先 v6，你白名单里填的是 v4。'
      },
      {
        author: 'quant_xu',
        after: '22m',
        votes: 2,
        body: '真是 v6。在客户端绑死了 v4，好了。半天时间喂狗。'
      },
      {
        author: 'kestrel',
        after: '5h',
        votes: 2,
        body: 'The list takes IPv6 as well, single addresses only, no `/64`.'
      }
    ]
  },
  {
    key: 'api-429-418',
    category: 'api',
    author: 'priya_n',
    kind: 'question',
    language: 'en',
    ago: '612d7h',
    title: '429, then 418, then silence: how long is the ban?',
    body: 'My backfill went over the weight limit, got a few `429`s, I retried immediately (yes, I know), then `418` on everything. `Retry-After: 7200`. Is it by IP or by key? My teammates share the office IP…',
    tags: ['429', '418', 'rate-limit'],
    votes: 9,
    meToo: 13,
    accepted: { by: 'priya_n', after: '1d5h', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '2h',
        votes: 10,
        body: `By IP for market data, by account for orders. Ladder as I know it: 2 min → 10 min → 2 h → 24 h, it resets after a clean day.

Read \`X-Used-Weight-1m\` from *every* response and stop at 80 %. Klines with limit 1000 cost 10, not 1.`
      },
      {
        author: 'maren',
        after: '1d',
        votes: 3,
        body: 'Ladder confirmed. Retrying through a 418 extends it, so please switch things off rather than hope.'
      },
      {
        author: 'priya_n',
        after: '1d5h',
        votes: 1,
        body: "Moved the backfill to the daily CSV archive, which I didn't know existed. 40 lines of code deleted. Happy."
      }
    ]
  },
  {
    key: 'ws-1006',
    category: 'api',
    author: '码农阿凯',
    kind: 'question',
    language: 'zh-CN',
    ago: '388d8h',
    title: 'WebSocket 每 24 小时整断一次，是设计如此？',
    body: 'code 1006，没有 close frame，非常准时。行情断两三秒，策略里会漏成交。',
    tags: ['WebSocket', '断线'],
    accepted: { by: '码农阿凯', after: '1d', post: 2 },
    posts: [
      {
        author: 'quant_xu',
        after: '30m',
        votes: 6,
        body: '设计如此，单连接最长 24 小时。做法：22–23 小时主动开第二条，两条并行收 10 秒，按 `tradeId` 去重，再关旧的。'
      },
      {
        author: 'kestrel',
        after: '2h',
        votes: 3,
        body: "And send pongs with the payload of the ping, an empty pong gets you disconnected after 3 rounds. Not your case, but the next search result's."
      },
      {
        author: '码农阿凯',
        after: '1d',
        body: '双连接方案上线，切换零丢失。我整理成了教程投到用户教程版。'
      }
    ]
  },
  {
    key: 'api-min-notional',
    category: 'api',
    author: 'bilal',
    kind: 'question',
    language: 'en',
    ago: '276d3h',
    title: '-1013 MIN_NOTIONAL although my order is 6 USDT',
    body: `Minimum is 5. I sell everything I have: 6.02 worth. Rejected.

\`\`\`
symbol=ADAUSDT side=SELL type=MARKET quantity=9.87
\`\`\``,
    tags: ['error-1013', 'filters'],
    posts: [
      {
        author: 'rubberduck',
        after: '20m',
        votes: 4,
        body: "Market orders are checked against the *average price of the last 5 minutes*, not the current. And 9.87 isn't a multiple of stepSize 0.1, so maybe it's rounded down first."
      },
      {
        author: 'bilal',
        after: '1h',
        body: 'Rounded to 9.8 and still refused… average was lower, 0.498. So 4.88. Waiting for the price then, or is there a dust tool?'
      },
      {
        author: 'kestrel',
        after: '2h',
        votes: 2,
        body: 'Wallet → Convert small balances. Once a day, takes anything under 10 USDT.'
      }
    ]
  },
  {
    key: 'api-readonly-key',
    category: 'api',
    author: 'hedgehog42',
    kind: 'question',
    language: 'en',
    ago: '356d9h',
    title: 'Is a read-only key safe to give to tax software?',
    body: "Client's question, and mine. What can somebody do with a leaked read-only key, worst case?",
    tags: ['permissions', 'taxes'],
    accepted: { by: 'hedgehog42', after: '4h', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '1h',
        votes: 7,
        body: 'See balances, orders, deposit addresses, history. Can\'t trade, can\'t move. Worst case is a very well-informed phishing email: "your withdrawal of exactly 0.314 BTC last Tuesday…".'
      },
      {
        author: 'rubberduck',
        after: '3h',
        votes: 2,
        body: 'And give it an expiry. 90 days covers tax season.'
      },
      {
        author: 'hedgehog42',
        after: '4h',
        body: 'Expiry it is. That phishing example goes straight into my client letter.'
      }
    ]
  },
  {
    key: 'api-order-stuck-new',
    category: 'api',
    author: 'ferris_w',
    kind: 'question',
    language: 'en',
    ago: '90d4h',
    title: 'Order status stays NEW after a 200, and then "order does not exist"',
    body: `Sequence, times in ms:

| t | call | answer |
|---|---|---|
| 0 | POST /order | 200, orderId 88120047 |
| 41 | GET /order | NEW |
| 380 | GET /order | \`-2013 Order does not exist\` |
| 900 | GET /order | FILLED |

How can an order not exist for half a second?`,
    tags: ['orders'],
    posts: [
      {
        author: 'kestrel',
        after: '1h',
        votes: 5,
        body: 'Replica lag: filled orders move from the hot table to the archive, and for a moment your read can hit neither. Use the user stream for state and the REST call only as a repair.'
      },
      {
        author: 'maren',
        after: '1d',
        votes: 2,
        body: "The window was made shorter last month and isn't gone. We treat -2013 on an id that was just issued as a bug, tracked. Request ids help: `req_01K7Q…` is in the `X-Request-Id` header."
      },
      {
        author: 'ferris_w',
        after: '1d1h',
        body: '`req_01K7QZ4M8T0V`, two more like it in the evening. Switched to the stream for now.'
      }
    ]
  },
  {
    key: 'api-testnet-reset',
    category: 'api',
    author: '数羊到天亮',
    kind: 'question',
    language: 'zh-CN',
    ago: '296d5h',
    title: '测试网余额一夜归零',
    body: '我弟的脚本在测试网赚了“八百万”，今天归零了，他快哭了。是被清算了还是重置？',
    tags: ['testnet'],
    posts: [
      {
        author: '码农阿凯',
        after: '10m',
        votes: 5,
        body: '每月第一个周一重置，恭喜他提前体验归零。'
      },
      {
        author: '数羊到天亮',
        after: '20m',
        votes: 4,
        body: '他说“那我要做一个会备份的机器人”。很好，成长了。'
      }
    ]
  },
  {
    key: 'api-decimal-precision',
    category: 'api',
    author: '青柠加冰',
    kind: 'question',
    language: 'zh-CN',
    ago: '240d6h',
    title: '-1111 精度错误，0.1+0.2 的锅？',
    body: '下单数量算出来是 0.30000000000000004，报 `-1111 Precision is over the maximum`。JS。大家都怎么处理？',
    tags: ['error-1111', '精度'],
    accepted: { by: '青柠加冰', after: '2h', post: 3 },
    posts: [
      {
        author: '码农阿凯',
        after: '12m',
        votes: 4,
        body: '别用浮点。用 decimal 库，按 `stepSize` 向下取整，最后转成**字符串**传。'
      },
      {
        author: 'rubberduck',
        after: '1h',
        votes: 3,
        body: 'Or work in integers of stepSize. 3 steps of 0.1 never becomes 3.0000000000000004 steps.'
      },
      { author: '青柠加冰', after: '2h', body: '用整数步数的办法改完了，代码还短了' }
    ]
  },
  {
    key: 'api-sig-latest',
    category: 'api',
    author: 'lena_b',
    kind: 'question',
    language: 'en',
    ago: '22d5h',
    title: 'Ed25519 keys vs HMAC: any reason not to switch?',
    body: 'The docs recommend Ed25519 now. My client library supports it. Is there a catch?',
    tags: ['ed25519', 'keys'],
    votes: 2,
    accepted: { by: 'lena_b', after: '3h', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '2h',
        votes: 5,
        body: 'Catch-free. You keep the private half, Harbor never sees it, and verification is faster. One thing: the base64 signature has to be URL-encoded in the query, `+` becomes a space otherwise, and you get -1022 once every few requests. Ask me how I know.'
      },
      {
        author: 'lena_b',
        after: '3h',
        votes: 2,
        body: 'I would have spent a day on that. Thank you.'
      }
    ]
  },
  {
    key: 'api-listenkey-today',
    category: 'api',
    author: '码农阿凯',
    kind: 'question',
    language: 'zh-CN',
    ago: '14h',
    title: '今天开始 listenKey 续期返回 404',
    body: `\`PUT /userDataStream\` 从今天早上 6 点左右开始间歇性 404，重试两三次能成功。三台不同机房的机器都一样，代码半年没动过。

请求 ID：\`req_01KAW2N7E9QX\`、\`req_01KAW2P1D3ZB\``,
    tags: ['listenKey', 'WebSocket'],
    votes: 1,
    meToo: 3,
    posts: [
      {
        author: 'quant_xu',
        after: '40m',
        votes: 1,
        body: '+1，香港机房，06:12 开始，十次里有三次'
      },
      {
        author: 'kestrel',
        after: '5h',
        votes: 2,
        body: "I see it too and have passed your request ids on. Until it's fixed: on 404, call POST, which returns the *same* key if one is alive."
      },
      {
        author: 'staff',
        after: '9h',
        votes: 1,
        body: '已确认：一台网关缓存了旧的路由表，已摘除。请再观察一小时，如仍出现请附新的请求 ID。'
      }
    ]
  },
  {
    key: 'api-python-sdk-today',
    category: 'api',
    author: 'bilal',
    kind: 'question',
    language: 'en',
    ago: '3h40m',
    title: 'harbor-connector 3.2.0 breaks on Python 3.14: `asyncio.get_event_loop`',
    body: `Upgraded Python and now:

\`\`\`
RuntimeError: There is no current event loop in thread 'MainThread'.
  File ".../harbor_connector/ws/client.py", line 88
\`\`\`

Pinning 3.13 works. Is there a newer connector somewhere?`,
    tags: ['python', 'sdk'],
    posts: []
  },
  {
    key: 'api-rate-per-subaccount',
    category: 'api',
    author: 'quant_xu',
    kind: 'question',
    language: 'zh-CN',
    ago: '160d3h',
    title: '下单频率是按子账户还是按主账户算？',
    body: '文档写“per account”，子账户算不算独立 account？12 个子账户是 20 次/秒还是 240 次/秒？',
    tags: ['限频', '子账户'],
    accepted: { by: 'quant_xu', after: '1d1h', post: 3 },
    posts: [
      {
        author: 'kestrel',
        after: '3h',
        votes: 3,
        body: "Orders: per sub-account. Weight: per IP, shared. So 240 orders/s in theory and you'll be out of weight long before."
      },
      {
        author: 'staff',
        after: '1d',
        votes: 2,
        body: '确认 @kestrel 的说明：下单频率按子账户独立计算，权重按 IP 合计。文档措辞已修改。'
      }
    ]
  }
]
