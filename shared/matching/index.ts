export * from './differences.ts';
export * from './match.ts';
export * from './meeting.ts';
export type { ClockOffset } from './offset.ts';
export * from './side.ts';
export type { Steps } from './steps.ts';
