import type { DemoAnnouncement } from './types.ts'

/** Announcements of Harbor in every type and state, the oldest first. */
export const demoAnnouncements: DemoAnnouncement[] = [
  {
    type: 'feature',
    severity: 'normal',
    by: 'maren',
    ago: '212d6h',
    services: ['提现 Withdrawals'],
    categories: ['withdrawals'],
    discussion: 'open',
    texts: {
      'zh-CN': {
        title: '提现地址簿上线：常用地址免邮件确认',
        body: '现在可以在「提现 → 地址簿」保存常用地址。地址保存满 24 小时后，向它提现不再需要邮件确认，仍需两步验证。\n\n- 每个币种最多保存 50 个地址\n- 修改或新增地址会重新计时\n- 可以把账号设为**只允许**提到地址簿里的地址，建议开启'
      },
      en: {
        title: 'Address book for withdrawals',
        body: 'You can now save addresses under *Withdraw → Address book*. From 24 hours after you save one, withdrawals to it no longer need email confirmation. Two-factor authentication is still required.\n\n- Up to 50 addresses per coin\n- Adding or editing an address restarts its 24 hours\n- We recommend restricting withdrawals to addresses in your address book'
      }
    }
  },
  {
    type: 'incident',
    severity: 'critical',
    by: 'staff',
    ago: '145d14h',
    behind: { thread: 'trc20-outage', delay: '27m' },
    services: ['充值 Deposits', 'TRON'],
    categories: ['deposits', 'withdrawals'],
    texts: {
      'zh-CN': {
        title: 'TRC20 充值延迟，提现暂停',
        body: '21:06（UTC+8）起，TRON 网络的区块同步中断，TRC20 上所有币种的充值到账延迟。为避免排队，TRC20 提现已暂停。\n\n链上已成功的充值不需要重新发起，请不要重复转账。\n\n其他网络不受影响。任何私下联系你、声称可以“加急”的人都是骗子。'
      },
      en: {
        title: 'TRC20 deposits delayed, withdrawals paused',
        body: 'Since 13:06 UTC, our TRON node has been out of sync with the network. Deposits of all TRC20 coins are delayed, and TRC20 withdrawals are paused so that they don’t pile up.\n\nIf your deposit succeeded on chain, you don’t need to do anything. Please don’t send it again.\n\nOther networks work as usual. Anyone who messages you and offers to “speed it up” is a scammer.'
      }
    },
    approved: { by: 'maren', after: '25m' },
    threads: ['trc20-outage'],
    linkedBy: 'volunteer',
    updates: [
      {
        after: '22m',
        phase: 'identified',
        bodies: {
          'zh-CN': '原因已找到：节点升级后索引损坏，正在从备用节点重新同步，预计 60 分钟。',
          en: 'We’ve found the cause: an index broke when the node was upgraded. We’re resyncing from a standby node, which takes about 60 minutes.'
        }
      },
      {
        after: '1h31m',
        phase: 'monitoring',
        bodies: {
          'zh-CN': '区块同步已追平，积压的充值正在按时间顺序入账，约 30 分钟内完成。',
          en: 'The node has caught up. Deposits are being credited in the order they arrived, within about 30 minutes.'
        }
      },
      {
        after: '2h10m',
        phase: 'resolved',
        bodies: {
          'zh-CN':
            '所有积压的充值均已入账，TRC20 提现已恢复。若仍有未到账的充值，请带上 TxID 发帖。',
          en: 'All delayed deposits have been credited, and TRC20 withdrawals are available again. If a deposit is still missing, post its TxID.'
        }
      }
    ],
    expired: '3d'
  },
  {
    type: 'info',
    severity: 'normal',
    by: 'staff',
    ago: '61d4h',
    services: ['客服 Support'],
    texts: {
      'zh-CN': {
        title: '国庆假期客服时间',
        body: '10 月 1 日至 7 日，人工客服时间为每天 10:00–18:00（UTC+8）。充值、提现和交易照常。'
      },
      en: {
        title: 'Support hours during the October holidays',
        body: 'From October 1 to 7, our team is available from 02:00 to 10:00 UTC. Deposits, withdrawals and trading work as usual.'
      }
    },
    expired: '9d'
  },
  {
    type: 'maintenance',
    severity: 'important',
    by: 'maren',
    ago: '33d2h',
    services: ['API', '交易 Trading'],
    categories: ['api', 'trading'],
    starts: '31d',
    ends: '30d22h',
    texts: {
      'zh-CN': {
        title: '撮合引擎升级，API 短暂中断',
        body: '升级期间合约与现货交易暂停约 90 分钟，REST 与 WebSocket 接口会断开。未成交的委托会保留。\n\n请在程序里处理 `503` 与重连，不要在恢复的第一分钟集中补单。'
      },
      en: {
        title: 'Matching engine upgrade: API downtime',
        body: 'Spot and futures trading will be paused for about 90 minutes, and REST and WebSocket will be unavailable. Open orders are kept.\n\nPlease make sure your programs handle `503`, reconnect, and don’t send everything in the first minute afterwards.'
      }
    },
    updates: [
      {
        after: '2d2h',
        phase: 'started',
        bodies: { 'zh-CN': '升级已开始。', en: 'The upgrade has started.' }
      },
      {
        after: '2d3h40m',
        phase: 'finished',
        bodies: {
          'zh-CN': '升级完成，比计划早 20 分钟。所有接口已恢复。',
          en: 'Completed 20 minutes early. All interfaces are back online.'
        }
      }
    ],
    expired: '4d'
  },
  {
    type: 'info',
    severity: 'normal',
    by: 'staff',
    ago: '17d5h',
    services: ['身份认证 Verification'],
    categories: ['verification'],
    texts: {
      'zh-CN': {
        title: '高级认证不再接受护照以外的证件',
        body: '自下月起，高级认证只接受护照。'
      },
      en: {
        title: 'Advanced verification will accept passports only',
        body: 'From next month, advanced verification will accept passports only.'
      }
    },
    withdrawn: {
      after: '3h',
      correction: {
        'zh-CN':
          '上一条公告有误：只有**居住地与证件签发地不同**的用户需要护照，其他用户仍可使用身份证或居留证。给大家添麻烦了，抱歉。',
        en: 'That was wrong: only people who live **outside the country that issued their document** need a passport. Everyone else can still use an ID card or residence permit. We’re sorry for the confusion.'
      }
    }
  },
  {
    type: 'risk',
    severity: 'important',
    by: 'staff',
    ago: '6d3h',
    services: ['账号安全 Security'],
    pin: { days: 21, order: 1 },
    texts: {
      'zh-CN': {
        title: '警惕冒充海港客服的来电',
        body: '近期有人以“海港风控部”名义致电用户，声称账号异常，要求共享屏幕或把资产转到“安全账户”。\n\n- 海港**从不**主动致电，也没有“安全账户”\n- 任何时候都不要共享屏幕、验证码或助记词\n- 接到此类电话请直接挂断，并在诈骗预警版发帖提醒他人'
      },
      'zh-TW': {
        title: '提防冒充海港客服的來電',
        body: '近期有人以「海港風控部」名義致電使用者，聲稱帳號異常，要求分享螢幕或把資產轉到「安全帳戶」。\n\n- 海港**從不**主動致電，也沒有「安全帳戶」\n- 任何時候都不要分享螢幕、驗證碼或助記詞\n- 接到此類電話請直接掛斷，並在詐騙預警版發文提醒他人'
      },
      en: {
        title: 'Scam calls posing as Harbor support',
        body: 'Callers from a “Harbor risk department” claim there is a problem with your account, and ask you to share your screen or move funds to a “safe account”.\n\n- Harbor **never** calls you first, and there is no “safe account”\n- Never share your screen, codes or recovery phrase\n- Hang up, and warn others in Scam alerts'
      }
    },
    approved: { by: 'maren', after: '40m' }
  },
  {
    type: 'info',
    severity: 'normal',
    by: 'maren',
    ago: '11h',
    services: ['提现 Withdrawals'],
    categories: ['withdrawals'],
    texts: {
      'zh-CN': {
        title: 'TRC20 提现手续费调整为 2.5 USDT',
        body: 'TRON 网络上调能量价格后，TRC20 提现手续费由 1 USDT 调整为 2.5 USDT，今日起生效。我们会每周检查网络费用，回落后同步下调。\n\n对费用敏感的话，可以改用 Polygon 或 Solana 网络。'
      },
      en: {
        title: 'TRC20 withdrawal fee now 2.5 USDT',
        body: 'TRON has raised its energy price, so the TRC20 withdrawal fee increases from 1 to 2.5 USDT today. We review it every week and will lower it when network fees fall.\n\nPolygon and Solana cost less.'
      }
    },
    threads: ['wd-usdt-today-fee'],
    linkedAfter: '3h15m',
    linkedBy: 'staff'
  },
  {
    type: 'incident',
    severity: 'important',
    by: 'staff',
    ago: '1h50m',
    services: ['充值 Deposits'],
    categories: ['deposits'],
    texts: {
      'zh-CN': {
        title: '部分充值的风险检查时间偏长',
        body: '今天上午起，一部分已确认的充值停留在“等待风险检查”，平常只需几分钟。\n\n检查通过的充值会自动入账，无需任何操作。提现和交易不受影响。'
      },
      en: {
        title: 'Some deposits are delayed at the risk check',
        body: 'Since this morning, some confirmed deposits have been stuck at *Awaiting risk check*, which usually takes minutes.\n\nDeposits are credited automatically once they pass the check; you don’t need to do anything. Withdrawals and trading work as usual.'
      }
    },
    threads: ['dogecoin-deposit-today'],
    linkedBy: 'volunteer',
    updates: [
      {
        after: '50m',
        phase: 'identified',
        bodies: {
          'zh-CN': '原因是第三方链上分析服务响应缓慢，已切换到备用通道，积压正在减少。',
          en: 'Our chain analysis provider is responding slowly. We’ve switched to another one, and the queue is getting shorter.'
        }
      }
    ]
  },
  {
    type: 'maintenance',
    severity: 'important',
    by: 'maren',
    ago: '1h20m',
    services: ['提现 Withdrawals', 'Ethereum'],
    categories: ['withdrawals'],
    starts: '-2d4h',
    ends: '-2d6h',
    pin: { days: 4, order: 2 },
    texts: {
      'zh-CN': {
        title: '以太坊热钱包维护，ERC20 提现暂停两小时',
        body: '维护期间 ERC20 提现暂停，已提交的申请会在结束后按顺序处理。充值和其他网络不受影响。'
      },
      en: {
        title: 'Ethereum wallet maintenance: ERC20 withdrawals paused for two hours',
        body: 'ERC20 withdrawals will be paused during maintenance. Requests made before it are processed in order afterwards. Deposits and other networks work as usual.'
      }
    }
  },
  {
    type: 'feature',
    severity: 'normal',
    by: 'maren',
    ago: '50m',
    publish: '-20h',
    services: ['App'],
    categories: ['app'],
    texts: {
      en: {
        title: 'Harbor 7.2: price alerts on the lock screen',
        body: 'Version 7.2 shows price alerts on the lock screen and in widgets. It will reach app stores over the next few days.'
      }
    }
  },
  {
    type: 'risk',
    severity: 'critical',
    by: 'maren',
    ago: '35m',
    services: ['账号安全 Security'],
    texts: {
      en: {
        title: 'Fake Harbor app advertised in search results',
        body: 'An ad leads to an app that looks like ours and asks for your recovery phrase. We never ask for it. Install the app only from the links on our own pages.'
      },
      'zh-CN': {
        title: '搜索结果里出现假冒海港 App 的广告',
        body: '有广告指向与海港外观相同的 App，并索要助记词。海港绝不会索要助记词。请只从官方页面的链接安装。'
      }
    }
  },
  {
    type: 'info',
    severity: 'normal',
    by: 'staff',
    ago: '3h',
    draft: true,
    services: ['API'],
    categories: ['api'],
    texts: {
      'zh-CN': {
        title: 'API v2 停用时间表',
        body: '（草稿）v2 将于明年第二季度停用。待确认：具体日期、迁移文档链接。'
      }
    }
  }
]
