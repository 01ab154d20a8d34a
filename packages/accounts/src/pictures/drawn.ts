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
