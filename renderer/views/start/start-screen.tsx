export function StartScreen(_: { onOpened: unknown; notice: unknown; onNotice: unknown }) {
  return null;
}
