import type { LayoutApi } from './layout-api.ts';
import { connect } from './rpc.ts';

/** The layout worker; `end` ends it. */
export function connectLayout(): { api: LayoutApi; end(): void } {
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  const { api, end } = connect<LayoutApi>(worker);
  return {
    api,
    end() {
      worker.terminate();
      end('the case is closed');
    },
  };
}
