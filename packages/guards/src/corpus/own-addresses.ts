/** Links that imitate okx.com or harbor.example, and links that do not. */
export const lookalikeLinks = [
  ...[
    'okx-help.test',
    'okxlogin.test',
    'myokx.test',
    '0kx.test',
    'okx.evil.test',
    't.me/okx_support'
  ],
  ...[
    'harbor-support.test',
    'harb0r.test',
    'gоharbоr.test',
    'harbro-login.test',
    't.me/harbor_kefu'
  ],
  ...[
    'https://harbor.example@evil.test',
    'harbor.example.evil.test',
    'okx[.]com[.]co',
    'ｏｋｘ－ｖｉｐ．ｃｏｍ'
  ],
  ...[
    '打开 okx点vip 领取',
    'okx (dot) support',
    'https://xn--hrbor-3ve.test',
    'evil.test/harbor-login'
  ]
]

export const innocentLinks = [
  ...['arbor.org', 'https://x.com/okx'],
  ...['bookxchange.test', 'brookx.test', 'tokxy.test', 'wikipedia.org/wiki/okx', 'goharbor.io'],
  ...[
    'harborfreight.com',
    'harbor.registry.test',
    't.me/harbor_sailing',
    'https://www.okx.com/help'
  ],
  ...[
    'api.harbor.example',
    'github.com/goharbor/harbor',
    'version 6.45.1',
    'see README.md or index.js'
  ]
]

/** Names that imitate the brands okx or harbor, and names that do not. */
export const lookalikeNames = [
  ...[
    'okx_kefu',
    'harbor-support',
    '0kx',
    'Harb0rHelp',
    '客服小王',
    '官网01',
    'guanfang8',
    'kefu01'
  ],
  ...['adm1n', 'okxkefu', 'real_harbor', 'hаrbor_fan', '技術支持', 'OfficialJohn', 'supp0rt_hk']
]

export const innocentNames = [
  ...[
    'bookxlover',
    'harborview_ed',
    'pearlharbor',
    'badminton_king',
    'unsupported-fan',
    'teammate'
  ],
  ...['小明', '方圆', '管乐', 'stephen', 'coffee99', 'modest', '海边的港', 'lookxx']
]
