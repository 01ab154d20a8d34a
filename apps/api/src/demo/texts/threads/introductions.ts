import type { DemoThread } from '../types.ts'

export const introductions: DemoThread[] = [
  {
    key: 'intro-thread-hello',
    category: 'introductions',
    author: '老船长',
    kind: 'discussion',
    language: 'zh-CN',
    ago: '726d',
    title: '新人报到楼：说说你是谁，怎么来的',
    body: '我先来：老船长，跑过十年船，现在跑步。论坛刚开，版规就一条——把新人当当年的自己。',
    tags: ['新人报到'],
    votes: 6,
    posts: [
      {
        author: '灯塔小安',
        after: '1h',
        votes: 3,
        body: '官方客服小安，来给大家端茶倒水，顺便解决问题'
      },
      {
        author: 'kestrel',
        after: '1d7h',
        votes: 2,
        body: 'Hi from Lisbon, I write backends and volunteer for the API category. My Chinese is a work in progress.'
      },
      { author: '青柠加冰', after: '9d', body: '链上爱好者，什么都想试试，什么坑都踩过' },
      { author: '半糖', after: '26d', body: '财务一枚，来对账的' },
      {
        author: '老周',
        after: '156d',
        votes: 7,
        body: '退休语文老师，学生都叫我老周。不懂就问，请大家别嫌我慢。'
      },
      { author: '一只橘猫', after: '187d', body: '在东京，两只猫，被同事骗进来的' },
      { author: '慢慢来', after: '297d', votes: 1, body: '慢慢来，比较快' },
      { author: '晚风', after: '556d', body: '刚注册，看了两天帖子，感觉这里的人都挺好' },
      { author: '大白菜', after: '639d', body: '我是大白菜，请多关照' },
      { author: '橙子味', after: '708d', body: '橙子味报到，注册第二天' }
    ]
  },
  {
    key: 'intro-bilal',
    category: 'introductions',
    author: 'bilal',
    kind: 'discussion',
    language: 'en',
    ago: '304d2h',
    title: 'Hello from Karachi',
    body: "Engineering student, I send part of my freelance money home to my grandmother, who thinks I work in a bank. I read here for two weeks before signing up, mostly @kestrel's answers.",
    tags: ['introduction'],
    votes: 5,
    posts: [
      {
        author: 'kestrel',
        after: '3h',
        votes: 2,
        body: "Welcome! Your grandmother isn't entirely wrong."
      },
      {
        author: 'nightowl',
        after: '5h',
        votes: 1,
        body: 'Hi Bilal. Ask anything, somebody is always awake.'
      }
    ]
  },
  {
    key: 'intro-mumian',
    category: 'introductions',
    author: '木棉',
    kind: 'discussion',
    language: 'zh-TW',
    ago: '111d6h',
    title: '台中報到，爬山和攝影',
    body: '朋友介紹來的，主要看大家怎麼避開詐騙。第一次用交易所，請多指教。',
    tags: ['新人報到'],
    votes: 2,
    posts: [
      { author: '珍奶少冰', after: '2h', votes: 1, body: '台中＋1，下次揪團喝珍奶（少冰）' },
      { author: '阿德', after: '1d', body: '爬山？我先說我不是每週都爬' }
    ]
  },
  {
    key: 'intro-lena',
    category: 'introductions',
    author: 'lena_b',
    kind: 'discussion',
    language: 'en',
    ago: '30d5h',
    title: 'Lena, Vienna, slow and careful',
    body: 'Moved here for a PhD in hydrology. My rule is to ask before sending. Apologies in advance for the number of questions.',
    tags: ['introduction'],
    votes: 3,
    posts: [
      {
        author: 'anneke',
        after: '4h',
        votes: 3,
        body: 'That rule would empty half of the deposits category. Welcome!'
      },
      {
        author: 'paolo',
        after: '1d',
        body: 'Servus! The app asked me for a codice fiscale for months, so questions are in good hands here.'
      }
    ]
  },
  {
    key: 'intro-today',
    category: 'introductions',
    author: 'member2',
    kind: 'discussion',
    language: 'en',
    ago: '13h',
    title: 'Long-time reader, first time properly saying hello',
    body: "I've been lurking here for almost two years, mostly fixing my own problems with other people's threads. Leipzig, two kids, one index fund and a small, stubborn bag of coins. Thanks to whoever wrote the answer about `recvWindow`, it saved me a weekend.",
    tags: ['introduction'],
    posts: [
      {
        author: '码农阿凯',
        after: '2h',
        votes: 1,
        body: 'Welcome! That thread saved my weekend too, and I asked it.'
      }
    ]
  }
]
