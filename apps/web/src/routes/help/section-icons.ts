import type { Section } from '#lib/shapes.ts'
import type { IconName } from '#lib/ui/icons.ts'

/** The pictures of sections. */
export const sectionIcons: Record<Section['icon'], IconName> = {
  account: 'user',
  shield: 'shield',
  wallet: 'wallet',
  coins: 'coins',
  chart: 'chart',
  card: 'card',
  game: 'game',
  phone: 'phone',
  globe: 'globe',
  book: 'book',
  start: 'start',
  help: 'question'
}
