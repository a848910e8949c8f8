/** The worker that measures the contact graph. */
import { serve, type Wire } from '../rpc.ts';
import type { NetworkApi } from './network-api.ts';
import { NetworkMeasuring } from './network-measuring.ts';

const measuring = new NetworkMeasuring();
const api: NetworkApi = {
  load: (network) => measuring.load(network),
  betweenness: (network, onStep) => measuring.betweenness(network, onStep),
  stop: () => measuring.stop(),
  paths: (network, from, to, order) => measuring.paths(network, from, to, order),
  common: (network, among) => measuring.common(network, among),
  ego: (network, node, steps) => measuring.ego(network, node, steps),
};
serve<NetworkApi>(self as unknown as Wire, api, ['load']);
