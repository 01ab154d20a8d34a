import { expect, test } from 'vitest'
import { findPromise } from './promises.ts'

test.each([
  'Your funds are safe.',
  'All **assets** remain secure while we look into it.',
  'No user funds are at risk.',
  'Withdrawals work again within 30 minutes.',
  'We will be back in about two hours.',
  'We post an update every hour.',
  'Everybody will be fully refunded.',
  'We guarantee that nothing is lost.',
  'Service is back by tomorrow.',
  '您的资金安全。',
  '用户资产不受影响。',
  '資金安全無虞，請您放心。',
  '预计 30 分钟内恢复。',
  '系統將於兩小時內恢復正常',
  '提币将在今晚恢复。',
  '我们每小时更新一次进展。',
  '损失将全额赔付。',
  '我们保证尽快恢复。',
  '数据不会丢失。',
  '提币约 2 小时后恢复。',
  'It takes up to 2 hours.',
  'Users will be reimbursed in full.',
  'User funds have not been affected.',
  'All losses will be covered.',
  'We will refund every user.',
  'Withdrawals will resume at 18:00 UTC.',
  'It works again within 24h.',
  'It works again within one and a half hours.',
  '所有损失由我们承担。',
  '我们将承担全部损失。',
  '预计 18:00 恢复。',
  '很快恢复。',
  '请大家放心。',
  '半小时搞定。',
  '資金安全無恙。'
])('it is a promise: %s', (text) => {
  expect(findPromise(`We know of it. ${text}`)).toBeTruthy()
  expect(findPromise(text)).toBe(text.replaceAll('*', ''))
})

test.each([
  'We’re aware of problems with [service] and are working on them.',
  'We expect it to take [how long].',
  'We cannot say yet how long it takes, and promise nothing.',
  'What was sent in the last 30 minutes may show up late.',
  'To keep your funds safe, never share your seed phrase.',
  'A code expires after 10 minutes.',
  '验证码 10 分钟后失效。',
  'Maintenance begins at [time] and ends at [time].',
  'Never share codes, not even with staff.',
  '为了您的资金安全，提币已暂停。',
  '请注意账户安全，不要泄露验证码。',
  '过去 30 分钟内提交的订单可能延迟显示。',
  '預計於【時間】恢復。',
  '目前无法保证恢复时间。',
  '请确保网址正确。',
  '后续进展会在本页更新。',
  '官方绝不会索要密码、验证码或助记词。',
  '账户安全提醒',
  '钱包安全须知',
  '请勿承诺任何收益',
  '请勿相信“资金安全”之类的说法',
  'Anyone who says your funds are not safe is a scammer.',
  'Do not move your funds: nobody from us asks you to move them somewhere safe.',
  'Withdrawals will resume at [time].',
  '充值已于 10:00 恢复。',
  '用户须自行承担一切损失。'
])('it is no promise: %s', (text) => {
  expect(findPromise(text)).toBeUndefined()
})

test('the promising sentence of a text is returned', () => {
  expect(findPromise('We know of it. Funds are safe! We post here.')).toBe('Funds are safe!')
  expect(findPromise('我们已注意到。**资金安全不受影响**。请留意本页。')).toBe('资金安全不受影响。')
})

test('a promise is found across lines and invisible characters', () => {
  expect(findPromise('Your funds\nare safe.')).toBe('Your funds are safe.')
  expect(findPromise('您的资金\n安全。')).toBe('您的资金安全。')
  expect(findPromise('Your fun\u00adds are s\u200bafe.')).toBe('Your funds are safe.')
})

test('a warning of others’ promises hides no promise beside it', () => {
  expect(findPromise('切勿相信谣言，您的资金安全。')).toBeDefined()
  expect(findPromise('Never believe any rumour, your funds are safe.')).toBeDefined()
})
