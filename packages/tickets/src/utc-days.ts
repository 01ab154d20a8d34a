/** The first moment (UTC) of the day that a time lies in. */
export const startOfDay = (time: string) => `${time.slice(0, 10)}T00:00:00.000Z`
