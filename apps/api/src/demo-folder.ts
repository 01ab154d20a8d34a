/** The texts of the demo community. This file is as deep in `src` as its bundle is in `build`. */
export const demoFolder = new URL('../demo/', import.meta.url)
