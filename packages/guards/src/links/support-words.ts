/** Words that impostors of the organisation use in addresses and names. */
const latin = [
  'support|service|help|assist|agent|admin|moderator|official|staff|security|secure|safety|verif|confirm|valid|auth',
  'log-?in|sign-?in|signup|account|wallet|recover|restor|unlock|unfreez|refund|compensat|claim|airdrop|bonus|reward|gift',
  'promo|event|giveaway|kyc|aml|risk|update|upgrade|migrat|connect|sync|dapp|defi|stak|mining|invest|vip|pro(?:mo)?s?(?![a-z])|app|apk|download|web|online|portal|desk|team|care|center|centre|ticket|appeal|complain|dispute|fund|withdraw|deposit|cash|pay|otc|p2p',
  // Pinyin of 客服 官方 官网 安全 登录 认证 提现 客户 充值 申诉 解冻 理赔 钱包 下载 空投 活动 福利
  'kefu|guanfang|guanwang|anquan|denglu|renzheng|tixian|kehu|chongzhi|shensu|jiedong|lipei|qianbao|xiazai|kongtou|huodong|fuli|zhongxin|fuwu|yanzheng|tuikuan'
]
const han =
  '客服|官方|官[网網]|安全|登[录錄入]|[认認][证證]|[验驗][证證]|提[现現]|客[户戶]|充值|申[诉訴]|解[冻凍]|理[赔賠]|[钱錢]包|下[载載]|空投|活[动動]|福利|中心|服[务務]|退款|人工|支持|支援|助手|[专專]'

/** Countries and messengers as separate words: harbor-tw, wa-harbor. */
const parts =
  'tw|cn|hk|sg|us|uk|eu|jp|kr|vn|global|intl|asia|wa|tg|wx|line|telegram|whatsapp|wechat'

const words = new RegExp(`${latin.join('|')}|${han}|(?<![a-z0-9.])(?:${parts})(?![a-z0-9])`, 'iu')

/** True if a text contains a word that suggests an official service: support, log-in, 客服, kefu. */
export const hasSupportWord = (text: string): boolean => words.test(text)
