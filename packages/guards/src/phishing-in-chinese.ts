import { apps, either, oneOf, type PhishingPattern } from './phishing-patterns.ts'

// As mobiles are spelt out
const spelledMobile = '[一幺][三四五六七八九][一二三四五六七八九零〇幺]{9}'

const myPage =
  '(?:看|点|进|来|去)我的?(?:主页|签名|简介|头像|空间|资料|动态|自介|自我介绍|个签|个人(?:页|档案|介绍))'
const page = '(?:主页|签名|简介|头像|资料)(?:里|上|中)?'
const contact = oneOf('联系方式|联系我|电话|手机号?|号码|群|v', apps)
const onMyPage = `${page}(?:有|留了?|写了?|挂着|就?是)(?:我的?)?${contact}|我的?${page}${contact}(?!号?(?:是旧|是错|[改换不没怎显错组]))`

const atMyPage = oneOf(
  '(?:放|写|贴|挂|留|附)(?:到|在)了?我的?(?:个人)?(?:档案|主页|页面|简介|资料|自介|签名|置顶)(?![^，。！!\\n]{0,3}[吗?？])',
  '(?:主页|简介|签名)见(?![不到过])|见我的?(?:主页|简介|签名|头像)',
  '联系方式在(?:我的?)?(?:主页|简介|签名|头像)'
)
// 联系我，帮你处理; 解冻联系我
const reachMe = oneOf(
  '联系我[,，]?(?:马上|立刻|就)?[帮替教带][你您]',
  '(?:解冻|解封|追回|追款|代办)(?:的|请|就)?联系我(?!们)'
)

// 私聊我, 私信联系, 滴滴我
const inPrivate = '(?:私[聊信讯]|私我|滴滴|戳|敲|呼|密)(?:一下)?'
const withMe = '(?:我|本人|老师|客服|联系|详聊|详谈|处理|粉专|小编)'
const whoWants = oneOf(
  '(?:有需要|想要的?|需要的?|感兴趣|不懂|(?<!会)不会(?=的)|不清楚)(?:的|可以?|就|请|欢迎|都|直接){0,6}',
  '(?:想|要|需要?)[^，。！？,!?\\n]{1,12}的(?:朋友|老板|兄弟|姐妹|伙伴|人|可以?|都|就|请|直接|欢迎|来){0,4}'
)
const mayWrite = oneOf(
  '私[聊信讯]|私我|私(?=$|[，,。！!~ \\n])|d{1,3}(?![a-z])|滴|密|戳|吱|报名|扣|扫|留言|举手',
  '问我|来找|看我(?!之前|以前|上|前|发|写|这)|进群|加(?![载密速仓])|tel|跟我说|我给[你您]'
)
// 有意私, 有意者请洽
const interested = '有?意(?:者|的)(?:请|可)?[私密洽]|有意(?:请|可)?[私密洽]'

// 给我个联系方式, 把名片推你, 传他的联络方式给你, 已经给你发消息了, 小窗说, 移步微信办理
const details = '(?:名片|联[系络]方式)'
const passOn = oneOf(
  `(?:[给留发]我[一个下]{0,2}|[加换][一个下]{1,2})${details}`,
  `${details}(?:推|发|传|给){0,2}[你您]`,
  `[推发传][你您][^，。！？,!?\\n]{0,4}${details}`,
  '给[你您]发了?(?:消息|私信|信息)(?!了?吗|功能)|私信[你您]了(?!吗)',
  `给[你您][他她我]的?${apps}`
)
const remote = '[喊叫找]我远程|远程(?:帮|协助)[你您]'
const aside = `(?:小窗[聊说](?!明)|私下[聊谈](?![过了])|换个?地方[聊说谈](?!不定))|扫我的?(?:头像|码|二维码|主页)|${remote}`
const ownApp = `我有${apps}(?![账帐号登支里绑和与跟])`
const toTalk = '(?:办理|处理|聊(?!天记录)|沟通|谈|说|咨询(?!客服)|联系(?![你您]|客服))'
const moveTo = `(?:直接|移步|转到?|走|去|来|换|用)${apps}(?:上|里|[跟和与]我)?${toTalk}`

// V我 abc, 密我, "，私聊有优惠", 看私信, 来找我; not "v我50", which asks for a hamburger
const toMe =
  '(?<![a-z\\d])[vq]我(?! ?\\d{1,3}(?!\\d))|[密薇]我|扣我(?=$|[，,。！!~ \\n])|(?<![偷公自])私我'
const alone = '(?:^|[，,。！!？?~～ \\n])(?:详情|价格|细节|具体|可以?|请|欢迎|直接|需要?|要的){0,3}'
const inPrivateAlone = `${alone}私[聊信讯](?:有|领|发|报|问|就|即|即可|我)?(?=$|[，,。！!~～ \\n优价福])`
const seeInbox = '(?:看|查看|回|看下|看一下)(?:一?下)?(?:我的?|你的?)?私信(?!功能|设置|列表)'
const findMe = oneOf(
  '(?:^|[，,。！!？?的来接以请迎就都要 \\n])找我(?!之|以|[们自己]|[要说谈来的借])',
  '(?<![来不没别])加我(?=$|[,，。！!~ ])'
)

// 留个微信我加你, 把手机号发我
const yours = `(?:你|您|大家)?(?:们)?的?(?:注册)?的?(?:${contact}|(?<=个)v)(?:号码?)?`
const leaveYours = `(?:^|[，,。！!请以您你 ])(?:留|报|提供)(?:个|下|一下|给我)?(?:你|您)的?${yours}`
const leaveOne = `留(?:个|一下|下)${yours}(?![了吗的])`
// Asked from the verb on: the names of contacts are many, and begin in most texts.
const sendYours = `(?:发|给|报|告诉|留)给?我(?![删改换解停注取])(?<=${contact}(?:号码?)?(?:发|给|报|告诉|留)给?我)(?<!打(?:了|过|个)?电话给我)`
const mayLeave = `方便(?:的话)?[,，]?(?:留|给|加|发)(?:个|一下|下|我)?(?:你的?|您的?)?(?:${contact}|v(?![a-z]))`
// 加的时候说是论坛来的, 来隔壁, 下载 anydesk 我帮你
const sayWhence = '加(?:我)?的?时候?(?:请|就|记得)?(?:说|备注|注明)|备注(?:一下)?(?:论坛|来意|从哪)'
const nextDoor = '(?:来|去|上|到)隔壁(?!(?:桌|房|班|邻居|楼|部门|老王))'
const remoteTools = '(?:anydesk|teamviewer|rustdesk|ultraviewer|todesk|向日葵)'
const shareScreen = `${remoteTools}[^。！？!?\\n]{0,12}(?:号|码|id)[^。！？!?\\n]{0,4}(?:发|给|报|告诉)(?:给)?我|${remoteTools}(?:的)?(?:号|码|id|识别码|代码)?(?:发|给|报|告诉)(?:一下)?(?:给?我)|(?:装|下载|打开|开|用)(?:一?下|个|好)?${remoteTools}[^。！？!?\\n]{0,8}(?:我(?:来|帮|给|就)|帮你|给你|教你)|共享(?:一下)?屏幕[^。！？!?\\n]{0,6}(?:给我|我(?:来|帮)|帮你)`
const willAddYou =
  '我(?:们|这边|来|再|去|就|会|好){0,2}(?:加|联系|打给)[你您](?!们|的?(?:客服|的)|说的|提到)'

// 想进群的回我 +1，我拉你; 踢我一下，我单独发你; 可以搵我; 加入官方窗口 @harbor-gift
const toGroup =
  '进群的?(?:人|朋友)?(?:请|就)?(?:回|扣|留言?) ?(?:我|\\+?[16]|数字)|回我? ?\\+ ?1[^。！？!?\\n]{0,6}拉[你您]'
const onlyYou =
  '(?:需要|想要|要)的?人?[^，。！？,!?\\n]{0,4}踢我|我(?:再|会|就)?(?:单独|私下|悄悄)(?:发|给|告诉|传)(?:给)?[你您](?!们)'
const cantonese = '(?:可以|即管|随时|有需要)(?:再|就)?[搵揾]我(?!哋|们)'
const toWindow =
  '(?:加入?|联系|洽|找)(?:我们?的?)?(?:官方|专属|人工|领奖|客服){0,2}(?:窗口|(?:客服|账号|专员|助手)(?= ?@[a-z\\d_-]{3,30} ?[(（]?' +
  apps +
  ')) ?@[a-z\\d_-]{3}'

// 扫码进群, 进交流群问
const scan =
  '(?:扫|识别)(?:一?下)?(?:描)?(?:上面|下面|图中|图里|图上|图片|图|下方|我的|这个)?(?:里|上|中)?(?:的)?'
const codeToJoin =
  '(?:二维)?码[,，]?(?:进|加|入|联系|添加(?!谷歌|google|密钥|验证|到|不|设备)|备注(?!写|填|要|是))'
const enter = '(?:拉你|进|入|加)(?:我们|咱们|内部|交流|粉丝|官方|带单|福利|的){0,6}'
const pullYou = '拉[你您](?:们)?[^，。！!\\n]{0,6}(?:进|入)?[^，。！!\\n]{0,6}群'
const groupToAsk = '群(?:聊|领|咨询|里?(?:有|问|解决))(?![了过])'

const turnTo = '(?:加|找)(?:我|老师|他|她|这个人|这位)(?:的)?'
const whoSolves = '(?:好友|解决|处理|帮你|帮忙|解封|解除|追回|恢复|带)'
const consult = '(?:联系|找|咨询|加)(?:一下)?(?:我们?|这位|专业|追款)的?'
const professionals = '(?:客服|专员|老师|团队|律师|黑客|技术)'

// 可以帮你追回, 帮您找回资产; not 能不能帮忙追回
// 站外聊, 我这边有申诉的渠道, 不成功不收费
const outside = '(?:站外|场外|论坛外|线下)(?:联系|聊|沟通|交流|详谈|细说)(?!方式)'
const channel =
  '(?:我|我们)(?:这里|这边|这儿)?有(?:内部|特殊|专门|绿色|人工)?(?:的)?(?:申诉|解冻|解封|处理|提现|找回)?(?:的)?(?:渠道|通道|关系|门路|路子)(?!吗|么)'
const noFee =
  '(?:不成功|没成功|不到账)(?:就)?不收(?:费|钱)|先(?:成功|到账|办好)(?:再|后)付|成功(?:后|了)?再(?:付|给|收)(?:款|费|钱)'
// 我认识一个黑客可以追回, 老师带单, 跟单群
const knowsOne =
  '(?:我|我们)?(?:认识|找到?|知道|推荐)(?:了)?(?:一)?(?:个|位|家)[^，。！？,!?\\n]{0,8}(?:黑客|大神|高手|律师|老师|团队|公司|机构|专家|渠道|朋友)[^，。！？!?\\n]{0,10}(?:追回|找回|解冻|解封|恢复|拿回|要回|带(?:我|你|单))'
const tipsters = '(?:老师|大神|导师|高手|分析师)(?:免费)?(?:带单|喊单|带飞|带你|指导(?:操作|交易))'
const able =
  '(?<!能不能?|可不可以?|可不)(?:可以?|能|专业|专门|代|帮|替|协助)(?:够|帮|替|你|您|大家|忙){0,6}'
const recover = '(?:追回|追款|找回|挽回|恢复|解冻|解封|解除)'
const yourLost = '(?:你|您|被){0,3}(?:的|骗){0,3}'
const assets = '(?:资金|资产|钱|损失|账户|账号|钱包|限制|币|款|u|usdt|风控)'

/** None matches without Han. */
export const inChinese: PhishingPattern[] = [
  ['contact', either(spelledMobile)],
  ['contact', either(myPage, onMyPage, atMyPage, reachMe, toWindow)],
  ['private', either('(?:滴滴?|(?<![a-z\\d])d{1,2})我')],
  ['private', either(`${inPrivate}${withMe}`, `${whoWants}${mayWrite}`, interested)],
  ['private', either(toMe, inPrivateAlone, seeInbox, findMe)],
  ['contact', either(leaveYours, leaveOne, sendYours, willAddYou, mayLeave, sayWhence)],
  ['private', either(nextDoor, shareScreen, outside)],
  ['private', either(pullYou, passOn, aside, ownApp, moveTo, toGroup, onlyYou, cantonese)],
  ['private', either(`${scan}${codeToJoin}`, `${enter}${groupToAsk}`)],
  ['private', either(`${turnTo}${whoSolves}`)],
  ['private', either(`${consult}${professionals}`)],
  ['recovery', either(knowsOne, tipsters, channel, noFee)],
  ['recovery', either(`${able}${recover}${yourLost}${assets}`)]
]
