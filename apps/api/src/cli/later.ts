type Act<A extends unknown[]> = (...given: A) => Promise<void>

/** Loads the code of a command when it runs, so that the help is there at once. */
export const later =
  <A extends unknown[]>(load: () => Promise<Act<A>>): Act<A> =>
  async (...given) =>
    (await load())(...given)
