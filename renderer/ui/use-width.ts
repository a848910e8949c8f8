import { useLayoutEffect, useRef, useState } from 'react';

/** An element's width, px; 0 before it is known. */
export function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const own = element.current!;
    const measure = (): void => setWidth(own.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(own);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
