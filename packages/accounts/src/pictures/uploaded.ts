import { atLeast, type Role } from '@stoa/core'

/** No drawn picture has a name as long as the id of an upload. */
export const uploadIdLength = 22

export const isUploaded = (picture: string | null): picture is string =>
  picture?.length === uploadIdLength

/** Whether a role may have an uploaded picture. Authors of articles will too. */
export const mayUpload = (role: Role): boolean => atLeast(role, 'staff')
