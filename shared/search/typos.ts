/**
 * Typing errors between two words: letters wrong, missing, added, or two neighbours changed about
 * (optimal string alignment distance).
 */

/** Code points of longer words are not compared: nobody means them. */
const LONGEST = 64;

/** Tells of many words which are near to one. Words are compared by code points. */
export class NearTo {
  private readonly word: readonly string[];
  private readonly typos: number;
  private readonly rows: [Uint8Array, Uint8Array, Uint8Array];

  constructor(word: string, typos: 1 | 2) {
    this.word = [...word].slice(0, LONGEST);
    this.typos = typos;
    const row = (): Uint8Array => new Uint8Array(this.word.length + 1);
    this.rows = [row(), row(), row()];
  }

  test(other: string): boolean {
    const { word, typos } = this;
    // One code point has one or two units.
    if (other.length < word.length - typos || other.length > 2 * (word.length + typos)) return false;
    const letters = [...other];
    if (Math.abs(letters.length - word.length) > typos) return false;
    let [two, one, now] = this.rows;
    for (let i = 0; i <= word.length; i++) one[i] = i;
    for (let j = 1; j <= letters.length; j++) {
      now[0] = j;
      let least = j;
      for (let i = 1; i <= word.length; i++) {
        const same = word[i - 1] === letters[j - 1];
        let cost = Math.min(one[i]! + 1, now[i - 1]! + 1, one[i - 1]! + (same ? 0 : 1));
        if (i > 1 && j > 1 && word[i - 1] === letters[j - 2] && word[i - 2] === letters[j - 1]) {
          cost = Math.min(cost, two[i - 2]! + 1);
        }
        now[i] = cost;
        if (cost < least) least = cost;
      }
      if (least > typos) return false;
      [two, one, now] = [one, now, two];
    }
    return one[word.length]! <= typos;
  }
}
