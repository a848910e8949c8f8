import { useCallback, useState } from 'react';

/** For what fails after rendering: the error boundary around the view shows it. The function never changes. */
export function useFault(): (cause: unknown) => void {
  const [, raise] = useState<null>(null);
  return useCallback((cause) => {
    raise(() => {
      throw cause instanceof Error ? cause : new Error(String(cause));
    });
  }, []);
}
