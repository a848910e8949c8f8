export * from './case-lists.ts';
export * from './errors.ts';
export * from './message.ts';
