import { toSimplified } from '../text-forms/simplified.ts'

/** Words that only staff may have in a name, alone or with others. */
export const titles = [
  ...['admin', 'admins', 'administrator', 'official', 'support', 'helpdesk', 'moderator', 'staff'],
  ...[
    'customerservice',
    'customersupport',
    'customercare',
    'helpcenter',
    'supportteam',
    'sysadmin'
  ],
  ...['customerhelp', 'techsupport', 'servicedesk', 'servicecenter', 'livesupport', 'liveagent'],
  ...[
    'supportagent',
    'helpline',
    'hotline',
    'securityteam',
    'securitycenter',
    'mods',
    'superadmin'
  ],
  ...[
    'sysop',
    'sysops',
    'groupowner',
    'forumadmin',
    'officialteam',
    'verificationteam',
    'kycteam',
    'riskcontrol',
    'compliance',
    'trustsafety',
    'trustandsafety',
    'fraudprevention',
    'onlineservice',
    'dutymanager',
    'ondutymanager'
  ],
  // Agents are numbered, as in kf001. Without a zero it may be a mask, as KF94 is.
  'kf0',
  // Pinyin of Chinese titles: 客服 官方 管理员 版主 专员 工作人员 技术支持 安全中心 风控 财务 运营
  ...['kefu', 'guanfang', 'guanliyuan', 'banzhu', 'zhuanyuan', 'gongzuorenyuan', 'jishuzhichi'],
  ...[
    'anquanzhongxin',
    'fengkong',
    'caiwubu',
    'yunying',
    'zaixiankefu',
    'rengongkefu',
    'xiaozhushou'
  ],
  ...['guanfangkefu', 'kefuzhongxin', 'fuwuzhongxin', 'kehufuwu', 'shenheyuan', 'guanwang']
]

/** Titles that are also found within longer words, as nothing else is spelled like them. */
export const unmistakable = [
  ...['admin', 'official', 'support', 'helpdesk', 'moderator', 'customerservice', 'customercare'],
  ...['kefu', 'guanfang', 'guanliyuan', 'banzhu', 'gongzuorenyuan', 'jishuzhichi', 'anquanzhongxin']
]

/** Words that contain a title by chance: "unsupported", "badminton". */
export const harmless = [
  ...[
    'badminton',
    'unofficial',
    'supporter',
    'unsupported',
    'supported',
    'supportive',
    'lifesupport'
  ],
  ...['officially', 'administrative', 'administration', 'sadmin'],
  ...['communitycenter', 'communitycentre', 'technicalunit']
]

/** Innocent only as the whole name: kefu_erik is none. */
export const harmlessAlone = ['kefuer']

/** Titles in simplified Chinese, found anywhere in a name. */
export const chineseTitles = [
  ...['客服', '官方', '管理员', '管理组', '专员', '版主', '工作人员', '技术支持', '站长'],
  ...['帮助中心', '风险控制', '值班经理', '群主', '群管', '超管', '吧主', '值班客服', '值班员'],
  ...[
    '安全中心',
    '客户服务',
    '服务中心',
    '风控',
    '财务部',
    '系统通知',
    '系统消息',
    '系统管理',
    '小助手',
    '运营'
  ],
  ...[
    '官网',
    '官号',
    '人工服务',
    '在线服务',
    '服务台',
    '审核员',
    '审核组',
    '客户经理',
    '安全员',
    '稽核'
  ],
  ...[
    '理赔',
    '监管',
    '合规',
    '反诈',
    '工单处理',
    '技术部',
    '财务专',
    '核验',
    '申诉中心',
    '处理中心',
    '人工处理',
    '处理专',
    '举报中心',
    'vip经理'
  ]
].map(toSimplified)

/** Titles in a joke or a negation, and words that contain one by chance. */
export const harmlessChinese =
  /[非不反]官方|官方(?:吐槽|黑粉)|吐槽官方|群主任(?![务命职])|站长素材|合规律(?!师)/gu

/** Characters that look like those of the titles at a glance. */
export const passing: Record<string, string> = {
  ...{ 喀: '客', 愘: '客', 咯: '客', 宫: '官', 倌: '官', 棺: '官', 涫: '官', 菅: '管', 愙: '客' },
  ...{ 箮: '管', 琯: '管', 埋: '理', 狸: '理', 圆: '员', 砖: '专', 板: '版', 昄: '版', 贠: '员' },
  ...{ 䈈: '服', 肦: '服', 菔: '服', 鈁: '方', 坊: '方', 芳: '方', 囯: '国', 珐: '方', 経: '经' }
}
