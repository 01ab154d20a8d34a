const cursorOf = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url')

/** Lists nested to this depth. */
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

/** Texts that break careless code, by what they try. */
export const hostileTexts: Record<string, string> = {
  script: '<script>alert(1)</script>',
  attribute: `"'><img src=x onerror=alert(1)>`,
  link: '[x](javascript:alert(1)) <a href="javascript:alert(1)">x</a>',
  comment: '--><!--[--><script>alert(1)</script>',
  'a line of a mail': 'Hello\r\nBcc: everybody@evil.test\r\n\r\nalert(1)',
  NUL: 'a\0b',
  'bidi controls': '\u202egnp.exe\u2066',
  'half a surrogate pair': 'a\ud800b',
  'nothing to see': '\u3164\u200b\u2800',
  'right to left, and combining marks': `مرحبا שלום Z${'\u0351'.repeat(300)}`,
  SQL: `'; drop table users; -- $1 %s \\`,
  'LIKE and tsquery': `%_\\ & | ! <-> :* ( '`,
  prototype: '__proto__',
  constructor: 'constructor',
  'a template and a path': '{{7*7}} ${7*7} <%= 7*7 %> ../../../../etc/passwd',
  'another site': '//evil.test/\\evil.test',
  'a date that is none': '2026-13-45',
  'a time that is none': '2026-02-30T25:61:61Z',
  'the year 0': '0000-00-00',
  'the last day': '9999-12-31',
  'a long text': 'x'.repeat(100_000),
  'many brackets': '[('.repeat(5_000),
  empty: ''
}

/** Numbers, sent in an address or as JSON. */
export const hostileNumbers = [-1, 0, 0.5, 1e308, 2 ** 53, 2 ** 31, 2 ** 63]

/** Values of another type than the field expects. */
export const wrongKinds: unknown[] = [
  null,
  true,
  [],
  {},
  ['x', 1, null],
  { toString: 'x', length: 5 },
  JSON.parse('{"__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}}}'),
  nested(1_000)
]

/** Invalid cursors, some of them well-formed. */
export const hostileCursors = [
  'x',
  cursorOf({}),
  cursorOf('\0'),
  cursorOf(nested(50)),
  ...[
    'not a time',
    'a\0b',
    '9999-99-99T00:00:00.000Z',
    '2026-01-01T00:00:00.000Z',
    2 ** 40,
    1e300,
    0.5,
    -1,
    null,
    true
  ].flatMap((first) =>
    [
      [first],
      [first, 1],
      [first, 'x'],
      [first, 1e300],
      [first, 0.5],
      [first, 1, 1],
      [first, first, 2 ** 60]
    ].map(cursorOf)
  )
]

/** Bodies that are no right JSON, with what they are. */
export const hostileBodies: [string, string | Buffer][] = [
  ['a list', '[]'],
  ['a number', '1'],
  ['null', 'null'],
  ['half of JSON', '{"title":'],
  ['keys of prototypes', '{"__proto__":{"role":"admin"},"constructor":{"prototype":{}}}'],
  ['deep JSON', '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000)],
  ['a megabyte', JSON.stringify({ body: 'x'.repeat(1_000_000) })],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  [
    'a field a thousand times',
    JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`f${n}`, n])))
  ]
]
