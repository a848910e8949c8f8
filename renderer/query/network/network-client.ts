import { connect } from '../rpc.ts';
import type { NetworkApi } from './network-api.ts';

/** The network worker; `end` ends it. */
export function connectNetwork(): { api: NetworkApi; end(): void } {
  const worker = new Worker(new URL('./network-worker.ts', import.meta.url), { type: 'module' });
  const { api, end } = connect<NetworkApi>(worker);
  return {
    api,
    end() {
      worker.terminate();
      end('the case is closed');
    },
  };
}
