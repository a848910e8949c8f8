export function AddExhibitDialog(_: { isOpen: boolean; onClose: unknown; intake: unknown }) {
  return null;
}
