/**
 * True if inserting, deleting or replacing one letter, or swapping two neighbours, turns `a` into
 * `b`; false for equal texts.
 */
export function isOneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const [restOfA, restOfB] = [a.slice(at), b.slice(at)]
  const swapped = restOfA.slice(0, 2) === Array.from(restOfB.slice(0, 2)).reverse().join('')
  return (
    restOfA.slice(1) === restOfB.slice(1) ||
    restOfA.slice(1) === restOfB ||
    restOfA === restOfB.slice(1) ||
    (swapped && restOfA.length > 1 && restOfA.slice(2) === restOfB.slice(2))
  )
}

/**
 * True if two names of at least six letters have the same first letter and the same letters in
 * another order.
 */
export const isReordered = (a: string, b: string): boolean =>
  a !== b && a.length > 5 && a[0] === b[0] && sorted(a) === sorted(b)

const sorted = (text: string) => Array.from(text).sort().join('')
