import pictures from './pictures.svg?no-inline'

/** The name of no drawn picture is as long as the id of an upload. */
export const isUploaded = (picture: string | null): boolean => picture?.length === 22

/** The address of a drawn picture in the one file that has them all. */
export const drawnAddress = (picture: string): string => `${pictures}#${picture}`
