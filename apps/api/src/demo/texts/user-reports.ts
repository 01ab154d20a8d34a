import type { DemoUserReport } from './types.ts'

export const demoUserReports: DemoUserReport[] = [
  {
    user: 'amy_w88',
    by: '木子李',
    ago: '3h20m',
    reason: 'impersonation',
    note: '同一个账号半年前就在充值版冒充客服拉人去 Telegram，今天又出来说钓鱼短信是真的。'
  },
  {
    user: 'lucky_signal',
    by: 'grumpy_pete',
    ago: '59d',
    reason: 'illegal',
    note: 'Profile advertises verified accounts for sale, same text as the thread you hid yesterday.'
  },
  {
    user: '财富导师',
    by: '大白菜',
    ago: '40d1h',
    reason: 'spam',
    note: '主页二维码就是拉群用的，帖子删了还会再发。',
    resolved: { by: 'staff', ago: '39d8h', outcome: 'hide', note: '头像与简介中的二维码已要求移除' }
  },
  {
    user: 'grumpy_pete',
    by: 'lucky_signal',
    ago: '57d',
    reason: 'abuse',
    note: 'he is following me and reporting everything',
    resolved: {
      by: 'maren',
      ago: '56d12h',
      outcome: 'dismiss',
      note: 'Retaliation, reports were justified.'
    }
  }
]
