/**
 * Related words for the community of an exchange. `=` joins synonyms. `~` joins related words,
 * which are searched only if nothing contains the typed word.
 */
export const relatedWords = `
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
