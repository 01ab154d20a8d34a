import type { DemoUser } from './types.ts'

export const demoUsers: DemoUser[] = [
  {
    username: 'member',
    email: 'member@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '上班族，定投党，只玩现货。',
    joined: '690d'
  },
  {
    username: 'member2',
    email: 'member2@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Europe/Berlin',
    bio: 'Hobby trader from Leipzig. I read more than I write.',
    joined: '655d'
  },
  {
    username: 'volunteer',
    email: 'volunteer@demo.test',
    role: 'volunteer',
    locale: 'zh-CN',
    timeZone: 'Asia/Singapore',
    bio: '充值版和防骗版的版主。下班后在线，急事请直接提交工单。',
    joined: '728d'
  },
  {
    username: 'staff',
    email: 'staff@demo.test',
    role: 'staff',
    capabilities: ['desk', 'announcements', 'moderation'],
    locale: 'zh-CN',
    timeZone: 'Asia/Singapore',
    bio: '海港客服团队。官方人员不会私下联系你。',
    joined: '731d'
  },
  {
    username: 'admin',
    email: 'admin@demo.test',
    role: 'admin',
    locale: 'en',
    timeZone: 'Europe/London',
    bio: 'Runs the forum itself.',
    joined: '731d'
  },
  {
    username: '老船长',
    email: 'laochuanzhang@demo.test',
    role: 'volunteer',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '玩币八年，踩过的坑比吃过的盐多。版主，不是官方员工。',
    joined: '727d'
  },
  {
    username: 'kestrel',
    email: 'kestrel@demo.test',
    role: 'volunteer',
    locale: 'en',
    timeZone: 'Europe/Lisbon',
    bio: 'Backend dev, volunteer for API and app. I will ask for your request id.',
    joined: '726d'
  },
  {
    username: '灯塔小安',
    email: 'xiaoan@demo.test',
    role: 'staff',
    capabilities: ['desk', 'moderation'],
    locale: 'zh-CN',
    timeZone: 'Asia/Singapore',
    bio: '海港官方客服，工作日 9:00–21:00（UTC+8）。',
    joined: '729d'
  },
  {
    username: 'maren',
    email: 'maren@demo.test',
    role: 'staff',
    capabilities: ['desk', 'announcements', 'moderation'],
    locale: 'en',
    timeZone: 'Europe/Oslo',
    bio: 'Harbor support team, Oslo desk.',
    joined: '729d'
  },
  {
    username: '青柠加冰',
    email: 'qingning@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '爱折腾，什么链都想试一下。',
    joined: '718d'
  },
  {
    username: '半糖',
    email: 'bantang@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '财务，对账强迫症。',
    joined: '701d'
  },
  {
    username: '阿杰',
    email: 'ajie@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Kuala_Lumpur',
    bio: '大马华人，中英文都可以。',
    joined: '688d'
  },
  {
    username: '木子李',
    email: 'muzili@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '',
    joined: '640d'
  },
  {
    username: '北方有鱼',
    email: 'beifangyouyu@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '哈尔滨。慢热。',
    joined: '612d'
  },
  {
    username: '不吃香菜',
    email: 'buchixiangcai@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '产品经理，职业病是提需求。',
    joined: '598d'
  },
  {
    username: '老周',
    email: 'laozhou@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '退休教师，学着用新东西。',
    joined: '571d'
  },
  {
    username: '一只橘猫',
    email: 'juzimao@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Tokyo',
    bio: '在东京，两只猫。',
    joined: '542d'
  },
  {
    username: '小鹿',
    email: 'xiaolu@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '',
    joined: '545d'
  },
  {
    username: '数羊到天亮',
    email: 'shuyang@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'America/Vancouver',
    bio: '时差党。',
    joined: '462d'
  },
  {
    username: '慢慢来',
    email: 'manmanlai@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '定投第三年。',
    joined: '441d'
  },
  {
    username: '糯米团子',
    email: 'nuomi@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '',
    joined: '377d'
  },
  {
    username: '陈皮',
    email: 'chenpi@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: 'C2C 小商家，广东。',
    joined: '349d'
  },
  {
    username: '码农阿凯',
    email: 'akai@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: 'Python / Go，写网格的。',
    joined: '700d'
  },
  {
    username: 'quant_xu',
    email: 'quantxu@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Hong_Kong',
    bio: '做市，延迟敏感。',
    joined: '520d'
  },
  {
    username: '南山以南',
    email: 'nanshan@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '',
    joined: '262d'
  },
  {
    username: '木头人',
    email: 'mutouren@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '',
    joined: '151d'
  },
  {
    username: '晚风',
    email: 'wanfeng@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '新手上路，请多指教。',
    joined: '171d'
  },
  {
    username: '大白菜',
    email: 'dabaicai@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '',
    joined: '88d'
  },
  {
    username: '橙子味',
    email: 'chengziwei@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    bio: '',
    joined: '19d'
  },
  {
    username: '阿德',
    email: 'ade@demo.test',
    role: 'member',
    locale: 'zh-TW',
    timeZone: 'Asia/Taipei',
    bio: '新竹工程師，週末登山。',
    joined: '676d'
  },
  {
    username: '珍奶少冰',
    email: 'zhennai@demo.test',
    role: 'member',
    locale: 'zh-TW',
    timeZone: 'Asia/Taipei',
    bio: '台中，斜槓記帳士。',
    joined: '584d'
  },
  {
    username: '台南小吳',
    email: 'xiaowu@demo.test',
    role: 'member',
    locale: 'zh-TW',
    timeZone: 'Asia/Taipei',
    bio: '做早餐店的，凌晨四點看盤。',
    joined: '496d'
  },
  {
    username: '雨傘',
    email: 'yusan@demo.test',
    role: 'member',
    locale: 'zh-TW',
    timeZone: 'Asia/Taipei',
    bio: '',
    joined: '388d'
  },
  {
    username: '柴犬爸',
    email: 'chaiquanba@demo.test',
    role: 'member',
    locale: 'zh-TW',
    timeZone: 'Asia/Taipei',
    bio: '有一隻叫吐司的柴犬。',
    joined: '244d'
  },
  {
    username: '木棉',
    email: 'mumian@demo.test',
    role: 'member',
    locale: 'zh-TW',
    timeZone: 'Asia/Taipei',
    bio: '',
    joined: '112d'
  },
  {
    username: 'tomasz_r',
    email: 'tomasz@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Europe/Warsaw',
    bio: 'Freelancer, gets paid in stablecoins.',
    joined: '709d'
  },
  {
    username: 'priya_n',
    email: 'priya@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Asia/Kolkata',
    bio: 'Data engineer. Spreadsheets for everything.',
    joined: '682d'
  },
  {
    username: 'jlarsen',
    email: 'jlarsen@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Europe/Copenhagen',
    bio: 'Long-term holder, short-term worrier.',
    joined: '667d'
  },
  {
    username: 'dee_kay',
    email: 'deekay@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'America/Toronto',
    bio: '',
    joined: '610d'
  },
  {
    username: 'hedgehog42',
    email: 'hedgehog@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Europe/London',
    bio: 'Accountant by day.',
    joined: '604d'
  },
  {
    username: 'anneke',
    email: 'anneke@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Europe/Amsterdam',
    bio: 'Teaches, cycles, stakes a little.',
    joined: '533d'
  },
  {
    username: 'rubberduck',
    email: 'rubberduck@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'America/Chicago',
    bio: 'I write trading bots in Rust and talk to a duck.',
    joined: '559d'
  },
  {
    username: 'oskar',
    email: 'oskar@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Europe/Stockholm',
    bio: '',
    joined: '470d'
  },
  {
    username: 'nightowl',
    email: 'nightowl@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Australia/Perth',
    bio: 'Night-shift nurse.',
    joined: '415d'
  },
  {
    username: 'mira_k',
    email: 'mira@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Europe/Zagreb',
    bio: 'Product designer. Accessibility nerd.',
    joined: '391d'
  },
  {
    username: 'bilal',
    email: 'bilal@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Asia/Karachi',
    bio: 'Student, sends money home.',
    joined: '306d'
  },
  {
    username: 'grumpy_pete',
    email: 'pete@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Europe/Dublin',
    bio: 'Not actually that grumpy.',
    joined: '283d'
  },
  {
    username: 'paolo',
    email: 'paolo@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Europe/Rome',
    bio: '',
    joined: '204d'
  },
  {
    username: 'ferris_w',
    email: 'ferris@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'America/Denver',
    bio: '',
    joined: '97d'
  },
  {
    username: 'lena_b',
    email: 'lena@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Europe/Vienna',
    bio: '',
    joined: '31d'
  },
  {
    username: 'amy_w88',
    email: 'amyw@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Asia/Manila',
    bio: '',
    joined: '236d'
  },
  {
    username: 'lucky_signal',
    email: 'luckysignal@demo.test',
    role: 'member',
    locale: 'en',
    timeZone: 'Asia/Bangkok',
    bio: '',
    joined: '143d'
  },
  {
    username: '财富导师',
    email: 'caifu@demo.test',
    role: 'member',
    locale: 'zh-CN',
    timeZone: 'Asia/Bangkok',
    bio: '',
    joined: '64d'
  }
]
