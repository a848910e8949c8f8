/** The workstation's identity as the window knows it: one for all that asks for it. */
import { useEffect, useSyncExternalStore } from 'react';
import type { IdentityState } from '../../../shared/contract/index.ts';
import { call } from '../../app/bridge.ts';

type Listener = () => void;

/** Asks the main process and remembers what it said; private keys never come here. */
class IdentityHold {
  /** undefined while it is being asked for, null where there is none. */
  private state: IdentityState | null | undefined;
  private readonly listeners = new Set<Listener>();

  get = (): IdentityState | null | undefined => this.state;

  onChange = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Asks again: the main process locks it by itself in some places. @throws CallFailed. */
  async refresh(): Promise<IdentityState | null> {
    return this.put(await call('identity.get', {}));
  }

  /** @throws CallFailed. */
  async create(name: string, passphrase: string): Promise<void> {
    this.put(await call('identity.create', { name: name.trim(), passphrase }));
  }

  /** @throws CallFailed: the passphrase does not open it. */
  async unlock(passphrase: string): Promise<void> {
    this.put(await call('identity.unlock', { passphrase }));
  }

  /** @throws CallFailed. */
  async lock(): Promise<void> {
    await call('identity.lock', {});
    await this.refresh();
  }

  private put(state: IdentityState | null): IdentityState | null {
    this.state = state;
    for (const listener of this.listeners) listener();
    return state;
  }
}

export const identityHold = new IdentityHold();

/** undefined while it is being asked for, null where the workstation has none. */
export function useIdentity(): IdentityState | null | undefined {
  const state = useSyncExternalStore(identityHold.onChange, identityHold.get);
  useEffect(() => {
    // What cannot be asked shows where it is used: each use asks the main process again.
    identityHold.refresh().catch(() => undefined);
  }, []);
  return state;
}
