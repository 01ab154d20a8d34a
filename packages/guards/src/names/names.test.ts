import { expect, test } from 'vitest'
import { collisionOf } from './names.ts'

const lists = {
  brands: ['harbor', 'okx', '海港'],
  staff: ['lin-wei', 'stephanie', '陈雨', '灯塔小安', 'mia7', 'julia', '王小明']
}
const reasonFor = (name: string) => collisionOf(name, lists)?.reason

test.each([
  ...['Admin', 'adm1n', 'аdmin', 'Support', 'support_01', 'harry-support', 'OfficialJohn'],
  ...['0fficial', 'ＡＤＭＩＮ', 'customer-service', 'Moderator7', 'my_helpdesk', 'ѕuppоrt'],
  ...['客服', '在线客服01', '官方小王', '官-方', '管理员', '管理員', '专员小李', '專員小李'],
  ...[
    '喀服',
    '宫方',
    '管理圆',
    '版主',
    '板主',
    '技術支持',
    '安全中心',
    'vip客服',
    'kefu01',
    'zaixian-kefu',
    'guanfang8',
    '官网小李',
    'okay_support_hk'
  ],
  ...['帮助中心', '风险控制部', '值班经理', '群主', '客fu小王', 'ke服', '在线客月艮', '竹官理員'],
  ...['mod_team', 'helper-desk', 'sysop', 'account_manager', 'refund-dept', 'RiskControlTeam'],
  ...['suppport', 'h3lpdesk', 'bangzhuzhongxin', 'kf001', 'kf_02', 'trust_safety'],
  ...['fraud-prevention', 'billing_team', 'onlineservice', 'on-duty-manager', 'kefu_erik'],
  ...['财务小王', 'VIP経理', '系统管理', '客䈈', '管理組长', '合规律师', '群主任命']
])('%s resembles an official title', (name) => {
  expect(reasonFor(name)).toBe('reserved')
})

test.each([
  'harbor',
  'Harb0r',
  'harborhelp',
  'my-harbor',
  'okx',
  'okx-fan',
  'real_harbor',
  'hаrbor_fan',
  'harbor_zhongxin',
  ...['h4rbor', 'har8or', 'harbor_cs', 'harrbor', 'haigang', 'hai港', '海 港'],
  '海港小王',
  'hаrbоr'
])('%s contains a word of the organisation', (name) => {
  expect(reasonFor(name)).toBe('brand')
})

test.each([
  ...['linwei', 'Lin_Wei', 'l1nwei', 'stephanle', 'stefhanie', '陳雨', 'stephaniee'],
  ...[
    'lin-wei2',
    'Linwei_88',
    '陈雨1',
    '灯塔小安1',
    '燈塔小安_01',
    '灯塔小按',
    '灯塔小安啊',
    'Mia7',
    'jul1aa',
    'juliа2',
    '王小朋',
    '王小眀',
    '王晓明'
  ]
])('%s resembles a member of staff', (name) => {
  expect(reasonFor(name)).toBe('staff')
})

test.each([
  ...[
    'badminton',
    'anna',
    'unsupported-fan',
    'bookxyz',
    'zhang_wei',
    'coffee99',
    'modest',
    'harborview_ed',
    'pearlharbor',
    'bookxlover',
    'badminton_king',
    'teammate',
    'LifeSupport2049',
    '官方吐槽役'
  ],
  ...['linwen', 'arbor', 'arbor_day', 'smooth_operator', 'team_rocket', 'mother4', 'moderndesk'],
  ...['产品经理老王', '服务部分', '安全第一', '帮助别人快乐自己', '客厅中心', '社区的猫', '王里'],
  ...['小明', '陈小雨', '管乐', '客人', '方圆', '理想', '海边的港', '服装店主', 'stephen', 'harry'],
  ...['群主任', '站长素材', '合规律', 'community_center', 'technical_unit', 'kefuer'],
  ...['财务自由', '财务小白', 'kf94', 'kf_lee', 'gr8_harvest', '経理の田中'],
  ...['陈雨桐', '灯塔', '小安', '灯塔小王子', 'mia', 'mia8', 'linda', '12345']
])('%s resembles nobody', (name) => {
  expect(collisionOf(name, lists)).toBeUndefined()
})
