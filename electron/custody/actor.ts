import { userInfo } from 'node:os';

/** Who acts, for the log: the name of this workstation's user. */
export function actor(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's list of users, as in some containers.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
