/**
 * Words that stand for each other in an exchange's community. `=` means the same, `~` related: looked
 * for only where nothing has the word that was typed.
 */
export const relatedWords = `
充值 = 入金 = deposit = 充币
提币 = withdrawal = withdraw ~ 提现
提现 = 出金 = withdrawal = withdraw ~ 提币
到账 = 入账 = arrived ~ credited
网络 = network
地址 = address
手续费 = fee = fees
身份认证 = 实名认证 = KYC = verification
验证码 = 驗證碼 = verification code ~ 2FA
二次验证 = 双重验证 = 两步验证 = 2FA = two-factor
密码 = password
登录 = 登陆 = 登入 = sign in = login
冻结 = 凍結 = frozen ~ 封禁
退款 = refund
客服 = support
转账 = transfer = 划转
私钥 = private key ~ 助记词
助记词 = seed phrase = recovery phrase = mnemonic
标签 = memo = destination tag
哈希 = hash = txid = 交易哈希
合约 = contract = futures
现货 = spot
挂单 = limit order = 限价单
市价单 = market order
密钥 = key = API key
限额 = limit = 额度
卡住 = stuck = pending = 待处理
错误 = error = 报错
`
