/** What the calls of warrants, identities, the log, the quarantine and bundles do. */
import { InvalidCall } from '../cases/call-error.ts';
import type { Calls } from './ipc.ts';

type WarrantedCalls = Pick<
  Calls,
  | 'dialog.documents'
  | 'warrant.inspect'
  | 'documents.add'
  | 'identity.get'
  | 'identity.create'
  | 'identity.unlock'
  | 'identity.lock'
  | 'identity.saveCard'
  | 'custody.entries'
  | 'custody.verify'
  | 'custody.checkpoint'
  | 'custody.prove'
  | 'custody.note'
  | 'quarantine.summary'
  | 'quarantine.open'
  | 'quarantine.items'
  | 'quarantine.decide'
  | 'quarantine.close'
  | 'bundle.save'
  | 'bundle.inspect'
  | 'bundle.open'
  | 'case.destroy'
>;

const unavailable = (): never => {
  throw new InvalidCall('this version cannot do that yet');
};

export function callsUnderWarrant(): WarrantedCalls {
  return {
    'dialog.documents': unavailable,
    'warrant.inspect': unavailable,
    'documents.add': unavailable,
    'identity.get': () => null,
    'identity.create': unavailable,
    'identity.unlock': unavailable,
    'identity.lock': () => null,
    'identity.saveCard': unavailable,
    'custody.entries': unavailable,
    'custody.verify': unavailable,
    'custody.checkpoint': unavailable,
    'custody.prove': unavailable,
    'custody.note': unavailable,
    'quarantine.summary': unavailable,
    'quarantine.open': unavailable,
    'quarantine.items': unavailable,
    'quarantine.decide': unavailable,
    'quarantine.close': unavailable,
    'bundle.save': unavailable,
    'bundle.inspect': unavailable,
    'bundle.open': unavailable,
    'case.destroy': unavailable,
  };
}
