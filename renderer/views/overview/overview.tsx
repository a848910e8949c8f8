export function Overview(_: { intake: unknown; onAdd(): void }) {
  return null;
}
