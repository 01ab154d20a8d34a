import { either, type BaitPattern } from './bait-patterns.ts'

// As mobiles are spelt out
const spelledMobile = '一[三四五六七八九][一二三四五六七八九零〇幺]{9}'

const myPage = '(?:看|点|进|来)我的?(?:主页|签名|简介|头像)'
const onMyPage = '我的?(?:主页|签名|简介)(?:里|上)?有?(?:联系方式|微信|群|v)'

// 私聊我, 私信联系, 滴滴我
const inPrivate = '(?:私聊|私信|私我|滴滴|戳|敲|呼|密)(?:一下)?'
const withMe = '(?:我|本人|老师|客服|联系|详聊|详谈|处理)'
const whoWants = '(?:有需要|想要的?|需要的?|感兴趣|不懂)(?:的|可以?|就|请|欢迎|都){0,6}'
const mayWrite = '(?:私聊|私信|私我|滴滴)'

// 扫码进群, 进交流群问
const scan = '(?:扫|识别)(?:一?下)?(?:描)?(?:上面|下面|图中|下方|我的)?(?:的)?'
const codeToJoin = '(?:二维)?码(?:进|加|入|联系|添加)'
const enter = '(?:拉你|进|入|加)(?:我们|咱们|内部|交流|粉丝|官方|带单|福利|的){0,6}'
const groupToAsk = '群(?:聊|领|咨询|里?(?:有|问|解决))'

const turnTo = '(?:加|找)(?:我|老师|他|她|这个人|这位)(?:的)?'
const whoSolves = '(?:好友|解决|处理|帮你|帮忙|解封|解除|追回|恢复|带)'
const consult = '(?:联系|找|咨询|加)(?:一下)?(?:我们?|这位|专业|追款)的?'
const professionals = '(?:客服|专员|老师|团队|律师|黑客|技术)'

// 可以帮你追回, 帮您找回资产
const able = '(?:可以?|能|专业|专门|代|帮|替|协助)(?:够|帮|替|你|您|大家|忙){0,6}'
const recover = '(?:追回|追款|找回|挽回|恢复|解冻|解封|解除)'
const yourLost = '(?:你|您|被){0,3}(?:的|骗){0,3}'
const assets = '(?:资金|资产|钱|损失|账户|账号|钱包|限制|币|款|u|usdt|风控)'

/** None matches without Han. */
export const inChinese: BaitPattern[] = [
  ['contact', either(spelledMobile)],
  ['contact', either(myPage, onMyPage)],
  ['private', either('(?:滴滴?|(?<![a-z])d{1,2})我')],
  ['private', either(`${inPrivate}${withMe}`, `${whoWants}${mayWrite}`)],
  ['private', either(`${scan}${codeToJoin}`, `${enter}${groupToAsk}`)],
  ['private', either(`${turnTo}${whoSolves}`)],
  ['private', either(`${consult}${professionals}`)],
  ['recovery', either(`${able}${recover}${yourLost}${assets}`)]
]
