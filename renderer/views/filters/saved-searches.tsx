/** Saved filters with their queries: applied, saved anew, renamed and removed. */
import { Button, Dialog, DialogBody, DialogFooter, FormGroup, InputGroup, Popover } from '@blueprintjs/core';
import { Bookmark, Edit, Trash } from '@blueprintjs/icons';
import { type FormEvent, useId, useState } from 'react';
import { LONGEST_NAME } from '../../../shared/annotations/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
import { messageOf } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import { useCommand } from '../../app/commands.ts';
import type { SavedSearchRow } from '../../query/api.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted } from '../../ui/numbers.ts';
import { type Asked, ReasonDialog } from '../../ui/reason-dialog.tsx';
import tags from '../tags/tags.module.css';
import { isFiltering } from './filter-edit.ts';

/** What is being named: the present filter, or one that is saved. */
type Naming = { readonly is: 'save' } | { readonly is: 'rename'; readonly search: SavedSearchRow };

export function SavedSearches() {
  const { filter, setFilter } = useCase();
  const { searches, annotate, say } = useAnnotations();
  const [naming, setNaming] = useState<Naming | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const nothing = isFiltering(filter) ? null : 'Nothing is filtered: there is nothing to save.';
  useCommand({
    id: 'filters.save',
    title: 'Save the search and its filter',
    why: nothing,
    run: () => setNaming({ is: 'save' }),
  });
  const remove = ({ id, name }: SavedSearchRow): void =>
    setAsked({
      title: 'Remove a saved search',
      about: (
        <p className={tags.asked}>
          <EvidenceText text={name} />
        </p>
      ),
      action: 'Remove',
      isRemoval: true,
      act: async (reason) => {
        await annotate({ kind: 'search-removed', search: id }, reason);
        say(`Saved search removed: ${name}`);
      },
    });
  return (
    <>
      <Popover
        placement="bottom-start"
        content={
          <section className={tags.savedList} aria-label="Saved searches">
            <Button
              fill
              size="small"
              className="bp6-popover-dismiss"
              icon={<Bookmark size={12} />}
              text="Save this filter…"
              disabled={nothing !== null}
              onClick={() => setNaming({ is: 'save' })}
            />
            {searches.length === 0 ? (
              <p className="dim">No search is saved yet.</p>
            ) : (
              <ul aria-label="Saved searches">
                {searches.map((search) => (
                  <li key={search.id}>
                    <Button
                      variant="minimal"
                      size="small"
                      className={`bp6-popover-dismiss ${tags.savedName}`}
                      disabled={search.filter === null}
                      title={missingWords(search)}
                      aria-label={`Apply ${search.name}`}
                      onClick={() => search.filter && setFilter(search.filter)}
                    >
                      <span className={tags.savedWords}>
                        <EvidenceText text={search.name} />
                        {search.missing > 0 && <span className="dim"> {missingWords(search)}</span>}
                      </span>
                    </Button>
                    <Button
                      variant="minimal"
                      size="small"
                      className="bp6-popover-dismiss"
                      icon={<Edit size={12} />}
                      aria-label={`Rename ${search.name}`}
                      onClick={() => setNaming({ is: 'rename', search })}
                    />
                    <Button
                      variant="minimal"
                      size="small"
                      className="bp6-popover-dismiss"
                      icon={<Trash size={12} />}
                      aria-label={`Remove ${search.name}`}
                      onClick={() => remove(search)}
                    />
                  </li>
                ))}
              </ul>
            )}
          </section>
        }
      >
        <Button variant="minimal" size="small" icon={<Bookmark size={14} />} aria-label="Saved searches" />
      </Popover>
      <NameDialog naming={naming} onClose={() => setNaming(null)} />
      <ReasonDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function missingWords({ filter, missing }: SavedSearchRow): string | undefined {
  if (missing === 0) return undefined;
  return filter === null
    ? 'The case has nothing of a part of it.'
    : `Without ${counted(missing, 'chat or person', 'chats or people')} that the case does not have.`;
}

function NameDialog({ naming, onClose }: { readonly naming: Naming | null; onClose(): void }) {
  return (
    <Dialog
      isOpen={naming !== null}
      title={naming?.is === 'rename' ? 'Rename a saved search' : 'Save the search and its filter'}
      onClose={onClose}
      canOutsideClickClose={false}
    >
      {naming && <NameForm naming={naming} onClose={onClose} />}
    </Dialog>
  );
}

function NameForm({ naming, onClose }: { readonly naming: Naming; onClose(): void }) {
  const { store, filter } = useCase();
  const { searches, annotate, say } = useAnnotations();
  const id = useId();
  const [name, setName] = useState(naming.is === 'rename' ? naming.search.name : (filter.query ?? ''));
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const own = name.trim();
    const renamed = naming.is === 'rename' ? naming.search.id : null;
    if (own === '') return setProblem('A saved search needs a name.');
    if (searches.some((one) => one.id !== renamed && one.name === own)) {
      return setProblem('A saved search is called so already.');
    }
    setBusy(true);
    try {
      if (renamed !== null) await annotate({ kind: 'search-renamed', search: renamed, name: own });
      else {
        const lasting = await store.query.lastingFilter(filter);
        await annotate({ kind: 'search-saved', search: crypto.randomUUID(), name: own, filter: lasting });
      }
      say(renamed !== null ? `Saved search renamed: ${own}` : `Search saved: ${own}`);
      onClose();
    } catch (cause) {
      setProblem(messageOf(cause));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <DialogBody>
        <FormGroup
          label="Name"
          labelFor={id}
          intent={problem === null ? 'none' : 'danger'}
          helperText={
            <span id={`${id}-problem`} role={problem === null ? undefined : 'alert'}>
              {problem ?? 'That it was saved is logged.'}
            </span>
          }
        >
          <InputGroup
            id={id}
            autoFocus
            dir="auto"
            maxLength={LONGEST_NAME}
            value={name}
            aria-describedby={`${id}-problem`}
            onValueChange={setName}
          />
        </FormGroup>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={onClose} />
            <Button
              type="submit"
              intent="primary"
              text={naming.is === 'rename' ? 'Rename' : 'Save'}
              loading={busy}
            />
          </>
        }
      />
    </form>
  );
}
