/**
 * Something a reader could follow or write to. `value` is the normalized form, `start` and `end`
 * are positions in the text.
 */
export type Lead = {
  kind: 'address' | 'email' | 'phone' | 'account'
  value: string
  start: number
  end: number
}
