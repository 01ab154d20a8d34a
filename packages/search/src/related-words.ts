/**
 * Related words for the community of an exchange. `=` joins synonyms, phrases among them: the same
 * question in other words. `~` joins related words, which are searched only if nothing contains the
 * typed word. Question words count for nothing in a phrase, see `question-words.ts`.
 */
export const relatedWords = `
# The same question / 同一个问题
未到账 = 没到账 = 没有到账 = 不到账 = 没到 = 未入账 = 没收到 = 到账慢 = not credited = hasn't been credited = not arrived = hasn't arrived = not received = haven't received = doesn't show up
提不了 = 不能提 = 提不出 = 无法提现 = 無法提領 = can't withdraw = cannot withdraw = unable to withdraw
登不上 = 登录不了 = 登录不上 = 无法登录 = 登不進去 = can't sign in = can't log in = cannot log in = unable to log in = locked out = 被锁
收不到验证码 = 没收到验证码 = 收不到短信 = 收不到簡訊 = no code = code not received = didn't receive code
选错网络 = 选错链 = 充错网络 = 转错网络 = 轉錯鏈 = wrong network = wrong chain
填错地址 = 转错地址 = 地址填错 = 打错地址 = wrong address
没填标签 = 没填memo = 忘填memo = 漏填memo = 忘記填memo = without a tag = without a memo = missing memo = forgot the memo = forgot the destination tag
被骗 = 上当 = 受騙 = scammed
被盗 = 盗号 = 被盜用 = hacked = stolen
认证失败 = 认证被拒 = 审核不通过 = 驗證失敗 = verification failed = verification rejected = KYC rejected
忘记密码 = 密码忘了 = 找回密码 = forgot password = lost password = reset password
换手机 = 换新手机 = 新手机 = new phone
手机丢了 = 丢了手机 = 手机掉了 = lost phone = phone lost
审核中 = 人工审核 = 一直在审核 = under review = manual review = pending review
打不开 = 进不去 = 開不了 = won't open = doesn't open
扣款两次 = 重复扣款 = 重複扣款 = charged twice = double charge
人工客服 = 联系客服 = 聯絡客服 = contact support = live support

# Words / 词
充值 = 儲值 = 入金 = deposit = 充币
提币 = withdrawal = withdraw ~ 提现
提现 = 提領 = 出金 = withdrawal = withdraw ~ 提币
到账 = 入账 = arrived ~ credited
网络 = 網路 = network
地址 = address
手续费 = fee = fees
身份认证 = 身分驗證 = 实名认证 = KYC = verification
身份证 = 身分證
验证码 = 驗證碼 = verification code ~ 2FA
二次验证 = 双重验证 = 两步验证 = 2FA = two-factor
密码 = password
账户 = 賬號 = 账号 = 帳號 = account
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
区块浏览器 = 區塊鏈瀏覽器 = explorer
短信 = 簡訊 = SMS
推送 = 推播 = push
设置 = 設定 = settings
屏幕 = 螢幕 = screen
软件 = 軟體 = software
视频 = 視訊 = 影片 = video
剪贴板 = 剪貼簿 = clipboard
二维码 = QR = 扫码 = 掃碼
截图 = 截圖 = screenshot
银行卡 = 金融卡 = bank card
时区 = 時區 = time zone = timezone
主题 = 佈景 = theme
钓鱼 = 釣魚 = phishing
诈骗 = 詐騙 = scam ~ 骗子
骗子 = scammer ~ 诈骗
定投 = DCA
导出 = 匯出 = export
导入 = 匯入 = import
卖家 = 賣家 = seller ~ 商家
商家 = merchant ~ 卖家
验证器 = 驗證器 = authenticator
手机 = phone
选错 = 選錯
不放币 = 不放幣 ~ 放币
白名单 = 白名單 = whitelist
防钓鱼码 = anti-phishing code
冷静期 = cooling period
区块链 = 區塊鏈 = blockchain
钱包 = 錢包 = wallet
硬件钱包 = 硬體錢包 = 冷钱包 = hardware wallet
地址簿 = address book
用户名 = 使用者名稱 = 昵称 = 暱稱 = username
税务 = 報稅 = 报税 = tax = taxes
账单 = 帳單 = statement
利息 = 收益 = rewards
质押 = staking
强平 = 爆仓 = liquidation
止损 = 停損 = stop-limit
滑点 = 滑價 = slippage
网格 = 網格 = grid
闪退 = 崩溃 = crash
地址证明 = 地址證明 = proof of address
确认数 = 確認數 = confirmations
提现失败 = withdrawal failed
被锁 = 锁定 = 被鎖 = 鎖定 = locked
`
