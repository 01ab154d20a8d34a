/** A sentence, with the space that keeps what follows away from it; none where it ends as Chinese does. */
export const spaced = (sentence: string): string =>
  /[。！？；：]$/u.test(sentence) ? sentence : `${sentence} `
