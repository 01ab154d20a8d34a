/** The posts of the page of a thread, with those of which only a line is left. */
export const postsShown = (page: ParentNode = document) =>
  page.querySelectorAll<HTMLElement>('[id]:is(.post, .post-stub)')

export const numberOf = ({ id }: Element) => Number(id.slice(1))
