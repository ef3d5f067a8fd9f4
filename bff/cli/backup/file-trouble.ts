import { codesOf, StartError } from '../../db/index.ts'

const DISK_FULL = /^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL)$/m
const UNUSABLE = /^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EISDIR|ENAMETOOLONG|ELOOP|EXDEV|SQLITE_(CANTOPEN|READONLY|PERM))/m

/**
 * Does something with files; what a person can mend is told in one sentence.
 * @param path names what cannot be used
 * @throws StartError for a full disk and a path that cannot be used; what else was thrown as it was
 */
export async function inFileWords<Result>(path: string, verb: 'read' | 'written', work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const codes = codesOf(error)
    if (error instanceof StartError) throw error
    if (DISK_FULL.test(codes))
      throw new StartError(`There is no room left for ${path}: free some space and start again; the database is as it was.`, { cause: error })
    const [code] = UNUSABLE.exec(codes) ?? []
    if (code) throw new StartError(`${path} cannot be ${verb} (${code}): check the path and the rights of this user.`, { cause: error })
    throw error
  }
}
