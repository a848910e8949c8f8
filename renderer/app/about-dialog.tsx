import { Dialog, DialogBody } from '@blueprintjs/core';
import type { Replies } from '../../shared/contract/index.ts';

const HOSTS = { electron: 'Electron', preview: 'Preview host, for testing' } as const;

interface Props {
  readonly about: Replies['app.about'];
  readonly isOpen: boolean;
  onClose(): void;
}

export function AboutDialog({ about, isOpen, onClose }: Props) {
  return (
    <Dialog title="About Threadline" isOpen={isOpen} onClose={onClose}>
      <DialogBody>
        <p>
          Threadline reads message exports of lawfully seized devices. It works offline: it makes no network
          connection of any kind.
        </p>
        <table className="facts">
          <tbody>
            <tr>
              <th scope="row">Version</th>
              <td>{about.version}</td>
            </tr>
            <tr>
              <th scope="row">Runs in</th>
              <td>{HOSTS[about.host]}</td>
            </tr>
            <tr>
              <th scope="row">System</th>
              <td>{about.os}</td>
            </tr>
          </tbody>
        </table>
      </DialogBody>
    </Dialog>
  );
}
