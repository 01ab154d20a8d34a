import { Converter } from 'opencc-js/t2cn'

/** A text in simplified characters, one by one; what is not traditional Chinese stays as it is. */
// The library's own types don't resolve under nodenext.
export const toSimplified = Converter({ from: 't', to: 'cn' }) as (text: string) => string
