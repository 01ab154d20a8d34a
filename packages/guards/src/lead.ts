/**
 * What a reader could follow or write to: `value` as it is compared, `start` and `end` its place in the
 * text.
 */
export type Lead = {
  kind: 'address' | 'email' | 'phone' | 'account'
  value: string
  start: number
  end: number
}
