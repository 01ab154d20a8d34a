/** What lures somebody out of the public forum, where the fraud happens. */
export const baitKinds = ['contact', 'recovery', 'private'] as const
export type BaitKind = (typeof baitKinds)[number]

// Each ends within a few characters of where it begins, so none can be made to run long.
export type BaitPattern = [BaitKind, RegExp]

/** A pattern from its ways, any of which is enough. */
export const either = (...ways: string[]) => new RegExp(ways.join('|'), 'u')

/** The same as a part of one. */
export const oneOf = (...ways: string[]) => `(?:${ways.join('|')})`

/** The names of apps, of which some are written in many ways to evade filters. */
export const apps = oneOf(
  '微信|薇信|威信|徽信|维信|微x|薇x|[薇微威v]❤|v信|v\\.?x|w\\.?x|wei ?xin|we ?chat',
  'q ?q|扣扣|企鹅|电报|纸飞机|飞机|tg|t\\.g|telegram|telegr[a4]m|whats ?app|wa|signal|line|skype',
  'kik|discord|instagram|ig|蝙蝠|抖音'
)
