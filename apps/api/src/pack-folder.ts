/** What new forums start with. This file is as deep in `src` as its bundle is in `build`. */
export const packFolder = new URL('../packs/', import.meta.url)
