import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { commonContacts, egoNetwork } from './contacts.ts';
import { arcBetween, degreeOf, networkOf, weightedDegrees } from './network.ts';
import { matrixOf, networkArbitrary, tieList } from './testing/made-network.ts';

test('a network holds each tie from both its ends, by neighbour', () => {
  fc.assert(
    fc.property(networkArbitrary(), (made) => {
      const network = networkOf(tieList(made.nodes, made.ties));
      const strengths = weightedDegrees(network);
      for (const [node, row] of matrixOf(made).entries()) {
        assert.equal(degreeOf(network, node), row.filter((messages) => messages > 0).length);
        assert.equal(
          strengths[node],
          row.reduce((sum, one) => sum + one, 0),
        );
        for (const [other, messages] of row.entries()) {
          const arc = arcBetween(network, node, other);
          assert.equal(arc < 0 ? 0 : network.messages[arc], messages);
        }
      }
    }),
  );
});

test('a tie to nobody, or to oneself, is refused', () => {
  assert.throws(() => networkOf(tieList(2, [[0, 2, 1]])), /tie 0 is from 0 to 2 of 2 nodes/);
  assert.throws(() => networkOf(tieList(2, [[1, 1, 1]])), RangeError);
});

test('common contacts are those tied to every one asked for', () => {
  fc.assert(
    fc.property(
      networkArbitrary(),
      fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 2, maxLength: 3 }),
      (made, asked) => {
        const among = asked.filter((node) => node < made.nodes);
        const matrix = matrixOf(made);
        const found = commonContacts(networkOf(tieList(made.nodes, made.ties)), among);
        const plain = matrix.flatMap((row, node) =>
          among.length > 1 && !among.includes(node) && among.every((one) => row[one]! > 0) ? [node] : [],
        );
        assert.deepEqual(
          found.map(({ node }) => node).sort((a, b) => a - b),
          plain,
        );
        for (const { node, messages } of found) {
          assert.deepEqual(
            messages,
            among.map((one) => matrix[one]![node]),
          );
        }
        const weakest = found.map(({ messages }) => Math.min(...messages));
        assert.deepEqual(
          weakest,
          weakest.toSorted((a, b) => b - a),
        );
      },
    ),
  );
});

test('an ego network holds all within so many ties', () => {
  fc.assert(
    fc.property(networkArbitrary(), fc.integer({ min: 1, max: 2 }), (made, steps) => {
      const matrix = matrixOf(made);
      const near = (node: number): number[] =>
        [...matrix[node]!.keys()].filter((other) => matrix[node]![other]! > 0);
      const first = near(0);
      const plain = new Set([0, ...first, ...(steps > 1 ? first.flatMap(near) : [])]);
      const found = [...egoNetwork(networkOf(tieList(made.nodes, made.ties)), 0, steps)];
      assert.equal(found[0], 0);
      assert.deepEqual(
        found.toSorted((a, b) => a - b),
        [...plain].sort((a, b) => a - b),
      );
    }),
  );
});
