/** The place of a query's problem, underlined in the box itself: its text once more, unseen, where it stands in the field. */
import { useLayoutEffect, useRef } from 'react';
import styles from './filters.module.css';
import type { QueryProblem } from './search-plan.ts';

interface Props {
  readonly text: string;
  readonly problem: QueryProblem;
  readonly input: React.RefObject<HTMLInputElement | null>;
}

/** What of the field's look decides where its letters stand. */
const LOOKS = ['font', 'letterSpacing', 'paddingLeft', 'paddingRight', 'direction', 'textAlign'] as const;

export function ProblemPlace({ text, problem, input }: Props) {
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const field = input.current;
    const own = line.current;
    if (!field || !own) return;
    const look = getComputedStyle(field);
    for (const name of LOOKS) own.style[name] = look[name];
    own.style.lineHeight = `${field.clientHeight}px`;
    const follow = (): void => {
      own.scrollLeft = field.scrollLeft;
    };
    follow();
    field.addEventListener('scroll', follow);
    return () => field.removeEventListener('scroll', follow);
  });
  const { start, end } = problem;
  const wrong = text.slice(start, end);
  return (
    <div ref={line} className={styles.problemPlace} aria-hidden>
      {text.slice(0, start)}
      {/* Where something is missing at the end there is no letter to underline. */}
      <mark>{wrong === '' ? '\u00a0' : wrong}</mark>
      {text.slice(end)}
    </div>
  );
}
