// The order matters: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
const families: [pattern: RegExp, name: string][] = [
  [/\bMicroMessenger\//, 'WeChat'],
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari']
]

/** The family of a browser, without version and system; empty where nothing is known. */
export const browserFamily = (userAgent: string): string =>
  families.find(([pattern]) => pattern.test(userAgent))?.[1] ?? ''
