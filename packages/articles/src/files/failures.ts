import { Problem } from '@stoa/core'

/** A file that cannot be imported. The message is English, for the operator of the server. */
export class FileError extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.name = 'FileError'
    this.line = line
  }
}

/** What was refused: by the format of files, or by a verb. */
export type Failure = {
  /** From the folder on top. */
  file: string
  line: number
  error: FileError | Problem
  /** A picture, video or other file that the text shows, if that was refused. */
  shows?: string
}

/** A verb's refusal of a file that a text shows. */
export class ShownFileError extends FileError {
  readonly file: string
  readonly problem: Problem

  constructor(line: number, file: string, problem: Problem) {
    super(line, problem.message)
    this.file = file
    this.problem = problem
  }
}

/**
 * Runs `work` on a file.
 * @param lineOf the line of a field of a problem
 * @returns the failure if the file was refused; other errors are thrown
 */
export async function attempt(
  file: string,
  work: () => Promise<unknown>,
  lineOf: (error: Problem) => number = () => 1
): Promise<Failure[]> {
  try {
    await work()
    return []
  } catch (error) {
    if (error instanceof ShownFileError)
      return [{ file, line: error.line, error: error.problem, shows: error.file }]
    if (error instanceof FileError) return [{ file, line: error.line, error }]
    if (error instanceof Problem && error.status < 500)
      return [{ file, line: lineOf(error), error }]
    throw error
  }
}
