/** The way back from a message's conversation to the place from which it was opened. */
import { Button } from '@blueprintjs/core';
import { ArrowLeft } from '@blueprintjs/icons';
import { useCase, type ViewName } from './case-session.ts';
import { useCommand } from './commands.ts';
import { keysText } from './shortcuts.ts';
import { VIEW_NAMES } from './view-names.ts';

export function BackButton() {
  const { back } = useCase();
  return back === null ? null : <Back to={back} />;
}

function Back({ to }: { to: ViewName }) {
  const { show } = useCase();
  const title = `Back to ${VIEW_NAMES[to]}`;
  useCommand({ id: 'view.back', title, keys: 'escape', run: () => show(to) });
  return (
    <Button
      variant="minimal"
      icon={<ArrowLeft />}
      text={title}
      endIcon={<kbd>{keysText('escape')}</kbd>}
      onClick={() => show(to)}
    />
  );
}
