import type { InspectedEvidence } from '../../shared/contract/index.ts';
import type { LaunchIntake } from './protocol.ts';
import { converse } from './session.ts';

/**
 * Inspects evidence in an intake process: recognising it means parsing hostile bytes.
 * @returns one entry a path, in order; a refusal is part of its entry.
 * @throws IntakeFault, Cancelled; Refusal when it needs too much memory.
 */
export function runInspect(
  paths: readonly string[],
  launch: LaunchIntake,
  signal: AbortSignal,
): Promise<InspectedEvidence[]> {
  return converse<InspectedEvidence[]>(launch, {
    subject: 'inspect',
    signal,
    first: (scratch) => ({ type: 'inspect', paths, scratch }),
    hear(message, _post, end) {
      if (message.type !== 'inspected') throw new Error(`the intake process sent “${message.type}”`);
      end([...message.evidence]);
    },
  });
}
