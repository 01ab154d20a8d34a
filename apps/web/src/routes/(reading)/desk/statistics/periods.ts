/** Of how many days figures are shown. */
export const periods = [7, 30, 90, 365]
