import type { DemoTicket } from './types.ts'

export const demoTickets: DemoTicket[] = [
  {
    thread: 'deposit-stuck-19of20',
    by: '橙子味',
    topic: 'deposit_withdrawal',
    ago: '3h50m',
    body: '已经超过一小时了，想让客服查一下，但不想把交易 ID 贴在外面。',
    acts: [
      {
        kind: 'facts',
        by: '橙子味',
        after: '4m',
        facts: { transaction_id: 'b7e20c44d1f09a', network: 'TRC20', amount: '120 USDT' }
      },
      { kind: 'tie', by: '灯塔小安', after: '2h15m' }
    ]
  },
  {
    by: 'ferris_w',
    topic: 'deposit_withdrawal',
    subject: 'Mining payout waits for its risk check',
    ago: '1h28m',
    body: 'Confirmed 20 of 20 this morning, and since then the deposit says “Awaiting risk check”. The pool asks where it is.',
    acts: [
      {
        kind: 'facts',
        by: 'ferris_w',
        after: '3m',
        facts: { transaction_id: '651ee76ffcff51adfe37dc52', network: 'Dogecoin' }
      },
      { kind: 'tie', by: 'maren', after: '9m' },
      {
        kind: 'say',
        by: 'maren',
        after: '10m',
        body: 'Hello, your deposit waits for the risk check that the announcement is about. I have tied your ticket to it, so you hear of every change.'
      }
    ]
  },
  {
    thread: 'wd-held-today',
    by: 'member',
    topic: 'deposit_withdrawal',
    ago: '3h',
    body: '硬件钱包的地址需要核实归属，相关截图只能给客服看。',
    acts: [
      {
        kind: 'facts',
        by: 'member',
        after: '6m',
        facts: {
          transaction_id: 'W-77Q1-01882',
          network: 'Ethereum',
          happened_at: '2026-11-24T06:12',
          address: '0x91c2e07d4b88aa10'
        }
      },
      {
        kind: 'say',
        by: '灯塔小安',
        after: '35m',
        body: '您好，提现单已找到。该地址被链上数据商标记过一次，请补充一张硬件钱包显示该地址的照片，我们人工复核。'
      },
      {
        kind: 'note',
        by: '灯塔小安',
        after: '37m',
        body: '标记来源只有一家，且已过期两个月，大概率误报。照片到了直接放行。'
      },
      {
        kind: 'change',
        by: '灯塔小安',
        after: '38m',
        change: { state: 'waiting_on_requester', priority: 'high' }
      }
    ]
  },
  {
    thread: 'deposit-history-gap',
    by: 'priya_n',
    topic: 'api',
    ago: '14d',
    body: 'The missing entry carries my account ID and the deposit reference, so not here please.',
    acts: [
      {
        kind: 'facts',
        by: 'priya_n',
        after: '10m',
        facts: { account_id: 'UID-4402719', endpoint: 'GET /v3/deposits' }
      },
      {
        kind: 'say',
        by: 'maren',
        after: '3h',
        body: 'Thank you, found it: the entry sits exactly on a page boundary. Engineering has a fix.'
      },
      {
        kind: 'resolve',
        by: 'maren',
        after: '2d',
        body: 'The fix is live and your history is complete again. Sorry for the trouble.',
        publish:
          'Deposit history skipped an entry when its time was exactly the end of a page. It is fixed since today; nothing was lost, and clients need no change.'
      }
    ]
  },
  {
    thread: 'nft-sent-to-deposit',
    by: '木头人',
    openedBy: 'volunteer',
    topic: 'deposit_withdrawal',
    ago: '33d',
    body: '找回需要核对账号与合约地址，不适合公开进行。',
    acts: [
      { kind: 'say', by: '木头人', after: '20m', body: '好的，麻烦了，还有希望吗？' },
      {
        kind: 'return',
        by: '灯塔小安',
        after: '6h',
        body: '目前的政策是不支持找回 NFT，原因与版规置顶帖一致，可以公开说明，因此退回帖子继续讨论。'
      }
    ]
  },
  {
    thread: 'wd-travel-rule',
    by: 'lena_b',
    openedBy: 'staff',
    topic: 'verification',
    ago: '26d',
    body: 'If your transfer is held for this, we can look at it here.',
    acts: [{ kind: 'decline', by: 'lena_b', after: '2h' }]
  },
  {
    by: '不吃香菜',
    topic: 'account_access',
    subject: '换了新手机，收不到登录验证码',
    ago: '1h15m',
    body: '昨天换了手机，今天登录一直收不到短信，邮箱验证码可以收到。号码没有变。',
    acts: []
  },
  {
    by: 'hedgehog42',
    topic: 'account_access',
    subject: 'Locked out after a password manager mix-up',
    ago: '21d',
    body: 'Ten wrong attempts later the account is frozen. I still have my authenticator.',
    acts: [
      {
        kind: 'say',
        by: 'maren',
        after: '50m',
        body: 'We lifted the lock. Please sign in once more.'
      },
      { kind: 'say', by: 'hedgehog42', after: '1h20m', body: 'That worked, thank you!' },
      { kind: 'resolve', by: 'maren', after: '1h40m', body: 'Good to hear. All done then.' },
      { kind: 'change', by: 'hedgehog42', after: '2h', change: { state: 'closed' } }
    ]
  },
  {
    by: '大白菜',
    topic: 'verification',
    subject: '认证三次被拒，照片已经很清晰',
    ago: '18h',
    body: '提示“证件四角不完整”，可是四个角都在画面里。今天次数已用完。',
    acts: [
      { kind: 'facts', by: '大白菜', after: '3m', facts: { account_id: 'UID-3920017' } },
      {
        kind: 'say',
        by: 'staff',
        after: '2h',
        body: '您好，机器把深色桌面当成了证件边缘。请换浅色背景再拍一张，次数已为您恢复。'
      },
      { kind: 'change', by: 'staff', after: '2h1m', change: { state: 'waiting_on_requester' } }
    ]
  },
  {
    by: '陈皮',
    topic: 'verification',
    subject: '个体户升级企业认证的材料',
    ago: '2d3h',
    body: '营业执照是个体工商户，企业认证页面要求章程，我们没有章程。',
    acts: [
      {
        kind: 'change',
        by: '灯塔小安',
        after: '5h',
        change: { assignee: '灯塔小安', priority: 'low' }
      },
      {
        kind: 'say',
        by: '灯塔小安',
        after: '5h10m',
        body: '个体工商户可用经营者身份证代替章程，我们正在为您开通上传入口。'
      }
    ]
  },
  {
    by: '珍奶少冰',
    topic: 'deposit_withdrawal',
    subject: '銀行入金三天未到',
    ago: '3d2h',
    body: '週一匯款，銀行說已經送出，平台一直顯示等待中。',
    acts: [
      {
        kind: 'facts',
        by: '珍奶少冰',
        after: '8m',
        facts: {
          transaction_id: 'TT-20261122-118',
          network: '銀行電匯',
          happened_at: '2026-11-22T03:20'
        }
      },
      {
        kind: 'say',
        by: '灯塔小安',
        after: '4h',
        body: '您好，款項在中轉銀行等待合規查詢，我們已經發出追查，收到回覆會立即通知您。'
      },
      { kind: 'change', by: '灯塔小安', after: '4h5m', change: { state: 'waiting_on_third_party' } }
    ]
  },
  {
    by: 'grumpy_pete',
    topic: 'trading',
    subject: 'Stop order filled far below its limit',
    ago: '9d',
    body: 'The stop was 2.40 and it filled at 2.11. I want to see the book at that second.',
    acts: [
      {
        kind: 'facts',
        by: 'grumpy_pete',
        after: '5m',
        facts: { order_id: 'ORD-88120034', happened_at: '2026-11-15T13:02' }
      },
      {
        kind: 'resolve',
        by: 'maren',
        after: '1d',
        body: 'It was a stop-market order: it has no limit. The book of that second is attached to your statement.'
      },
      {
        kind: 'reopen',
        by: 'grumpy_pete',
        after: '2d',
        body: 'The statement shows a different minute.'
      },
      { kind: 'change', by: 'maren', after: '2d3h', change: { priority: 'high' } }
    ]
  },
  {
    by: '半糖',
    topic: 'trading',
    subject: '条件单没有触发',
    ago: '12d',
    body: '价格已经到了，条件单一直是等待状态。',
    acts: [{ kind: 'change', by: '半糖', after: '40m', change: { state: 'closed' } }]
  },
  {
    by: 'bilal',
    topic: 'api',
    subject: 'Rate limit lower than documented for my key',
    ago: '2h20m',
    body: 'Documented are 1200 a minute, I get 429 at about 600. Key ID on request.',
    acts: []
  },
  {
    by: '码农阿凯',
    topic: 'api',
    subject: 'WebSocket 每到整点断开',
    ago: '4d6h',
    body: '每个整点的第 3 秒断开，重连正常。两台机器、两个网络都一样。',
    acts: [
      {
        kind: 'facts',
        by: '码农阿凯',
        after: '6m',
        facts: { account_id: 'UID-1180266', endpoint: 'wss /ws/v2/private' }
      },
      { kind: 'say', by: 'staff', after: '5h', body: '已复现，是网关整点轮换证书导致，今晚修复。' },
      { kind: 'resolve', by: 'staff', after: '2d', body: '修复已上线，24 小时内未再出现。' }
    ]
  },
  {
    by: '青柠加冰',
    topic: 'security',
    subject: '收到不是我操作的提现确认邮件',
    ago: '50m',
    body: '五分钟前收到提现确认邮件，我没有操作。已经改了密码。',
    acts: [
      {
        kind: 'change',
        by: '灯塔小安',
        after: '4m',
        change: { priority: 'urgent', assignee: '灯塔小安' }
      },
      {
        kind: 'say',
        by: '灯塔小安',
        after: '6m',
        body: '您好，该提现已被拦截，账号的提现功能暂停 24 小时。请在两步验证里更换验证器，并填写右侧资料。'
      },
      { kind: 'note', by: '灯塔小安', after: '9m', body: '来源 IP 与上周两起相同，已同步安全组。' }
    ]
  },
  {
    by: 'member2',
    topic: 'other',
    subject: 'Statement for the tax year in one file',
    ago: '40d',
    body: 'The export gives twelve files. My accountant would like one.',
    acts: [
      {
        kind: 'say',
        by: 'staff',
        after: '1d',
        body: 'You can choose “year” under Statements › Period; it makes one file.'
      },
      { kind: 'resolve', by: 'staff', after: '1d1h', body: 'That should be all you need.' }
    ]
  }
]
