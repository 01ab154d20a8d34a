type Names = [pattern: RegExp, name: string][]

// The order matters: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
const browsers: Names = [
  [/\bMicroMessenger\//, 'WeChat'],
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari']
]
const systems: Names = [
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bHarmonyOS\b|\bOpenHarmony\b/, 'HarmonyOS'],
  [/\bWindows\b/, 'Windows'],
  [/\b(Macintosh|Mac OS X)\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux']
]

const named = (names: Names, userAgent: string) =>
  names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? ''

/** The browser family without version and system. Empty if unknown. */
export const browserFamily = (userAgent: string): string => named(browsers, userAgent)

/** A device name that its owner recognises, such as "Chrome · Windows". Empty if unknown. */
export const deviceOf = (userAgent: string): string =>
  [browserFamily(userAgent), named(systems, userAgent)].filter(Boolean).join(' · ')
