/** What is drawn for a user without a picture. */
export type Initial = { letter: string; hue: number | string }

/** The first letter of a name, and degrees of a colour circle, far apart for ids in succession. */
export const initialOf = ({ id, username }: { id: number; username: string }): Initial => ({
  letter: [...username][0]?.toUpperCase() ?? '',
  hue: (id * 137) % 360
})
