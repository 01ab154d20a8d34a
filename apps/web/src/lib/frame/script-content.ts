/** JSON-LD for a script element; no value can close the element. */
export const scriptContent = (data: object): string =>
  JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c')
