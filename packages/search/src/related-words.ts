/**
 * Related words of every community, to which a forum's pack adds those of its field. `=` joins
 * synonyms, phrases among them: the same question in other words. `~` joins related words, which are
 * searched only if nothing contains the typed word. Question words count for nothing in a phrase, see
 * `question-words.ts`. Chinese words are found by their pinyin, too.
 */
export const relatedWords = `
# The same question / 同一个问题
登不上 = 登不进去 = 登录不了 = 登录不上 = 无法登录 = 登不進去 = 登录失败 = can't sign in = can't log in = can't login = cannot log in = unable to log in = locked out = 被锁
收不到验证码 = 没收到验证码 = 收不到短信 = 验证码收不到 = 收不到簡訊 = no code = code not received = didn't receive code
被骗 = 上当 = 受騙 = scammed
被盗 = 盗号 = 被盜用 = 号被盗 = 账号被盗 = hacked = stolen = compromised
忘记密码 = 密码忘了 = 忘了密码 = 找回密码 = 重置密码 = 重設密碼 = forgot password = forgot my password = lost password = reset password = password reset = forgot pw = pw reset
换手机 = 换新手机 = 新手机 = new phone
手机丢了 = 丢了手机 = 手机掉了 = lost phone = phone lost
审核中 = 人工审核 = 一直在审核 = under review = manual review = pending review
打不开 = 进不去 = 開不了 = won't open = doesn't open
扣款两次 = 重复扣款 = 重複扣款 = charged twice = double charge
人工客服 = 联系客服 = 聯絡客服 = contact support = live support

# Words / 词
身份证 = 身分證
验证码 = 驗證碼 = verification code = OTP ~ 2FA
二次验证 = 双重验证 = 两步验证 = 2FA = MFA = two-factor
验证器 = 驗證器 = 谷歌验证器 = 谷歌验证 = 谷歌验证码 = google authenticator = authenticator ~ 2FA
丢了 = 掉了 = 不见了 = lost
密码 = password = passwd = pwd = pw
账户 = 賬號 = 账号 = 帳號 = account = acct = acc
登录 = 登陆 = 登入 = sign in = login = log in
注册 = 註冊 = sign up = register
邮箱 = 信箱 = email = e-mail
退款 = refund
客服 = support = customer service
手机 = phone
卡住 = stuck = pending = 待处理
失败 = 失敗 = 不成功 = failed = fails
错误 = error = 报错
短信 = 簡訊 = SMS
推送 = 推播 = push
设置 = 設定 = settings
屏幕 = 螢幕 = screen
软件 = 軟體 = software
视频 = 視訊 = 影片 = video
剪贴板 = 剪貼簿 = clipboard
二维码 = QR = 扫码 = 掃碼
截图 = 截圖 = screenshot
时区 = 時區 = time zone = timezone
主题 = 佈景 = theme
钓鱼 = 釣魚 = phishing
诈骗 = 詐騙 = scam ~ 骗子
骗子 = scammer ~ 诈骗
导出 = 匯出 = export
导入 = 匯入 = import
用户名 = 使用者名稱 = 昵称 = 暱稱 = username
闪退 = 崩溃 = crash
被锁 = 锁定 = 被鎖 = 鎖定 = locked
网络 = 網路 = network
信息 = 資訊 = info = information
`
