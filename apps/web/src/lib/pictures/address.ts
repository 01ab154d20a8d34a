import pictures from './pictures.svg?no-inline'

/** The address of a drawn picture in the one file that has them all. */
export const drawnAddress = (picture: string): string => `${pictures}#${picture}`
