import type { DemoCategory } from './types.ts'

/** Parents stand before their children. */
export const demoCategories: DemoCategory[] = [
  {
    slug: 'guides',
    name: { en: 'Guides', 'zh-CN': '新手指南', 'zh-TW': '新手指南' },
    description: {
      en: 'How things work at Harbor, written and kept up to date by the team. Read only.',
      'zh-CN': '海港各项功能怎么用，由官方编写并持续更新，只读。',
      'zh-TW': '海港各項功能怎麼用，由官方撰寫並持續更新，僅供閱讀。'
    },
    rule: 'read_only'
  },
  {
    slug: 'funds',
    name: { en: 'Deposits and withdrawals', 'zh-CN': '充值与提现', 'zh-TW': '儲值與提領' },
    description: {
      en: 'Money in, money out, and everything on the way: networks, confirmations, limits.',
      'zh-CN': '钱进来、钱出去，以及路上的一切：网络、确认数、限额。',
      'zh-TW': '錢進來、錢出去，以及路上的一切：網路、確認數、限額。'
    },
    rule: 'public'
  },
  {
    slug: 'deposits',
    parent: 'funds',
    name: { en: 'Deposits', 'zh-CN': '充值', 'zh-TW': '儲值' },
    description: {
      en: 'Not credited yet, wrong network, missing memo or tag. Post the TxID, never your keys.',
      'zh-CN': '未到账、选错网络、漏填 Memo/Tag。请附上交易哈希，不要发任何密钥。',
      'zh-TW': '未入帳、選錯網路、漏填 Memo/Tag。請附上交易雜湊，不要貼任何金鑰。'
    },
    rule: 'public',
    moderators: ['volunteer']
  },
  {
    slug: 'withdrawals',
    parent: 'funds',
    name: { en: 'Withdrawals', 'zh-CN': '提现', 'zh-TW': '提領' },
    description: {
      en: 'Held for review, stuck as pending, network fees, address book and limits.',
      'zh-CN': '审核中、一直处理中、网络手续费、地址簿和限额。',
      'zh-TW': '審核中、一直處理中、網路手續費、地址簿與額度。'
    },
    rule: 'public',
    moderators: ['老船长']
  },
  {
    slug: 'p2p',
    parent: 'funds',
    name: { en: 'P2P', 'zh-CN': 'C2C 交易', 'zh-TW': 'C2C 交易' },
    description: {
      en: 'Orders between users: payment, release, disputes, merchants.',
      'zh-CN': '用户之间的买卖：付款、放币、申诉、商家。',
      'zh-TW': '使用者之間的買賣：付款、放幣、申訴、商家。'
    },
    rule: 'public',
    moderators: ['老船长']
  },
  {
    slug: 'account',
    name: { en: 'Account', 'zh-CN': '账号', 'zh-TW': '帳號' },
    description: {
      en: 'Settings, locked accounts, language, referral, closing an account.',
      'zh-CN': '设置、账号锁定、语言、邀请返佣、注销。',
      'zh-TW': '設定、帳號鎖定、語言、邀請返佣、註銷。'
    },
    rule: 'public'
  },
  {
    slug: 'verification',
    parent: 'account',
    name: { en: 'Identity verification', 'zh-CN': '身份认证', 'zh-TW': '身分驗證' },
    description: {
      en: 'Documents, liveness check, proof of address. Never post pictures of your documents here.',
      'zh-CN': '证件、人脸识别、地址证明。请勿在此上传证件照片。',
      'zh-TW': '證件、臉部辨識、地址證明。請勿在此上傳證件照片。'
    },
    rule: 'public',
    moderators: ['老船长']
  },
  {
    slug: 'sign-in',
    parent: 'account',
    name: { en: 'Sign-in and 2FA', 'zh-CN': '登录与两步验证', 'zh-TW': '登入與兩步驟驗證' },
    description: {
      en: 'Lost phone, authenticator codes, passkeys, emails that do not arrive.',
      'zh-CN': '换手机、验证器、通行密钥、收不到邮件。',
      'zh-TW': '換手機、驗證器、通行密鑰、收不到信。'
    },
    rule: 'public'
  },
  {
    slug: 'api',
    name: { en: 'API', 'zh-CN': 'API 与程序交易', 'zh-TW': 'API 與程式交易' },
    description: {
      en: 'REST, WebSocket, signatures, rate limits, client libraries. Mask your keys.',
      'zh-CN': 'REST、WebSocket、签名、限频、SDK。贴代码前请遮住密钥。',
      'zh-TW': 'REST、WebSocket、簽章、限頻、SDK。貼程式碼前請遮住金鑰。'
    },
    rule: 'public',
    moderators: ['kestrel']
  },
  {
    slug: 'trading',
    name: { en: 'Trading', 'zh-CN': '交易', 'zh-TW': '交易' },
    description: {
      en: 'Order types, fees, price alerts, charts.',
      'zh-CN': '委托类型、手续费、价格提醒、K 线。',
      'zh-TW': '委託類型、手續費、價格提醒、K 線。'
    },
    rule: 'public',
    moderators: ['kestrel']
  },
  {
    slug: 'staking',
    parent: 'trading',
    name: { en: 'Earn and staking', 'zh-CN': '理财与质押', 'zh-TW': '理財與質押' },
    description: {
      en: 'Rewards, lock periods, redemption.',
      'zh-CN': '收益、锁定期、赎回。',
      'zh-TW': '收益、鎖定期、贖回。'
    },
    rule: 'public'
  },
  {
    slug: 'taxes',
    parent: 'trading',
    name: { en: 'Taxes and statements', 'zh-CN': '税务与账单', 'zh-TW': '稅務與帳單' },
    description: {
      en: 'Exports, CSV columns, cost basis. Discussion among members, not tax advice.',
      'zh-CN': '账单导出、CSV 字段、成本计算。用户交流，不构成税务建议。',
      'zh-TW': '帳單匯出、CSV 欄位、成本計算。使用者交流，不構成稅務建議。'
    },
    rule: 'public'
  },
  {
    slug: 'app',
    name: { en: 'App and website', 'zh-CN': 'App 与网页', 'zh-TW': 'App 與網頁' },
    description: {
      en: 'Crashes, notifications, display. Include your version and device.',
      'zh-CN': '闪退、推送、显示问题。请写明版本号和机型。',
      'zh-TW': '閃退、推播、顯示問題。請註明版本與機型。'
    },
    rule: 'public',
    moderators: ['kestrel']
  },
  {
    slug: 'security',
    name: { en: 'Security', 'zh-CN': '账号安全', 'zh-TW': '帳號安全' },
    description: {
      en: 'Keeping your account and wallet safe.',
      'zh-CN': '保护好账号和钱包。',
      'zh-TW': '保護好帳號與錢包。'
    },
    rule: 'public'
  },
  {
    slug: 'scams',
    parent: 'security',
    name: { en: 'Scam alerts', 'zh-CN': '防骗警示', 'zh-TW': '防詐警示' },
    description: {
      en: 'Phishing emails, fake support, look-alike sites. Warn others; write links as text.',
      'zh-CN': '钓鱼邮件、假客服、仿冒网站。提醒大家，链接请写成纯文本。',
      'zh-TW': '釣魚信、假客服、仿冒網站。提醒大家，連結請寫成純文字。'
    },
    rule: 'public',
    moderators: ['volunteer']
  },
  {
    slug: 'tutorials',
    name: { en: 'Member tutorials', 'zh-CN': '用户教程', 'zh-TW': '使用者教學' },
    description: {
      en: 'Tutorials by members for members. Each one is reviewed before it appears.',
      'zh-CN': '用户写给用户的教程，发布前需审核。',
      'zh-TW': '使用者寫給使用者的教學，發布前需審核。'
    },
    rule: 'approve_first',
    moderators: ['kestrel']
  },
  {
    slug: 'ideas',
    name: { en: 'Ideas', 'zh-CN': '功能建议', 'zh-TW': '功能建議' },
    description: {
      en: 'What Harbor should do next. One idea per thread, vote for what you need.',
      'zh-CN': '希望海港做什么。一帖一个建议，需要的请点赞。',
      'zh-TW': '希望海港做什麼。一文一個建議，需要的請按讚。'
    },
    rule: 'public',
    moderators: ['老船长']
  },
  {
    slug: 'lounge',
    name: { en: 'Lounge', 'zh-CN': '茶水间', 'zh-TW': '茶水間' },
    description: {
      en: 'Everything else. Be kind; no price calls, no links to groups.',
      'zh-CN': '别的都可以聊，好好说话。不喊单，不发群链接。',
      'zh-TW': '其他都可以聊，好好說話。不喊單，不貼群組連結。'
    },
    rule: 'public'
  },
  {
    slug: 'introductions',
    parent: 'lounge',
    name: { en: 'Introductions', 'zh-CN': '新人报到', 'zh-TW': '新人報到' },
    description: {
      en: 'Say hello.',
      'zh-CN': '来打个招呼。',
      'zh-TW': '來打聲招呼。'
    },
    rule: 'public'
  },
  {
    slug: 'staff-room',
    name: { en: 'Staff room', 'zh-CN': '内部讨论', 'zh-TW': '內部討論' },
    description: {
      en: 'For the team: handovers, wording, recurring questions.',
      'zh-CN': '仅官方人员可见：交接、口径、高频问题。',
      'zh-TW': '僅官方人員可見：交接、口徑、高頻問題。'
    },
    rule: 'staff_only'
  }
]
