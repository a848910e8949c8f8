export * from './clocks.ts';
export * from './decision.ts';
export * from './groups.ts';
export * from './numbers.ts';
export * from './of-exhibits.ts';
export * from './platform-ids.ts';
export * from './suggestions.ts';
