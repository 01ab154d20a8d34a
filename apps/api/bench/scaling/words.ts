import type { QueryName } from './hot-queries.ts'
import type { LayoutName } from './layouts.ts'
import type { Kind } from './measuring.ts'

export type Words = {
  kinds: Record<Kind, string>
  layouts: Record<LayoutName, string>
  queries: Record<QueryName, string>
  layoutHead: string[]
  capacityHead: string[]
  tableHead: string[]
  indexHead: string[]
  planHead: string[]
  wholeDatabase: string
  measuredOn(machine: Machine): string
}

/** Where and when it was measured. */
export type Machine = {
  version: string
  day: string
  cores: number
  posts: number
  repetitions: number
}

const count = (number: number) => number.toLocaleString('en')

const english: Words = {
  kinds: { guest: 'guest, thread page', member: 'member, thread page', reply: 'member, reply' },
  layouts: {
    one: 'one node',
    'one behind nginx': 'one node behind nginx',
    two: 'two nodes behind nginx',
    'two and worker': 'two nodes behind nginx, a worker apart'
  },
  queries: {
    home: 'home, latest threads',
    'home, next page': 'home, next page',
    category: 'a category',
    thread: 'a thread',
    'thread for a member': 'a thread, for a member',
    'last page of the longest thread': 'the longest thread, last page',
    profile: 'a profile',
    'search, common word': 'search, a common word',
    'search, rare word': 'search, a rare word',
    'search, phrase': 'search, a phrase',
    notifications: 'notifications',
    'moderation queue': 'moderation queue'
  },
  layoutHead: [
    ...['request', 'programs', 'requests a second, ×', 'nodes, CPU ms', 'worker', 'PostgreSQL'],
    ...['nginx', 'together, ×']
  ],
  capacityHead: [
    ...['request', 'a second, by a core of nodes', 'a second, by a core of PostgreSQL'],
    'cores of nodes to one of PostgreSQL'
  ],
  tableHead: [
    'table',
    'MB',
    'its indexes, MB',
    'bytes a post, both',
    'GB at 10 million posts, both'
  ],
  indexHead: ['index', 'MB', 'bytes a post'],
  planHead: [
    ...['query', 'statements', 'ms', 'blocks in memory', 'blocks read', 'indexes'],
    'tables read as a whole'
  ],
  wholeDatabase: 'the whole database',
  measuredOn: ({ version, day, cores, posts, repetitions }) =>
    `Stoa ${version}, ${day}, ${cores} cores, ${count(posts)} posts; medians of ${repetitions} rounds.`
}

const chinese: Words = {
  kinds: { guest: '游客看帖子页', member: '登录用户看帖子页', reply: '登录用户回复' },
  layouts: {
    one: '一个节点',
    'one behind nginx': 'nginx 后面一个节点',
    two: 'nginx 后面两个节点',
    'two and worker': 'nginx 后面两个节点，后台任务单独运行'
  },
  queries: {
    home: '首页最新帖子',
    'home, next page': '首页下一页',
    category: '版块',
    thread: '帖子',
    'thread for a member': '帖子（登录用户）',
    'last page of the longest thread': '最长帖子的最后一页',
    profile: '个人主页',
    'search, common word': '搜索常见词',
    'search, rare word': '搜索罕见词',
    'search, phrase': '搜索短语',
    notifications: '通知',
    'moderation queue': '审核队列'
  },
  layoutHead: [
    ...['请求', '程序', '每秒请求数（倍）', '节点 CPU 毫秒', '后台任务', 'PostgreSQL'],
    ...['nginx', '合计（倍）']
  ],
  capacityHead: [
    ...['请求', '节点每核每秒', 'PostgreSQL 每核每秒'],
    '一核 PostgreSQL 可配几核节点'
  ],
  tableHead: ['表', 'MB', '索引 MB', '每条字节（合计）', '一千万条时 GB（合计）'],
  indexHead: ['索引', 'MB', '每条字节'],
  planHead: ['查询', '语句数', '毫秒', '内存中的块', '读取的块', '使用的索引', '整表读取'],
  wholeDatabase: '整个数据库',
  measuredOn: ({ version, day, cores, posts, repetitions }) =>
    `Stoa ${version}，${day}，${cores} 核，${count(posts)} 条帖子内容（首帖和回复）；取 ${repetitions} 轮的中位数。`
}

/** The words of the tables, by the document that holds them. */
export const documents: Record<string, Words> = {
  'docs/scaling.md': english,
  'docs/scaling.zh-CN.md': chinese
}
