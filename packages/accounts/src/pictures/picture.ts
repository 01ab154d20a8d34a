import { atLeast, type Role } from '@stoa/core'

/** The pictures that everybody can choose; `pictures.svg` of the pages draws them. */
export const drawnPictures = [
  ...(['cat', 'dog', 'bear', 'panda', 'koala', 'rabbit', 'owl', 'raccoon', 'hedgehog'] as const),
  ...(['sheep', 'elephant', 'duck', 'whale', 'octopus', 'turtle', 'fish', 'snail', 'bee'] as const),
  ...(['cactus', 'sunflower', 'tulip', 'sprout', 'mushroom', 'pine', 'acorn', 'bamboo'] as const),
  ...(['lotus', 'pear', 'citrus', 'watermelon', 'cherries', 'sun', 'moon', 'cloud'] as const),
  ...(['rain', 'rainbow', 'snowflake', 'planet', 'comet', 'balloon', 'sailboat'] as const),
  ...(['lighthouse', 'tent', 'kite', 'teapot', 'lantern', 'umbrella', 'mountain'] as const)
]

export type DrawnPicture = (typeof drawnPictures)[number]

/** No drawn picture has a name as long as the id of an upload. */
export const uploadIdLength = 22

export const isUploaded = (picture: string | null): picture is string =>
  picture?.length === uploadIdLength

/** Whether a role may have an uploaded picture. Authors of articles will too. */
export const mayUpload = (role: Role): boolean => atLeast(role, 'staff')
