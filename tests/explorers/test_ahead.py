"""What a drag comes to next is solved in idle time, and is what it would be if it were solved when it is there."""

from __future__ import annotations

import node
from conftest import ROOT

SCRIPT = """
const idle = [];
globalThis.requestIdleCallback = (work) => idle.push(work);
const { Ahead, further } = await import("%s");
let pieces = 0;
const explorer = { *pieces({ a }) { for (let n = 0; n < 5; n += 1) { pieces += 1; yield; }
  return { square: a * a }; } };
const controls = [{ name: "a", min: 0, max: 10, step: 1 }, { name: "b", min: 0, max: 10, step: 1 }];
const next = (before, now) => further(before, now, controls);
const ahead = new Ahead(explorer, {});
const told = [ahead.solve({ a: 2, b: 0 }).square, pieces];
ahead.expect(next({ a: 1, b: 0 }, { a: 2, b: 0 }), { a: 7, b: 0 });
let turns = 3;
idle.shift()({ timeRemaining: () => (turns-- > 0 ? 50 : 0) });  // time for three of five
told.push(pieces, ahead.solve({ a: 3, b: 0 }).square, pieces);  // the slider is there: the other two
told.push(ahead.solve({ a: 2, b: 0 }).square, pieces);  // and back
ahead.expect({ a: 2, b: 0 }, { a: 7, b: 0 });
idle.pop()({ timeRemaining: () => 50 });  // the one is there already: the other is solved
told.push(pieces, ahead.solve({ a: 7, b: 0 }).square, pieces);
told.push(next({ a: 9, b: 0 }, { a: 10, b: 0 }), next({ a: 1, b: 1 }, { a: 2, b: 2 }));
process.stdout.write(JSON.stringify(told));
"""


def test_what_was_begun_in_idle_time_is_finished_and_kept():
    told = node.answer(SCRIPT % (ROOT / "widgets/explorers/kit/ahead.js").as_uri())
    assert told == [4, 5, 8, 9, 10, 4, 10, 15, 49, 15, None, None]
