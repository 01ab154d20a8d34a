/** Returns a function that computes posts a second, since now, and seconds until all are done. */
export function progressOf() {
  const from = performance.now()
  let first: number | undefined
  return (done: number, total: number) => {
    first ??= done
    const seconds = Math.max(0.001, (performance.now() - from) / 1000)
    const rate = Math.round((done - first) / seconds)
    return { rate, left: rate > 0 ? Math.ceil((total - done) / rate) : '?' }
  }
}
