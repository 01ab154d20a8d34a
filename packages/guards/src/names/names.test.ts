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
  ]
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
  ...['小明', '陈小雨', '管乐', '客人', '方圆', '理想', '海边的港', '服装店主', 'stephen', 'harry'],
  ...['陈雨桐', '灯塔', '小安', '灯塔小王子', 'mia', 'mia8', 'linda', '12345']
])('%s resembles nobody', (name) => {
  expect(collisionOf(name, lists)).toBeUndefined()
})
