/** A sentence with the space after it; none after Chinese punctuation. */
export const spaced = (sentence: string): string =>
  /[。！？；：]$/u.test(sentence) ? sentence : `${sentence} `
