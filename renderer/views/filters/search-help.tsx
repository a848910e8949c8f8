import { Button } from '@blueprintjs/core';
import styles from './filters.module.css';

/** Each with what it finds; taken into the box by a click. */
const EXAMPLES: readonly (readonly [example: string, meaning: string])[] = [
  ['green van', 'both words, anywhere in the message'],
  ['"green van"', 'these words in this order, marks and forms as written'],
  ['meet*', 'words that begin so'],
  ['warehouse~', 'with one letter wrong; ~2 for two'],
  ['van or car', 'either'],
  ['van -car', 'the first without the second'],
  ['(van or car) tonight', 'brackets group'],
  ['/k[ae]tr?in/', 'a regular expression'],
  ['07700 900123', 'a number in any grouping'],
  ['from:marta', 'sent by her: a name, a number or an id'],
  ['in:"Saturday walk"', 'in this chat'],
  ['has:attachment', 'also image, video, link, location, reply, edited, deleted…'],
  ['kind:call', 'of this kind'],
  ['after:2024-03-21 before:2024-03-23', 'between two days, which are left out'],
  ['on:2024-03-22', 'on this day, in the case’s zone'],
  ['platform:whatsapp', 'from this platform'],
  ['exhibit:AB/1', 'from this exhibit'],
  ['tag:point', 'with a tag whose name has a word that begins so; has:tag, has:note'],
];

export function SearchHelp({ onTake }: { onTake(example: string): void }) {
  return (
    <section className={styles.help} aria-label="How to search">
      <p>
        Words are found whole, in any case, with and without accents and vowel marks, in texts, names of
        files, polls and places.
      </p>
      <table>
        <tbody>
          {EXAMPLES.map(([example, meaning]) => (
            <tr key={example}>
              <td>
                <Button
                  variant="minimal"
                  size="small"
                  className="bp6-popover-dismiss"
                  onClick={() => onTake(example)}
                >
                  <code>{example}</code>
                </Button>
              </td>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
