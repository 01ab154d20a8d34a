/** Endings that are also file extensions. */
const ofFiles = new Set(['md', 'sh', 'py', 'zip', 'rs', 'pl', 'ps', 'so', 'mov', 'pub', 'cab'])

/** Words that introduce a host, whatever its ending. */
const visiting =
  /(?:visit|open|go to|log ?in (?:at|to|on)|sign ?in (?:at|to|on)|website|site|via|访问|訪問|打开|打開|前往|登录|登錄|登入|官网|官網|网址|網址|网站|網站|链接|連結)[^.。\n]{0,24}$/iu

/** Names of products with a dot: "Socket.IO", "Co.Ltd", "ASP.NET". */
const names = new Set([
  'socket.io',
  'asp.net',
  'vb.net',
  'ado.net',
  'co.ltd',
  'engine.io',
  'draw.io',
  'ios.android',
  'err.no'
])

/** Fields and methods of APIs: order.id, account.info. */
const fields =
  'account|api|asset|balance|book|client|config|contract|data|deposit|event|fill|futures|item|market|margin|message|order|params|payload|position|request|response|result|row|self|server|session|spot|stream|sub|symbol|this|ticker|token|trade|transaction|user|wallet|withdrawal|ws'
const members =
  'bar|box|cash|exchange|fail|fund|fyi|host|id|info|is|link|loan|market|name|network|new|ping|price|report|run|stream|to|total|trade|trading|type|watch|work|works|zone'
const field = new RegExp(String.raw`^(?:${fields})\.(?:(?:${fields})\.)?(?:${members})$`, 'u')

/** Package names start with the ending: com.harbor.exchange. */
const named =
  /(?:package|bundle|app ?id|class|import|namespace|包名|类名|類別|套件)[^.。\n]{0,16}$/iu
const packageName = /^(?:com|org|net|io|dev|me|co|app)(?:\.[\w-]+){2,}$/u

/** A sentence that starts without a space: "completed.It will". */
const sentence = /\.(?:As|At|Be|By|Do|In|Is|It|Me|My|No|So|To|Us|We)$/u

/**
 * True if what looks like a host is a file, the name of software or a package, a field of an API,
 * or two sentences without a space between them.
 */
export function isNoHost(
  host: string,
  { before, after }: { before: string; after: string }
): boolean {
  const plain = host.toLowerCase()
  if (names.has(plain) || field.test(host)) return true
  if (packageName.test(plain) && named.test(before)) return true
  if (sentence.test(host) && /^ [a-z]/.test(after)) return true
  const ending = plain.split('.').at(-1) ?? ''
  return ofFiles.has(ending) && !visiting.test(before)
}
