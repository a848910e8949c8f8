/** The page needs no device and no permission. The one it gets lets the disk's cleaner keep off its store. */
import type { Session } from 'electron';
import { ORIGIN } from './address.ts';

/** Without it Chromium may take the sealed messages of a closed case away when the disk runs full. */
const GRANTED = 'persistent-storage';

const isOwn = (address: string): boolean => address === ORIGIN || address.startsWith(`${ORIGIN}/`);

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(permission === GRANTED && isOwn(requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => permission === GRANTED && isOwn(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  // Without a stream the request is refused.
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}
