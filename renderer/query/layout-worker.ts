/** The worker that places the contact graph's nodes. */
import { ForceLayout } from './layout.ts';
import type { LayoutApi } from './layout-api.ts';
import { serve, type Wire } from './rpc.ts';

const force = new ForceLayout();
serve<LayoutApi>(self as unknown as Wire, {
  layout: (graph, start, onStep) => force.layout(graph, start, onStep),
  stop: () => force.stop(),
});
