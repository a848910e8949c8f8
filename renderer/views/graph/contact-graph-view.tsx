export function ContactGraphView() {
  return null;
}
