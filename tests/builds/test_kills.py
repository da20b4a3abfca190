"""A build may be killed at any moment: the next one ends where a clean build ends.

``KWINDEX_KILLS=200`` makes it so many kills; ``KWINDEX_SEED`` repeats the history of a run, as far as time allows.
"""

import os
import random
import sys
import time
from collections import Counter

import pytest
from builds.building import build, different, output_files
from builds.killing import STAGES, Victim, settings_of, states

KILLS = int(os.environ.get("KWINDEX_KILLS", "12"))
SEED = int(os.environ.get("KWINDEX_SEED", time.time_ns() % 1_000_000))
STATES = states()

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need processes that fork")


class Clean:
    """What clean builds of the states give, each made once, elsewhere."""

    def __init__(self, folder):
        self.folder = folder
        self.made = {}

    def __getitem__(self, index):
        if index not in self.made:
            victim = Victim(self.folder / str(index))
            victim.become(STATES[index])
            # In this process, so that its children find everything imported.
            options = settings_of(victim.folder, STATES[index])
            self.made[index] = build(victim.folder / "docs", victim.folder / "out", **options).files()
        return self.made[index]


def test_a_build_after_a_kill_equals_a_clean_one(tmp_path, capsys):
    chance = random.Random(SEED)
    victim, clean = Victim(tmp_path / "victim"), Clean(tmp_path / "clean")
    longest = duration_of_a_first_build(victim, clean)
    stages = Counter()
    while stages.total() < KILLS:
        is_fresh = chance.random() < 0.15
        if is_fresh:
            victim.forget()
        struck, after = chance.randrange(len(STATES)), chance.randrange(len(STATES))
        victim.become(STATES[struck])
        limit = longest if is_fresh else max(victim.seconds, longest / 3)
        # Half of them at any moment, half in one of the stages, some of which are soon over.
        words = chance.choice([words for _, words in STAGES]) if chance.random() < 0.5 else ""
        after_words = chance.uniform(0, limit / 10 if words else limit)
        stage = victim.kill(STATES[struck], after_words, words=words, jobs=chance.choice([1, 2, 2]))
        if stage is None:
            continue
        stages[stage] += 1
        after = chance.choice([struck, after])
        victim.become(STATES[after])
        out = victim.build(STATES[after], jobs=chance.choice([1, 2]))
        place = f"seed {SEED}, kill {stages.total()}: {stage}, state {struck} then {after}"
        assert different(output_files(out), clean[after]) == [], place
        assert victim.leftovers() == [], place
    with capsys.disabled():
        sys.stdout.write(f" [seed {SEED}, kills by stage: {dict(stages)}]")


def duration_of_a_first_build(victim, clean):
    victim.become(STATES[0])
    assert different(output_files(victim.build(STATES[0])), clean[0]) == []
    victim.forget()
    victim.build(STATES[0])
    return victim.seconds
