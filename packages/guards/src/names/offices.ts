/** Duties of offices, and how they call themselves: "refund-dept", "account_manager". */
export const duties = [
  ...[
    'help',
    'helper',
    'mod',
    'support',
    'service',
    'customer',
    'client',
    'account',
    'billing',
    'refund'
  ],
  ...['risk', 'security', 'safety', 'fraud', 'antifraud', 'abuse', 'kyc', 'aml', 'verification'],
  ...['recovery', 'withdrawal', 'deposit', 'dispute', 'appeal', 'claim', 'complaint', 'payment'],
  ...['payout', 'finance', 'compliance', 'legal', 'community', 'tech', 'technical', 'riskcontrol']
]
export const units = [
  ...[
    'team',
    'dept',
    'department',
    'desk',
    'center',
    'centre',
    'manager',
    'mgr',
    'officer',
    'agent'
  ],
  ...['rep', 'representative', 'specialist', 'office', 'unit', 'division', 'advisor', 'consultant']
]

/** The same in simplified Chinese: 帮助中心, 风险控制部, 值班经理. */
export const chineseOffices =
  /(?:帮助|风险|客户|客诉|安全|财务|退款|申诉|投诉|举报|支付|清算|结算|审核|法务|监察|合规|服务|支持|售后|仲裁|账户|账号|资金|充值|提现|认证|实名|反洗钱|反欺诈|运维|核查|稽查|理赔|赔付|解冻)(?:控制|管理|处理|服务|支持|保障)?(?:中心|部门|部(?![落分队位])|小组|组(?![合成织队装])|专线|热线|团队)|(?:客户|账户|值班|服务|理财|财务|风险|售后|资金|社区)(?:管理)?(?:经理|主管|主任|专线)|财务小[王李张刘陈杨赵黄周吴徐孙林何郭马]/u

/** Characters of titles as they are written in two: 月艮 for 服. */
export const splitCharacters = [
  ...['月艮服', '宀各客', '竹官管', '王里理', '口贝员', '片反版', '君羊群', '且力助', '贝才财'],
  ...['立占站', '木亥核', '扌空控', '手空控', '亻直值', '人直值', '讠正证', '言正证', '扌支技'],
  ...['手支技', '宀女安', '纟且组', '宀申审', '讠斥诉', '言斥诉', '氵去法', '禾急稳', '亻言信']
].map(([first = '', second = '', whole = '']) => [first + second, whole] as const)
