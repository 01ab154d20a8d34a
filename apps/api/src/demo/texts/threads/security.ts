import type { DemoThread } from '../types.ts'

export const security: DemoThread[] = [
  {
    key: 'device-list-unknown',
    category: 'security',
    author: '小鹿',
    kind: 'question',
    language: 'zh-CN',
    ago: '360d4h',
    title: '登录设备里有一台不认识的 Windows',
    body: '显示“Windows · Chrome · 杭州”，我人在成都，从来不用 Windows。最后活动昨天 23:51。有两步验证。怎么会？',
    tags: ['设备', '登录记录'],
    votes: 2,
    accepted: { by: '小鹿', after: '45m', post: 2 },
    posts: [
      {
        author: '老船长',
        after: '5m',
        votes: 9,
        body: `先做再想：

1. 安全中心 → 一键下线所有设备
2. 改密码（会停 24 小时提现，正好）
3. 重新绑定验证器
4. 看 API Key 有没有多出来的，地址簿有没有新地址

做完再来说。`
      },
      { author: '小鹿', after: '25m', votes: 1, body: '都做了，没有多的 Key 和地址，余额没少。' },
      {
        author: '老船长',
        after: '30m',
        votes: 5,
        body: '有两步验证还能进来，多半是**会话 Cookie 被偷**，装过什么浏览器插件吗？'
      },
      {
        author: '小鹿',
        after: '40m',
        votes: 4,
        body: '……一个“看盘助手”插件，上周装的。电脑是公司 Mac，插件同步到家里我老公的 Windows 上了，他人在杭州出差。破案，是家贼。插件也删了。'
      }
    ]
  },
  {
    key: 'hardware-wallet-first',
    category: 'security',
    author: 'anneke',
    kind: 'question',
    language: 'en',
    ago: '265d6h',
    title: 'Moving savings to a hardware wallet: what would you do in which order?',
    body: `I have the device, unopened. Amount is "would cry" but not "would lose the house". Please check my plan:

1. Initialise, write words on paper, never photograph
2. Send 20 €
3. **Wipe the device and restore from paper**
4. See the 20 € again
5. Send the rest in two parts`,
    tags: ['hardware-wallet', 'cold-storage'],
    votes: 4,
    accepted: { by: 'anneke', after: '2d', post: 2 },
    posts: [
      {
        author: 'rubberduck',
        after: '30m',
        votes: 8,
        body: 'Step 3 is the one everyone skips. Plan is perfect. Buy a second pencil copy in another building.'
      },
      {
        author: '老船长',
        after: '3h',
        votes: 3,
        body: 'The plan is good. Add: check the receiving address **on the device screen**, not only on the computer.'
      },
      {
        author: 'nightowl',
        after: '5h',
        votes: 1,
        body: 'And tell one person that the paper exists. Not where, just that.'
      },
      {
        author: 'anneke',
        after: '2d',
        votes: 3,
        body: 'All done, restored from paper on the first try. Slept well.'
      }
    ]
  },
  {
    key: 'withdraw-whitelist',
    category: 'security',
    author: '慢慢来',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '190d2h',
    title: '建议所有不常提币的人打开“仅限地址簿提现”',
    body: `去年同事账户被盗，对方就是新加了一个地址提走的。开了这个选项之后：

- 只能提到地址簿里的地址
- 新地址 24 小时冷静期
- 关掉这个选项也要等 72 小时

我这种一年提两次的，完全不影响使用。路径：安全中心 → 提现安全。`,
    tags: ['白名单', '经验'],
    votes: 10,
    posts: [
      { author: '老船长', after: '1h', votes: 3, body: '+1，这是性价比最高的一个开关' },
      {
        author: '陈皮',
        after: '5h',
        body: 'C2C 商家不太适合，我们天天换地址，不过资金账户分开放就行'
      },
      { author: '晚风', after: '30d', votes: 1, body: '刚开了，谢谢提醒' }
    ]
  },
  {
    key: 'security-key-support',
    category: 'security',
    author: 'oskar',
    kind: 'question',
    language: 'en',
    ago: '152d9h',
    title: 'Can I require a hardware key for withdrawals, but not for signing in?',
    body: "I'd like the opposite of what the settings offer.",
    tags: ['FIDO2', 'passkey'],
    posts: [
      {
        author: 'kestrel',
        after: '2h',
        votes: 3,
        body: 'Security → Step-up: choose "hardware key" for *withdrawals and new addresses*. Sign-in stays whatever it was. Register two keys before you switch it on.'
      },
      { author: 'oskar', after: '3h', body: 'Exactly that. Somebody thought about this.' }
    ]
  },
  {
    key: 'clipboard-malware',
    category: 'security',
    author: '陈皮',
    kind: 'question',
    language: 'zh-CN',
    ago: '71d5h',
    title: '复制的地址粘贴出来变了两位，是中毒了吗',
    body: '从聊天里复制地址，粘贴到提现框，前四位和后四位一样，中间不一样。幸亏我有核对中间几位的习惯。',
    tags: ['剪贴板', '木马'],
    votes: 5,
    accepted: { by: '陈皮', after: '3h10m', post: 2 },
    posts: [
      {
        author: '码农阿凯',
        after: '10m',
        votes: 11,
        body: `是剪贴板木马，而且是会生成相似地址的高级货。**这台电脑现在什么都别登**。

- 换一台干净设备，改密码、下线所有设备、重绑验证器
- 中毒的电脑重装系统，不是杀毒
- 回忆最近装了什么破解软件`
      },
      { author: '陈皮', after: '2h', votes: 2, body: '破解版的聊天多开……已经在重装了。幸好没提。' },
      {
        author: '老船长',
        after: '3h',
        votes: 2,
        body: '这就是为什么商家一定要开地址簿白名单：{thread:withdraw-whitelist}'
      }
    ]
  },
  {
    key: 'work-laptop-safe',
    category: 'security',
    author: 'ferris_w',
    kind: 'question',
    language: 'en',
    ago: '34d5h',
    title: 'Would you sign in from a company laptop with TLS inspection?',
    body: 'IT can technically see everything. I trust them as people.',
    tags: ['work-laptop'],
    posts: [
      {
        author: 'kestrel',
        after: '1h',
        votes: 4,
        body: 'No. They can see cookies, and so can whoever breaks into that appliance. Use your phone on mobile data.'
      },
      {
        author: 'rubberduck',
        after: '2h',
        votes: 2,
        body: "You trust the people. The question is whether you trust the appliance's last firmware update."
      }
    ]
  },
  {
    key: 'leaked-email-list',
    category: 'security',
    author: 'member2',
    kind: 'question',
    language: 'en',
    ago: '5d8h',
    title: 'I only use this address at Harbor, and today I got a phishing mail to it',
    body: "It's a unique alias (harbor-something@my-domain). So where did they get it? Has there been a leak?",
    tags: ['leak', 'email'],
    votes: 2,
    meToo: 4,
    accepted: { by: 'member2', after: '8h', post: 4 },
    posts: [
      {
        author: 'hedgehog42',
        after: '2h',
        votes: 2,
        body: 'Did you ever give it to a tax tool? I found mine through one of those.'
      },
      {
        author: 'member2',
        after: '3h',
        body: 'Hm. Yes, one, in March last year. Read-only key and my email address.'
      },
      {
        author: 'staff',
        after: '7h',
        votes: 4,
        body: 'We have no indication of a leak on our side, and we checked your case specifically. A tax tool disclosed an incident two weeks ago that fits. If you used it: delete its API key, and expect well-informed phishing (right coins, right dates). Please send the mail with full headers through *Report phishing* in the app.'
      },
      {
        author: 'member2',
        after: '8h',
        votes: 1,
        body: "Key deleted, mail sent. That's an unpleasant thought, but a clear answer. Thanks."
      }
    ]
  }
]
