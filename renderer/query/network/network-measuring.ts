import type { ContactNetwork } from '../api.ts';
import { Betweenness, type BetweennessResult } from './betweenness.ts';
import { communitiesOf } from './communities.ts';
import { commonContacts, egoNetwork } from './contacts.ts';
import { degreeOf, type Network, networkOf, weightedDegrees } from './network.ts';
import type { NetworkApi, NetworkMeasures } from './network-api.ts';
import { overviewOf } from './overview.ts';
import { type PathOrder, shortestPaths } from './paths.ts';

/** Of communities and samples: any number; written down, so that a measure can be taken again. */
export const SEED = 1;
/** Nodes of a community that the overview shows, at least, and how many communities, at most. */
export const LEAST_COMMUNITY = 3;
export const MOST_COMMUNITIES = 150;
export const PATHS_LISTED = 50;
/** ms between two looks for a stop. */
const SLICE = 50;

/** The network that is measured now. */
export class NetworkMeasuring implements NetworkApi {
  private network: Network | null = null;
  private number = 0;
  private run = 0;

  async load(ties: ContactNetwork): Promise<NetworkMeasures> {
    this.run++;
    const number = ++this.number;
    const network = networkOf(ties);
    this.network = network;
    const communities = communitiesOf(network, SEED);
    return {
      network: number,
      degree: Uint32Array.from({ length: network.nodes }, (_, node) => degreeOf(network, node)),
      weightedDegree: weightedDegrees(network),
      communities,
      overview: overviewOf(network, communities, LEAST_COMMUNITY, MOST_COMMUNITIES),
    };
  }

  async betweenness(
    number: number,
    onStep: (progress: { done: number; all: number }) => void,
  ): Promise<BetweennessResult | null> {
    const run = ++this.run;
    const network = this.of(number);
    if (network === null) return null;
    const betweenness = new Betweenness(network, SEED);
    for (let more = true; more; ) {
      const end = performance.now() + SLICE;
      do more = betweenness.step();
      while (more && performance.now() < end);
      onStep(betweenness.progress);
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (run !== this.run) return null;
    }
    return betweenness.result();
  }

  async stop(): Promise<void> {
    this.run++;
  }

  async paths(number: number, from: number, to: number, order: PathOrder) {
    const network = this.of(number);
    return network && shortestPaths(network, from, to, order, PATHS_LISTED);
  }

  async common(number: number, among: readonly number[]) {
    const network = this.of(number);
    return network && commonContacts(network, among);
  }

  async ego(number: number, node: number, steps: number) {
    const network = this.of(number);
    return network && egoNetwork(network, node, steps);
  }

  private of(number: number): Network | null {
    return number === this.number ? this.network : null;
  }
}
