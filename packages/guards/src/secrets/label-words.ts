/**
 * Patterns of labels by kind; if labels start alike, the first kind counts. Numbers after `hash`
 * are public, after `id` are ids, after `other` are anything else, and none of them is secret.
 */
export const labelWords = {
  phrase: [
    '(?:secret )?(?:recovery|seed|mnemonic|backup|wallet|secret|restore) ?(?:phrase|words?|sentence)s?|mnemonics?|(?<![a-z0-9])seeds?(?![a-z])|(?<![a-z0-9])srp(?![a-z])|(?:1[258]|2[14]|twelve|fifteen|eighteen|twenty[ -]?four)[ -]?(?:secret |recovery |seed |english )?words?|(?:these|the|my|are) words|words? ?\\d{1,2} ?(?:-|–|to|through) ?\\d{1,2}|phrase d[eu] r[ée]cup[ée]ration|phrase (?:secr[eè]te|mn[ée]monique)|frase (?:semilla|secreta|mnem[oó]nica|de recuperaci[oó]n|de recupera[cç][aã]o|de recupero|seed|semente)|palabras semilla|palavras|parole seme',
    '(?:助|[单單])[词詞] ?\\d{1,2} ?[-~到至] ?\\d{1,2}|助[忆憶][词詞]|[记記][忆憶][词詞]|密[语語]|助[记記][词詞语語碼码]|注[记記][词詞]|[註注][记記][词詞]|助[计計][词詞]|种子(?:短[语語]|[词詞]|[单單][词詞])?|種子(?:短[语語]|[词詞]|[单單][词詞字])?|(?:恢[复復]|复原|復原|[备備]份|[还還]原|[钱錢]包|私密|秘密)(?:短[语語]|[词詞][组組]?|助?[记記]?[词詞]|[单單][词詞字]|密[语語])|(?:1[258]|2[14]|十[二五八]|二十[一四])[个個](?:英文)?(?:助[记記])?(?:[单單]?[词詞]|[单單]字|字)|zhu ?ji ?ci',
    'シード(?:フレーズ)?|リカバリー?フレーズ|復元フレーズ|ニーモニック|秘密の?フレーズ|시드(?: ?(?:구문|문구|단어))?|복구 ?(?:구문|문구|단어)|니모닉'
  ],
  totp: [
    '(?<![a-z0-9])(?:totp|otp|2fa|mfa|google ?auth(?:enticator)?|authenticator|authy|two[- ]?factor|two[- ]?step)(?: (?:app|account))?(?:[ _-]?(?:setup|backup|recovery|secret|seed|shared|manual|base32))*[ _-]?(?:secrets?|seeds?|keys?)(?![a-z])|(?:setup|set-up|manual(?: entry)?|base32|enrol+ment) ?(?:keys?|secrets?|code)',
    '(?:谷歌|[谷古]哥|google|2fa|totp|otp|[动動][态態]|身份|[两兩兩]步|[双雙]重|二次|[两兩]?步?[验驗][证證]|[认認認][证證]|[绑綁綁]定|手[动動][输輸]入)[\\s的]{0,2}(?:[验驗][证證]器?|[认認][证證]器?|口令|令牌)?[\\s的]{0,2}(?:[备備]份)?(?:密[钥鑰匙]|秘[钥鑰匙]|金[钥鑰匙]|私[钥鑰]|种子|種子|[设設]置密?[钥鑰])|16位(?:的)?(?:密|秘|金)[钥鑰匙]'
  ],
  backup: [
    '(?:backup|back-up|recovery|rescue|emergency|scratch|reserve|single[- ]use)(?: (?:login|2fa|mfa|access|security))? ?(?:codes?|keys?)',
    '(?:[备備]用|[备備]份|恢[复復]|救援|[应應]急|[紧緊]急|逃生|一次性恢[复復]|復原|[还還]原|[后後][备備])(?:[验驗][证證]|安全|登[录錄])?(?:代?[码碼]|[验驗][证證][码碼])'
  ],
  password: [
    '(?:[资資][金产產]|交易|支付|提[币幣现現]|登[录錄陆陸入]|[账賬帳][户戶号號]|取款|[银銀]行卡?|wifi|[锁鎖]屏|解[锁鎖]|二[级級]|[邮郵]箱|[钱錢]包|管理|安全|手[势勢]|原|旧|舊|新|初始|默[认認]|[预預][设設])?的?(?:[密蜜秘][码碼马馬]|口令|暗[码碼])|mi ?ma(?![a-z])',
    '(?<![a-z0-9])same (?:log-?in|pw|one|credentials)(?![a-z])|(?<![a-z0-9])(?:(?:fund|funds|trading|trade|withdrawal|payment|asset|login|account|wallet|master|old|new|current|temp(?:orary)?|default|root|admin|db|database)[ _-]?)?(?:password|passwd|passcode|passphrase|pass[ ._-]?word|pass(?![a-z0-9])|pwd|psw|pswd|pw(?![a-z0-9])|pin(?: ?code| number)?(?![a-z0-9])|passwort|contrase[nñ]a|mot de passe|senha|heslo)s?(?![a-z])|パスワード|비밀번호'
  ],
  code: [
    '(?:verification|verify|verifying|security|sms|text(?: message)?|2fa|mfa|2-?factor|two-?factor|two-?step|one[- ]?time|log-?in|sign-?in|auth(?:entication|enticator|orization)?|authy|google|otp|totp|confirmation|withdrawal|e-?mail(?:ed)?|phone|access|temporary|[4568][- ]?digit|(?:four|six|eight)[- ]?digit|pass)[ -]?(?:pass)?codes?(?! ?(?:names?|length|field|box))|(?<![a-z0-9])otps?(?![a-z])|(?<![a-z0-9])(?:my|your|the|that|this|a|his|her|their|another|new|last|latest) codes?(?![a-z])|(?<![a-z0-9])codes?(?= (?:i|they|you|he|she|we|is|was|are|were|that|sent|came)(?![a-z]))|one[- ]time pass(?:word|code)?s?|(?<![a-z0-9])(?:2fa|mfa|totp)(?![a-z])|authenticator(?: app)?|yzm|yan ?zheng ?ma',
    '[验驗]?[证證]?(?:[验驗][证證]|[动動][态態]|校[验驗]|[认認][证證]|[确確][认認]|短信|[简簡][讯訊]|手[机機]|[邮郵](?:箱|件)|谷歌|google|安全|登[录錄入]|提[币幣現现]|[转轉][账賬帳]|一次性|[临臨][时時]|[随隨][机機]|身份|[数數]字|六位|6位|[识識][别別])(?:[的得])?(?:[验驗][证證]|短信|[动動][态態]|安全|校[验驗])?(?:密?[码碼]|口令|[数數]字)|[验驗][码碼]|[动動][态態]口令|(?:收到|[发發][来來给給]|弹出|[显顯]示|[给給])(?:[了的])?(?:[数數]字|[码碼]|那[个個串]|6位|六位)|那[个個][码碼]|[这這][个個][码碼]|[码碼](?=[是为為:])',
    '(?<![a-z0-9])(?:texted|sms(?:ed)?)(?: me| us)?(?![a-z])|短信|[简簡][讯訊]'
  ],
  card: [
    '(?:信用|[银銀]行|借[记記]|[储儲]蓄|工[资資]|[贷貸][记記]|[招农農工建中交]行)?卡[号號]?|(?:credit|debit|bank|visa|master|pay(?:ment)?|amex)[ -]?card(?: (?:number|no\\.?))?|(?<![a-z0-9])cards?(?: (?:number|no\\.?))?(?![a-z])|(?<![a-z0-9])cc(?= ?(?:number|no\\.?|#|is|:))|(?<![a-z0-9])(?:visa|mastercard|unionpay|amex|american express|jcb|discover)(?![a-z])|[银銀][联聯]|(?<![a-z0-9])pan(?![a-z])|cvv'
  ],
  identity: [
    '身[份分]?[证證](?:[号號件][码碼]?)?|身份[号號]?[码碼]|[证證]件[号號]?[码碼]?|(?<![a-z0-9])(?:identity|national|government|citizen)(?: ?(?:card|id|number|no\\.?|document)){0,3}|(?<![a-z0-9])(?:hkid|nric|fin|ssn|itin)(?![a-z])(?: (?:number|no\\.?))?|social security(?: (?:number|no\\.?))?|社(?:会|會)?(?:安全|保障?)[号號]?[码碼]?|(?<![a-z0-9])id(?: (?:card|number|no\\.?)){1,2}|(?<![a-z0-9])(?:my|his|her) id(?![a-z])|居民[证證]|居留[证證]|[统統]一[编編證证]|香港身份|sfz'
  ],
  passport: [
    'passport(?: (?:number|no\\.?|num|#|is))?|[护護]照(?:[号號][码碼]?|[编編][号號])?|[通回][行乡鄉][证證](?:[号號][码碼]?)?|台胞[证證](?:[号號][码碼]?)?|travel document'
  ],
  api: [
    '(?:api|access|app|client|bearer|auth|refresh|session|service|deploy|webhook|bot|secret)[ _-]?(?:secret[ _-]?)?(?:access[ _-]?)?(?:secrets?|keys?|tokens?|id)(?:[ _-]?(?:key|id|secret))?(?![a-z])|x-api-key|secret[ _-]?access[ _-]?key|(?:login|personal|jwt)[ _-]tokens?',
    '(?:api|app|接口|[访訪][问問]|[应應]用|[开開][发發](?:者)?|客[户戶]端|[调調]用|[程程]序|只[读讀]|交易|机器人|機器人)[\\s的]{0,2}(?:访问|訪問)?(?:secret|key|密[钥鑰匙]|秘[钥鑰匙]|金[钥鑰匙]|令牌|私[钥鑰]|token)|[访訪][问問]令牌|令牌|密钥[对對]|appsecret|secretkey|accesskey'
  ],
  key: [
    '(?:wallet |my |the )?(?:priv(?:ate)?|secret|signing|wallet|master|spend|account|export(?:ed)?|import|raw|hex|burner|hot wallet|deployer|validator|ssh)[ _-]?(?:priv(?:ate)?[ _-]?)?keys?(?![a-z])|privkey|prvkey|pkey|(?<![a-z0-9])pk(?![a-z])|(?<![a-z0-9])sk(?![a-z])|(?<![a-z0-9])pvk(?![a-z])|private ?k(?![a-z])|(?:exported|export) (?:it|this|one|from (?:my )?[a-z]+)|(?:phantom|metamask|solflare|wallet) export|key ?pair|keystore|id\\.json|clave privada|cl[ée] priv[ée]e|chiave privata|chave privada',
    '私[钥鑰匙鍵键]|秘[钥鑰匙]|密[钥鑰匙]|金[钥鑰匙]|[钱錢]包[钥鑰]匙|私人[密金]?[钥鑰]匙?|私有[密金]?[钥鑰]|si ?yao(?![a-z])|[导導]出(?:[来來])?(?:的|了|:)|秘密鍵|개인 ?키|프라이빗 ?키',
    '(?<![a-z0-9])secrets?(?![a-z])|(?<![a-z0-9])keys?(?![a-z]| ?(?:fingerprint|size|length|id|pair))'
  ],
  hash: [
    'ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-[a-z0-9]+|pub(?:lic)?[ _-]?key|公[钥鑰匙]|公开密[钥鑰]|host[ _-]?key|primary[ _-]?key|foreign[ _-]?key|cache[ _-]?key|idempotency[ _-]?key|hot ?key|key (?:fingerprint|size|length|id|pair id)|fingerprint|指[纹紋]',
    '(?<![a-z0-9])tx(?:n|id|hash|s)?(?![a-z])|transactions?|hash(?:es)?(?![a-z])|(?<![a-z0-9])blocks?(?![a-z])|addresse?s?|(?<![a-z0-9])addr(?![a-z])|contracts?|sha-?\\d{1,3}|checksums?|digests?|commits?|signatures?|merkle|(?<![a-z0-9])root(?![a-z])|integrity|nonce',
    '哈希|[杂雜][凑湊]|散列|交易(?!所|密[码碼]|pin|口令)|[区區][块塊]|地址|合[约約]|[签簽]名|校[验驗](?![码碼])|指令集'
  ],
  id: [
    '(?<![a-z0-9])(?:orders?|uid|user ?id|account ?id|device ?id|request ?id|trace ?id|order ?id|tickets?|(?<!(?:lower|upper|any|in|worst|this) )cases?|tracking|invoices?|refs?|references?|batch|serial|memo|destination tag|shipment|parcel|merchant|sku|isbn|imei|sn)(?![a-z])',
    '[订訂][单單]|流水|[编編][号號]|工[单單]|[运運][单單]|快[递遞]|[发發]票|案件|[单單][号號]|票[号號]|批次|型[号號]|回[执執]|用[户戶](?:id|[号號])|商[户戶]|[条條][码碼]|[标標][签籤]'
  ],
  other: [
    '(?:error|status|exit|response|return|http|source|country|area|zip|post(?:al)?|bank|swift|sort|qr|bar|product|promo|referral|invite|invitation|discount|coupon|voucher|gift|stock|ticker|dress|airport|branch|currency|language|build) ?codes?|postcode|zip',
    '(?:[错錯][误誤]|[状狀][态態]|返回|[响響][应應]|邀[请請]|推[荐薦]|兑换|兌換|[优優]惠|[国國]家|地[区區]|[区區]域|邮政|[邮郵]|二[维維]|[条條]形?|股票|[产產]品|机构|機構|[银銀]行代|分行|活动|活動|红包|紅包|渠道|推广|推廣|追踪|跟踪|[识識][别別]|[响響]应|券|提取)[码碼]|[错錯][误誤]代[码碼]|代[码碼]|(?<![a-z0-9])err(?:or|no)?(?![a-z])|exception',
    '(?<![a-z0-9])(?:version|build|height|timestamp|time|date|year|amount|balance|price|volume|profit|total|port|phone|tel|mobile|number|sender|room|flat|extension|model|firmware|page|line|row|post|topic|thread|transfer|deposit|withdrawal|withdrew|paid|received|bought|sold|usdt|usd|btc|eth|cny|rmb|block|epoch|slot|chapter|section|article)s?(?![a-z])',
    '[时時][间間戳]|日期|年份|金[额額]|[余餘][额額]|[价價]格|[数數]量|手[续續][费費]|[电電][话話]|手[机機](?:[号號]|[尾末])|尾[号號]|末四位|[后後]四位|端口|[号號][码碼段]|房[间間]|客服[号號工]|工[号號]|[转轉][账賬帳]|充值|提[现現币幣]|到[账賬帳]|扣款|共[计計]|一共|客服[电電]|版本|高度'
  ]
} as const
